/** A virtual zigbee2mqtt bridge with radiator thermostats, room sensors and meters: topics and payload shapes as release 2.x publishes them. */
import { hash32, type Plant, type SignalId } from "#domain";
import { isObject, own, parseJson, parseText } from "../parse/json.ts";
import { parseNumber } from "../parse/number.ts";
import { type Emission, onOff, payloadOf, type Request, rounded, type Sample, type VirtualNetwork } from "./network.ts";
import { addressOf, fleetDevices, type VirtualDevice, zigbeeId } from "./plan.ts";
import { SETPOINT, TRV_SETPOINT, ZIGBEE_MODELS, type ZigbeeModel } from "./zigbee-exposes.ts";

export const ZIGBEE_BASE = "zigbee2mqtt";

const bridgeState = (state: "online" | "offline"): Emission => ({
  topic: `${ZIGBEE_BASE}/bridge/state`,
  payload: payloadOf({ state }),
  retain: true,
});

/** The rooms and the meter of a building behind one bridge. */
export const zigbeeFleet = (plant: Plant): VirtualNetwork[] => [
  zigbeeNetwork(
    fleetDevices(
      plant,
      Object.fromEntries(Object.entries(ZIGBEE_MODELS).map(([kind, m]) => [kind, Object.keys(m.properties) as SignalId[]])),
      zigbeeId,
    ),
  ),
];

/** A bridge with these devices. One bridge serves any number of buildings: friendly names are `building/zone/trv`. */
export function zigbeeNetwork(devices: readonly VirtualDevice[]): VirtualNetwork {
  const byName = new Map(devices.map((device) => [device.name, device]));
  const availability = (device: VirtualDevice, state: "online" | "offline"): Emission => ({
    topic: `${ZIGBEE_BASE}/${device.name}/availability`,
    payload: payloadOf({ state }),
    retain: true,
  });
  return {
    name: "zigbee",
    devices,
    will: () => bridgeState("offline"),
    commandFilters: [...new Set(devices.map((d) => d.building))].flatMap((building) =>
      ["set", "set/+", "get", "get/+"].map((verb) => `${ZIGBEE_BASE}/${building}/+/+/${verb}`),
    ),
    keepsUnsent: true,
    announce: () => [
      bridgeState("online"),
      { topic: `${ZIGBEE_BASE}/bridge/devices`, payload: payloadOf([COORDINATOR, ...devices.map(description)]), retain: true },
      ...devices.map((device) => availability(device, "online")),
    ],
    leave: () => [...devices.map((device) => availability(device, "offline")), bridgeState("offline")],
    state: (device, sample) => [{ topic: `${ZIGBEE_BASE}/${device.name}`, payload: stateOf(device, sample), retain: false }],
    receive(topic, payload) {
      const [building = "", zone = "", kind = "", verb = "", key] = topic.slice(ZIGBEE_BASE.length + 1).split("/");
      const device = byName.get(`${building}/${zone}/${kind}`);
      if (!device) return { type: "refused", says: [] };
      return verb === "get" ? { type: "get", device } : setRequest(device, key, payload);
    },
  };
}

/** `{"occupied_heating_setpoint": 21}` on `…/set`, or `21` on `…/set/occupied_heating_setpoint`. */
function setRequest(device: VirtualDevice, key: string | undefined, payload: Uint8Array): Request {
  const asked = key === undefined ? fromJson(payload) : key === SETPOINT ? fromText(payload) : undefined;
  const value = device.kind === "trv" ? parseNumber(asked) : undefined;
  if (value !== undefined && value >= TRV_SETPOINT.min && value <= TRV_SETPOINT.max)
    return { type: "set", device, signal: "heatingSetpointC", value: rounded(value, 2) ?? value };
  // The device's own topic stays silent on a bad command: the log topic is the only place that tells.
  const message = `z2m: Publish 'set' '${key ?? SETPOINT}' to '${device.name}' failed: invalid value`;
  return {
    type: "refused",
    says: [{ topic: `${ZIGBEE_BASE}/bridge/logging`, payload: payloadOf({ level: "error", message }), retain: false }],
  };
}

function fromJson(payload: Uint8Array): unknown {
  const json = parseJson(payload);
  return json.ok && isObject(json.value.data) ? own(json.value.data, SETPOINT) : undefined;
}

function fromText(payload: Uint8Array): unknown {
  const text = parseText(payload);
  return text.ok ? text.value : undefined;
}

const modelOf = (device: VirtualDevice): ZigbeeModel | undefined => ZIGBEE_MODELS[device.kind];

function stateOf(device: VirtualDevice, { ts, values }: Sample): string {
  const fields = device.points.flatMap(({ signal }) => {
    const row = modelOf(device)?.properties[signal];
    if (!row) return [];
    const value = values.get(signal) ?? null;
    const shown = value === null ? null : rounded(value * (row.scale ?? 1), row.decimals);
    return [[row.property, signal === "occupancy" ? onOff(value, true, false) : shown]];
  });
  const demand = rounded(values.get("valvePct"), 0);
  const heats = { running_state: demand === null ? null : demand > 0 ? "heat" : "idle", system_mode: "heat" };
  return payloadOf({
    ...Object.fromEntries(fields),
    last_seen: new Date(ts).toISOString(),
    linkquality: 60 + (hash32(`${device.id}/link`) % 120),
    ...(device.kind === "trv" ? heats : {}),
  });
}

const COORDINATOR = {
  type: "Coordinator",
  ieee_address: "0x0200000000000001",
  friendly_name: "Coordinator",
  network_address: 0,
  supported: true,
  disabled: false,
  interview_completed: true,
  interview_state: "SUCCESSFUL",
  power_source: null,
  endpoints: {},
};

function description(device: VirtualDevice, index: number): object {
  const model = modelOf(device);
  const battery = model?.powerSource === "Battery";
  return {
    type: battery ? "EndDevice" : "Router",
    ieee_address: addressOf(device),
    friendly_name: device.name,
    network_address: index + 1,
    supported: true,
    disabled: false,
    interview_completed: true,
    interview_state: "SUCCESSFUL",
    power_source: model?.powerSource ?? "Unknown",
    manufacturer: "Zonecast",
    model_id: `V-${device.kind.toUpperCase()}-1`,
    definition: {
      vendor: "Zonecast",
      model: model?.model ?? "",
      description: model?.description ?? "",
      source: "native",
      exposes: model?.exposes ?? [],
      options: [],
    },
    endpoints: {},
  };
}
