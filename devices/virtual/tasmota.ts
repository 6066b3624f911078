/** Virtual devices that speak as Tasmota does: own discovery, `tele/…/SENSOR`, local time without a zone. */
import type { Plant, SignalId } from "#domain";
import { parseText } from "../parse/json.ts";
import { type Emission, payloadOf, rounded, type Sample, type VirtualNetwork } from "./network.ts";
import { addressOf, fleetDevices, tasmotaId, type VirtualDevice } from "./plan.ts";

/** A room sensor in every room and a meter, each on a connection of its own. */
export const tasmotaFleet = (plant: Plant): VirtualNetwork[] =>
  fleetDevices(
    plant,
    {
      room: ["airTempC", "relativeHumidityPct", "co2Ppm"],
      electricity: ["electricEnergyWh", "electricPowerW", "voltageV", "currentA"],
    },
    tasmotaId,
  ).map((device) => tasmotaNetwork(device, plant.building.timeZone));

/** A meter or a room sensor on its own connection. `timeZone` (IANA) is that of the device's clock. */
export function tasmotaNetwork(device: VirtualDevice, timeZone: string): VirtualNetwork {
  const mac = addressOf(device);
  const topic = `tasmota_${mac.slice(-6)}`;
  const lwt = (payload: "Online" | "Offline"): Emission => ({ topic: `tele/${topic}/LWT`, payload, retain: true });
  const localTime = localTimeFormat(timeZone);
  return {
    name: topic,
    devices: [device],
    will: () => lwt("Offline"),
    commandFilters: [`cmnd/${topic}/STATUS`],
    keepsUnsent: false,
    announce: () => [
      { topic: `tasmota/discovery/${mac}/config`, payload: payloadOf(config(device, mac, topic)), retain: true },
      {
        topic: `tasmota/discovery/${mac}/sensors`,
        payload: payloadOf({ sn: described(device), ver: 1 }),
        retain: true,
      },
      lwt("Online"),
    ],
    leave: () => [lwt("Offline")],
    state(_, sample, asked = false) {
      const body = sensorBody(device, sample, localTime);
      return asked
        ? [{ topic: `stat/${topic}/STATUS8`, payload: payloadOf({ StatusSNS: body }), retain: false }]
        : [{ topic: `tele/${topic}/SENSOR`, payload: payloadOf(body), retain: false }];
    },
    receive(_, payload) {
      const text = parseText(payload);
      return text.ok && text.value.trim() === "8" ? { type: "get", device } : { type: "refused", says: [] };
    },
  };
}

interface Field {
  readonly key: string;
  readonly signal: SignalId;
  readonly scale: number;
  readonly decimals: number;
}

const field = (key: string, signal: SignalId, decimals: number, scale = 1): Field => ({ key, signal, scale, decimals });

const METER: readonly Field[] = [
  field("Total", "electricEnergyWh", 3, 1e-3),
  field("Power", "electricPowerW", 1),
  field("Voltage", "voltageV", 0),
  field("Current", "currentA", 3),
];
const ROOM: readonly Field[] = [
  field("CarbonDioxide", "co2Ppm", 0),
  field("Temperature", "airTempC", 1),
  field("Humidity", "relativeHumidityPct", 1),
];

const isMeter = (device: VirtualDevice): boolean => device.kind === "electricity";

/** A value that the device has not got is left out, not null. */
function sensorBody(device: VirtualDevice, { ts, values }: Sample, localTime: (ts: number) => string): object {
  const fields = (isMeter(device) ? METER : ROOM).flatMap(({ key, signal, scale, decimals }) => {
    const value = values.get(signal) ?? null;
    return value === null ? [] : [[key, rounded(value * scale, decimals)]];
  });
  const body = Object.fromEntries(fields);
  return { Time: localTime(ts), ...(isMeter(device) ? { ENERGY: body } : { SCD40: body, TempUnit: "C" }) };
}

/** What the sensors are, told with zeros for values. */
function described(device: VirtualDevice): object {
  const keys = Object.fromEntries((isMeter(device) ? METER : ROOM).map(({ key }) => [key, 0]));
  return { ...(isMeter(device) ? { ENERGY: keys } : { SCD40: keys }), TempUnit: "C" };
}

function localTimeFormat(timeZone: string): (ts: number) => string {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  return (ts) => format.format(ts).replace(" ", "T");
}

const config = (device: VirtualDevice, mac: string, topic: string) => ({
  dn: device.name,
  fn: [device.name, null, null, null, null, null, null, null],
  hn: topic.replace("_", "-"),
  mac,
  md: isMeter(device) ? "Virtual meter" : "Virtual room sensor",
  ty: 0,
  if: 0,
  ofln: "Offline",
  onln: "Online",
  state: ["OFF", "ON", "TOGGLE", "HOLD"],
  sw: "14.0.0",
  t: topic,
  ft: "%prefix%/%topic%/",
  tp: ["cmnd", "stat", "tele"],
  rl: [0, 0, 0, 0, 0, 0, 0, 0],
  ver: 1,
});
