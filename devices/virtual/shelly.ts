/** Virtual Shelly devices, second generation and later: wall thermostats, sensors on batteries, and a meter. */
import type { Plant, SignalId } from "#domain";
import { isObject, type JsonObject, own, ownText, parseJson } from "../parse/json.ts";
import { parseNumber } from "../parse/number.ts";
import { isExactTopic } from "../parse/topic.ts";
import { type Emission, payloadOf, type Request, rounded, type Sample, type VirtualNetwork } from "./network.ts";
import { addressOf, fleetDevices, type VirtualDevice } from "./plan.ts";

const SETPOINT = { min: 5, max: 35 } as const;
const NAMES: Partial<Record<VirtualDevice["kind"], string>> = { trv: "thermostat", room: "sensor", electricity: "meter" };

/** A thermostat and a battery sensor in every room, and a meter, each on a connection of its own, with the room as its prefix. */
export const shellyFleet = (plant: Plant): VirtualNetwork[] =>
  fleetDevices(
    plant,
    {
      trv: ["airTempC", "heatingSetpointC", "relativeHumidityPct"],
      room: ["airTempC", "relativeHumidityPct", "batteryPct"],
      electricity: ["electricEnergyWh", "electricPowerW", "voltageV", "currentA"],
    },
    (kind, building, zone) => `shelly:${kind === "electricity" ? building : zone}-${NAMES[kind] ?? kind}`,
  ).map(shellyNetwork);

type Statuses = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

function shellyNetwork(device: VirtualDevice): VirtualNetwork {
  const prefix = addressOf(device);
  const online = (there: boolean): Emission => ({ topic: `${prefix}/online`, payload: String(there), retain: true });
  /** As the last notification left it: the next one carries what changed. */
  let told: Statuses = {};

  function notify(method: "NotifyStatus" | "NotifyFullStatus", ts: number, statuses: Statuses): Emission {
    const payload = payloadOf({ src: prefix, dst: `${prefix}/events`, method, params: { ts: ts / 1000, ...statuses } });
    return { topic: `${prefix}/events/rpc`, payload, retain: false };
  }
  const full = (statuses: Statuses): Emission[] =>
    Object.entries(statuses).map(([key, status]) => ({
      topic: `${prefix}/status/${key}`,
      payload: payloadOf(status),
      retain: false,
    }));
  const report = (sample: Sample, first: boolean): Emission[] => {
    const statuses = STATUSES[device.kind]?.(sample.values) ?? {};
    const changed = changes(told, statuses);
    told = statuses;
    // The meter has "generic status update" switched on, the others "RPC status notifications": with both, each value would
    // come twice, once with the device's time and once without.
    if (device.kind === "electricity") return full(statuses);
    return [first ? notify("NotifyFullStatus", sample.ts, statuses) : notify("NotifyStatus", sample.ts, changed)];
  };

  return {
    name: `shelly-${prefix}`,
    devices: [device],
    will: () => online(false),
    commandFilters: [`${prefix}/rpc`],
    keepsUnsent: false,
    announce: (sense) => [...report(sense(device), true), online(true)],
    leave: () => [online(false)],
    state: (_, sample) => report(sample, false),
    receive: (_, payload) => answer(device, prefix, payload),
  };
}

type Values = Sample["values"];
const of = (values: Values, signal: SignalId, decimals: number): number | null => rounded(values.get(signal), decimals);
const fahrenheit = (celsius: number | null): number | null => (celsius === null ? null : rounded(celsius * 1.8 + 32, 1));

/** The status of every component by kind of device, as the Gen2 documentation has them. */
const STATUSES: Partial<Record<VirtualDevice["kind"], (values: Values) => Statuses>> = {
  trv: (values) => ({
    "thermostat:0": {
      id: 0,
      enable: true,
      target_C: of(values, "heatingSetpointC", 1),
      current_C: of(values, "airTempC", 1),
      output: (values.get("airTempC") ?? 0) < (values.get("heatingSetpointC") ?? 0),
      schedules: { enable: false },
    },
    "humidity:0": { id: 0, rh: of(values, "relativeHumidityPct", 1) },
  }),
  room: (values) => ({
    "temperature:0": { id: 0, tC: of(values, "airTempC", 1), tF: fahrenheit(of(values, "airTempC", 1)) },
    "humidity:0": { id: 0, rh: of(values, "relativeHumidityPct", 1) },
    "devicepower:0": { id: 0, battery: { V: 5.4, percent: of(values, "batteryPct", 0) }, external: { present: false } },
  }),
  electricity: (values) => ({
    "pm1:0": {
      id: 0,
      voltage: of(values, "voltageV", 1),
      current: of(values, "currentA", 3),
      apower: of(values, "electricPowerW", 1),
      freq: 50,
      aenergy: { total: of(values, "electricEnergyWh", 3) },
    },
  }),
};

/** Components with the attributes that are not as they were. */
function changes(before: Statuses, now: Statuses): Statuses {
  const changed = Object.entries(now).flatMap(([key, status]) => {
    const old = before[key] ?? {};
    const fields = Object.entries(status).filter(([name, value]) => JSON.stringify(old[name]) !== JSON.stringify(value));
    return fields.length === 0 ? [] : [[key, { id: status.id, ...Object.fromEntries(fields) }]];
  });
  return Object.fromEntries(changed);
}

/** Carries out `Thermostat.SetConfig`, and answers whoever asked under his own topic. */
function answer(device: VirtualDevice, prefix: string, payload: Uint8Array): Request {
  const json = parseJson(payload);
  if (!json.ok || !isObject(json.value.data)) return { type: "refused", says: [] };
  const call = json.value.data;
  const says = (body: object): Emission[] => {
    const topic = `${ownText(call, "src") ?? ""}/rpc`;
    if (topic === "/rpc" || !isExactTopic(topic)) return [];
    return [
      { topic, payload: payloadOf({ id: own(call, "id"), src: prefix, dst: ownText(call, "src"), ...body }), retain: false },
    ];
  };
  if (ownText(call, "method") !== "Thermostat.SetConfig" || device.kind !== "trv")
    return { type: "refused", says: says({ error: { code: 404, message: `No handler for ${ownText(call, "method") ?? ""}` } }) };
  const value = targetIn(call);
  if (value === undefined || value < SETPOINT.min || value > SETPOINT.max)
    return { type: "refused", says: says({ error: { code: -103, message: "Invalid argument 'target_C'!" } }) };
  return {
    type: "set",
    device,
    signal: "heatingSetpointC",
    value: rounded(value, 1) ?? value,
    says: says({ result: { restart_required: false } }),
  };
}

function targetIn(call: JsonObject): number | undefined {
  const params = own(call, "params");
  const config = isObject(params) ? own(params, "config") : undefined;
  return isObject(config) ? parseNumber(own(config, "target_C")) : undefined;
}
