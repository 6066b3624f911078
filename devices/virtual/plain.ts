/** Virtual devices that speak Zonecast's own JSON: each on its own connection, with an announcement and a last will. */
import type { Plant } from "#domain";
import { plainTopic } from "../dialects/plain.ts";
import { isObject, own, parseJson } from "../parse/json.ts";
import { parseNumber } from "../parse/number.ts";
import { type Emission, payloadOf, type Request, type Sample, type VirtualNetwork } from "./network.ts";
import { fleetDevices, type VirtualDevice } from "./plan.ts";

const SETPOINT = { min: 5, max: 30, step: 0.5 } as const;
/** Digits that a device sends: more than any sensor knows. */
const DIGITS = 12;

/** A thermostat and a sensor in every room, meters and a weather station. */
export const plainFleet = (plant: Plant): VirtualNetwork[] =>
  fleetDevices(
    plant,
    {
      trv: ["airTempC", "heatingSetpointC", "valvePct", "batteryPct"],
      room: ["airTempC", "relativeHumidityPct", "co2Ppm", "occupancy", "windowOpen"],
      electricity: ["electricEnergyWh", "electricPowerW", "voltageV", "currentA"],
      heat: ["heatEnergyWh", "heatingPowerW"],
      gas: ["gasVolumeM3", "gasEnergyWh"],
      weather: ["outdoorTempC", "globalIrradianceWPerM2", "windSpeedMPerS"],
    },
    (kind, building, zone) => `plain:${building}.${zone}.${kind}`,
  ).map(plainNetwork);

function plainNetwork(device: VirtualDevice): VirtualNetwork {
  const { building, zone, kind, points } = device;
  const topic = plainTopic(building, zone, kind);
  const availability = (payload: "online" | "offline"): Emission => ({ topic: `${topic}/availability`, payload, retain: true });
  const announcement = {
    name: device.name,
    vendor: "Zonecast",
    model: `Virtual ${kind}`,
    batteryPowered: kind === "trv",
    points: Object.fromEntries(points.map(({ signal }) => [signal, signal === "heatingSetpointC" ? SETPOINT : {}])),
  };
  return {
    name: `plain-${building}-${zone}-${kind}`,
    devices: [device],
    will: () => availability("offline"),
    commandFilters: kind === "trv" ? [`zonecast/out/${building}/${zone}/${kind}/set`] : [],
    keepsUnsent: true,
    announce: () => [{ topic: `${topic}/announce`, payload: payloadOf(announcement), retain: true }, availability("online")],
    leave: () => [availability("offline")],
    state: (_, sample) => [{ topic, payload: stateOf(sample), retain: false }],
    receive: (_, payload) => setRequest(device, payload),
  };
}

const stateOf = ({ ts, values }: Sample): string =>
  payloadOf({
    ts: new Date(ts).toISOString(),
    ...Object.fromEntries([...values].map(([signal, value]) => [signal, value === null ? null : shortened(value)])),
  });

const shortened = (value: number): number => (Number.isNaN(value) ? value : Number(value.toPrecision(DIGITS)));

function setRequest(device: VirtualDevice, payload: Uint8Array): Request {
  const json = parseJson(payload);
  const value = json.ok && isObject(json.value.data) ? parseNumber(own(json.value.data, "heatingSetpointC")) : undefined;
  return value !== undefined && value >= SETPOINT.min && value <= SETPOINT.max
    ? { type: "set", device, signal: "heatingSetpointC", value }
    : { type: "refused", says: [] };
}
