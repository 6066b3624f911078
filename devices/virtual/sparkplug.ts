/** A virtual edge node of Sparkplug B 3.0 with the devices of a building: births, data by alias, commands, rebirth, death. */
import type { Plant, SignalId } from "#domain";
import { decodePayload, TYPE } from "../dialects/sparkplug-payload.ts";
import { commandTopic, idOf, NAMESPACE, type Verb } from "../dialects/sparkplug-topic.ts";
import type { Emission, Request, Sample, VirtualNetwork } from "./network.ts";
import { fleetDevices, type VirtualDevice } from "./plan.ts";
import { type NodeMetric, nodePayload } from "./sparkplug-bytes.ts";

const EDGE = "gateway";
const REBIRTH = "Node Control/Rebirth";
const SETPOINT = { min: 5, max: 30 } as const;

interface Row {
  readonly name: string;
  readonly type: NodeMetric["type"];
  readonly scale: number;
  readonly properties: Readonly<Record<string, string | number>>;
}
const row = (name: string, engUnit: string, type: NodeMetric["type"] = TYPE.float, scale = 1, more: object = {}): Row => ({
  name,
  type,
  scale,
  properties: { engUnit, ...more },
});
const METRICS: ReadonlyMap<SignalId, Row> = new Map<SignalId, Row>([
  ["airTempC", row("Temperature", "degC")],
  ["heatingSetpointC", row("Heat Setpoint", "degC", TYPE.float, 1, { engLow: SETPOINT.min, engHigh: SETPOINT.max })],
  ["valvePct", row("Valve Position", "%")],
  ["batteryPct", row("Battery", "%")],
  ["relativeHumidityPct", row("Humidity", "%")],
  ["co2Ppm", row("CO2", "ppm")],
  ["occupancy", { name: "Occupancy", type: TYPE.boolean, scale: 1, properties: {} }],
  ["electricEnergyWh", row("Active Energy", "kWh", TYPE.double, 1e-3)],
  ["electricPowerW", row("Active Power", "W", TYPE.double)],
  ["voltageV", row("Voltage", "V")],
  ["currentA", row("Current", "A")],
]);

/** One edge node, called `gateway` in the group of the building, for all its rooms and the meter. */
export function sparkplugFleet(plant: Plant): VirtualNetwork[] {
  const group = plant.building.id;
  const devices = fleetDevices(
    plant,
    {
      trv: ["airTempC", "heatingSetpointC", "valvePct", "batteryPct"],
      room: ["airTempC", "relativeHumidityPct", "co2Ppm", "occupancy"],
      electricity: ["electricEnergyWh", "electricPowerW", "voltageV", "currentA"],
    },
    (kind, building, zone) => idOf({ group: building, edge: EDGE, device: nameOf(kind, zone) }),
  );
  return [sparkplugNetwork(group, devices)];
}

const nameOf = (kind: VirtualDevice["kind"], zone: string): string =>
  kind === "electricity" ? "meter" : `${zone}-${kind === "trv" ? "thermostat" : "sensor"}`;

function sparkplugNetwork(group: string, devices: readonly VirtualDevice[]): VirtualNetwork {
  let bdSeq = -1;
  let seq = 0;
  let bornAt = 0;
  const deviceNames = new Map(devices.map((device) => [nameOf(device.kind, device.zone), device]));
  const firstAlias = new Map<VirtualDevice, number>();
  for (const device of devices)
    firstAlias.set(
      device,
      [...firstAlias.keys()].reduce((n, d) => n + d.points.length, 1),
    );

  const say = (verb: Verb, payload: Uint8Array, device?: VirtualDevice): Emission => {
    const topic = `${NAMESPACE}${group}/${verb}/${EDGE}${device ? `/${nameOf(device.kind, device.zone)}` : ""}`;
    return { topic, payload, retain: false, qos: verb === "NDEATH" ? 1 : 0 };
  };
  const next = (): number => {
    seq = (seq + 1) % 256;
    return seq;
  };
  const session = (): NodeMetric => ({ name: "bdSeq", type: TYPE.int64, value: bdSeq, ts: bornAt });

  function metricsOf(device: VirtualDevice, { ts, values }: Sample, born: boolean): NodeMetric[] {
    return device.points.flatMap(({ signal }, i) => {
      const found = METRICS.get(signal);
      if (!found) return [];
      const value = values.get(signal) ?? null;
      const metric = {
        alias: (firstAlias.get(device) ?? 1) + i,
        type: found.type,
        value: value === null ? null : value * found.scale,
        ts,
      };
      return [born ? { ...metric, name: found.name, properties: found.properties } : metric];
    });
  }

  return {
    name: `sparkplug-${group}`,
    devices,
    will() {
      // Each connection is a session of its own, whose number its birth repeats.
      bdSeq = (bdSeq + 1) % 256;
      return say("NDEATH", nodePayload(bornAt, undefined, [session()]));
    },
    commandFilters: [`${NAMESPACE}${group}/NCMD/${EDGE}`, `${NAMESPACE}${group}/DCMD/${EDGE}/+`],
    keepsUnsent: false,
    announce(sense) {
      const samples = devices.map((device) => ({ device, sample: sense(device) }));
      bornAt = samples[0]?.sample.ts ?? bornAt;
      seq = 0;
      const control: NodeMetric = { name: REBIRTH, type: TYPE.boolean, value: 0, ts: bornAt };
      return [
        say("NBIRTH", nodePayload(bornAt, seq, [session(), control])),
        ...samples.map(({ device, sample }) =>
          say("DBIRTH", nodePayload(sample.ts, next(), metricsOf(device, sample, true)), device),
        ),
      ];
    },
    leave: () => [say("NDEATH", nodePayload(bornAt, undefined, [session()]))],
    state: (device, sample) => [say("DDATA", nodePayload(sample.ts, next(), metricsOf(device, sample, false)), device)],
    receive(topic, payload) {
      const decoded = decodePayload(payload);
      if (!decoded.ok) return { type: "refused", says: [] };
      const { metrics } = decoded.value;
      if (topic === commandTopic({ group, edge: EDGE })) {
        const asked = metrics.some((m) => m.name === REBIRTH && m.number(TYPE.boolean) === 1);
        return asked ? { type: "announce" } : { type: "refused", says: [] };
      }
      const device = deviceNames.get(topic.slice(topic.lastIndexOf("/") + 1));
      return device ? setRequest(device, firstAlias.get(device) ?? 1, metrics) : { type: "refused", says: [] };
    },
  };
}

function setRequest(
  device: VirtualDevice,
  firstAlias: number,
  metrics: Extract<ReturnType<typeof decodePayload>, { ok: true }>["value"]["metrics"],
): Request {
  const at = device.points.findIndex((p) => p.signal === "heatingSetpointC");
  const found = metrics.find((m) => m.alias === firstAlias + at || m.name === METRICS.get("heatingSetpointC")?.name);
  const value = at < 0 ? undefined : found?.number(TYPE.float);
  return value !== undefined && value >= SETPOINT.min && value <= SETPOINT.max
    ? { type: "set", device, signal: "heatingSetpointC", value }
    : { type: "refused", says: [] };
}
