/** Virtual devices of Homie 5: everything retained, a description, a state, and each value under a topic of its own. */
import type { Plant, SignalId } from "#domain";
import { parseText } from "../parse/json.ts";
import { parseNumber } from "../parse/number.ts";
import { type Emission, payloadOf, type Request, rounded, type Sample, type VirtualNetwork } from "./network.ts";
import { addressOf, fleetDevices, type VirtualDevice } from "./plan.ts";

interface Property {
  readonly node: string;
  readonly id: string;
  readonly name: string;
  readonly datatype: "float" | "integer" | "boolean";
  readonly unit?: string;
  readonly format?: string;
  /** Foreign unit per canonical unit. */
  readonly scale: number;
  readonly decimals: number;
}

const float = (node: string, id: string, name: string, unit: string, decimals: number, scale = 1): Property => ({
  node,
  id,
  name,
  datatype: decimals === 0 ? "integer" : "float",
  unit,
  scale,
  decimals,
});

const SETPOINT = { min: 5, max: 30, step: 0.5 } as const;
const PROPERTIES: ReadonlyMap<SignalId, Property> = new Map<SignalId, Property>([
  ["airTempC", float("climate", "temperature", "Room temperature", "°C", 2)],
  [
    "heatingSetpointC",
    { ...float("climate", "setpoint", "Set-point", "°C", 2), format: `${SETPOINT.min}:${SETPOINT.max}:${SETPOINT.step}` },
  ],
  ["valvePct", { ...float("climate", "valve", "Valve position", "%", 0), format: "0:100" }],
  ["batteryPct", { ...float("climate", "battery-level", "Battery level", "%", 0), format: "0:100" }],
  ["relativeHumidityPct", float("climate", "humidity", "Humidity", "%", 1)],
  ["co2Ppm", float("climate", "co2", "CO2", "ppm", 0)],
  ["occupancy", { node: "climate", id: "occupancy", name: "Occupancy", datatype: "boolean", scale: 1, decimals: 0 }],
  ["electricEnergyWh", float("mains", "energy", "Active energy", "kWh", 3, 1e-3)],
  ["electricPowerW", float("mains", "power", "Active power", "W", 1)],
  ["voltageV", float("mains", "voltage", "Voltage", "V", 1)],
  ["currentA", float("mains", "current", "Current", "A", 3)],
]);
const NAMES: Partial<Record<VirtualDevice["kind"], string>> = { trv: "thermostat", room: "sensor", electricity: "meter" };

/** A thermostat and a sensor in every room, and a meter, each on a connection of its own. */
export const homieFleet = (plant: Plant): VirtualNetwork[] =>
  fleetDevices(
    plant,
    {
      trv: ["airTempC", "heatingSetpointC", "valvePct", "batteryPct"],
      room: ["airTempC", "relativeHumidityPct", "co2Ppm", "occupancy"],
      electricity: ["electricEnergyWh", "electricPowerW", "voltageV", "currentA"],
    },
    (kind, building, zone) => `homie:${kind === "electricity" ? building : zone}-${NAMES[kind] ?? kind}`,
  ).map(homieNetwork);

function homieNetwork(device: VirtualDevice): VirtualNetwork {
  const id = addressOf(device);
  const base = `homie/5/${id}`;
  /** Retained, exactly once: what the convention asks for. */
  const say = (path: string, payload: string): Emission => ({ topic: `${base}/${path}`, payload, retain: true, qos: 2 });
  const pathOf = (property: Property): string => `${property.node}/${property.id}`;
  const own = device.points.flatMap(({ signal }) => {
    const property = PROPERTIES.get(signal);
    return property ? [{ signal, property }] : [];
  });
  const setpoint = own.find(({ signal }) => signal === "heatingSetpointC")?.property;
  const values = ({ values: sampled }: Sample): Emission[] =>
    own.flatMap(({ signal, property }) => {
      const value = sampled.get(signal);
      // Not known: the property keeps what it said before, since an empty payload would take it back.
      if (value === undefined || value === null) return [];
      const text = textOf(property, value);
      const target = property === setpoint ? [say(`${pathOf(property)}/$target`, text)] : [];
      return [...target, say(pathOf(property), text)];
    });
  return {
    name: `homie-${id}`,
    devices: [device],
    will: () => say("$state", "lost"),
    commandFilters: setpoint ? [`${base}/${pathOf(setpoint)}/set`] : [],
    keepsUnsent: false,
    announce: (sense) => [
      say("$state", "init"),
      say(
        "$description",
        payloadOf(
          description(
            device,
            own.map((o) => o.property),
          ),
        ),
      ),
      ...values(sense(device)),
      say("$state", "ready"),
    ],
    leave: () => [say("$state", "disconnected")],
    state: (_, sample) => values(sample),
    receive: (_, payload) => setRequest(device, payload),
  };
}

/** The description with its version, which changes when it does; here it never does. */
function description(device: VirtualDevice, properties: readonly Property[]): object {
  const nodes = [...new Set(properties.map((p) => p.node))].map((node) => [
    node,
    {
      name: node === "mains" ? "Mains" : "Climate",
      properties: Object.fromEntries(
        properties
          .filter((p) => p.node === node)
          .map(({ id, name, datatype, unit, format }) => [
            id,
            { name, datatype, unit, format, ...(id === "setpoint" ? { settable: true } : {}) },
          ]),
      ),
    },
  ]);
  return { homie: "5.0", version: 1, name: addressOf(device).replaceAll("-", " "), nodes: Object.fromEntries(nodes) };
}

function textOf({ datatype, scale, decimals }: Property, value: number): string {
  if (Number.isNaN(value)) return "nan";
  return datatype === "boolean" ? String(value > 0) : String(rounded(value * scale, decimals));
}

function setRequest(device: VirtualDevice, payload: Uint8Array): Request {
  const text = parseText(payload);
  const value = text.ok ? parseNumber(text.value) : undefined;
  if (value === undefined) return { type: "refused", says: [] };
  // Rounded to the step first, then held against the range.
  const stepped = Math.round(value / SETPOINT.step) * SETPOINT.step;
  return stepped >= SETPOINT.min && stepped <= SETPOINT.max
    ? { type: "set", device, signal: "heatingSetpointC", value: stepped }
    : { type: "refused", says: [] };
}
