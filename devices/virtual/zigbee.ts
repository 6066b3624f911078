/** A virtual zigbee2mqtt bridge with radiator thermostats: topics and payload shapes as release 2.x publishes them. */
import { hash32 } from "#domain";
import { isObject, own, parseJson, parseText } from "../parse/json.ts";
import { parseNumber } from "../parse/number.ts";
import { type Emission, payloadOf, type Request, rounded, type Sample, type VirtualNetwork } from "./network.ts";
import { addressOf, type VirtualDevice } from "./plan.ts";

export const ZIGBEE_BASE = "zigbee2mqtt";
/** Range and step of the virtual thermostats' set-point, °C. */
export const TRV_SETPOINT = { min: 5, max: 30, step: 0.5 } as const;

const SETPOINT = "occupied_heating_setpoint";
const numeric = (property: string, access: number, label: string, unit: string, extra: object = {}) => ({
  type: "numeric",
  name: property,
  property,
  label,
  access,
  unit,
  ...extra,
});
// Access bits: 1 published, 2 settable, 4 gettable.
const EXPOSES = [
  {
    type: "climate",
    features: [
      numeric(SETPOINT, 7, "Occupied heating setpoint", "°C", {
        value_min: TRV_SETPOINT.min,
        value_max: TRV_SETPOINT.max,
        value_step: TRV_SETPOINT.step,
      }),
      numeric("local_temperature", 5, "Local temperature", "°C"),
      { type: "enum", name: "system_mode", property: "system_mode", label: "System mode", access: 1, values: ["heat"] },
      {
        type: "enum",
        name: "running_state",
        property: "running_state",
        label: "Running state",
        access: 5,
        values: ["idle", "heat"],
      },
      numeric("pi_heating_demand", 1, "PI heating demand", "%", { value_min: 0, value_max: 100 }),
    ],
  },
  numeric("battery", 1, "Battery", "%", { category: "diagnostic", value_min: 0, value_max: 100 }),
  numeric("linkquality", 1, "Linkquality", "lqi", { category: "diagnostic", value_min: 0, value_max: 255 }),
];

const bridgeState = (state: "online" | "offline"): Emission => ({
  topic: `${ZIGBEE_BASE}/bridge/state`,
  payload: payloadOf({ state }),
  retain: true,
});

/** A bridge with these thermostats. One bridge serves any number of buildings: friendly names are `building/zone/trv`. */
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
    will: bridgeState("offline"),
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
    state: (device, sample) => ({ topic: `${ZIGBEE_BASE}/${device.name}`, payload: stateOf(device, sample), retain: false }),
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
  const value = parseNumber(asked);
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

function stateOf(device: VirtualDevice, { ts, values }: Sample): string {
  const demand = rounded(values.get("valvePct"), 0);
  return payloadOf({
    battery: rounded(values.get("batteryPct"), 0),
    last_seen: new Date(ts).toISOString(),
    linkquality: 60 + (hash32(`${device.id}/link`) % 120),
    local_temperature: rounded(values.get("airTempC"), 2),
    [SETPOINT]: rounded(values.get("heatingSetpointC"), 2),
    pi_heating_demand: demand,
    running_state: demand === null ? null : demand > 0 ? "heat" : "idle",
    system_mode: "heat",
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

const description = (device: VirtualDevice, index: number) => ({
  type: "EndDevice",
  ieee_address: addressOf(device),
  friendly_name: device.name,
  network_address: index + 1,
  supported: true,
  disabled: false,
  interview_completed: true,
  interview_state: "SUCCESSFUL",
  power_source: "Battery",
  manufacturer: "Zonecast",
  model_id: "VTRV-1",
  definition: {
    vendor: "Zonecast",
    model: "Virtual TRV",
    description: "Virtual radiator thermostat",
    source: "native",
    exposes: EXPOSES,
    options: [],
  },
  endpoints: {},
});
