/** A virtual electricity meter that speaks as Tasmota does: own discovery, `tele/…/SENSOR`, local time without a zone. */
import { parseText } from "../parse/json.ts";
import { type Emission, payloadOf, rounded, type Sample, type VirtualNetwork } from "./network.ts";
import { addressOf, type VirtualDevice } from "./plan.ts";

/** A meter on its own connection. `timeZone` (IANA) is that of the device's clock. */
export function tasmotaNetwork(device: VirtualDevice, timeZone: string): VirtualNetwork {
  const mac = addressOf(device);
  const topic = `tasmota_${mac.slice(-6)}`;
  const lwt = (payload: "Online" | "Offline"): Emission => ({ topic: `tele/${topic}/LWT`, payload, retain: true });
  const localTime = localTimeFormat(timeZone);
  return {
    name: topic,
    devices: [device],
    will: lwt("Offline"),
    commandFilters: [`cmnd/${topic}/STATUS`],
    keepsUnsent: false,
    announce: () => [
      { topic: `tasmota/discovery/${mac}/config`, payload: payloadOf(config(device, mac, topic)), retain: true },
      {
        topic: `tasmota/discovery/${mac}/sensors`,
        payload: payloadOf({ sn: { ENERGY: { Total: 0, Power: 0, Voltage: 0, Current: 0 }, TempUnit: "C" }, ver: 1 }),
        retain: true,
      },
      lwt("Online"),
    ],
    leave: () => [lwt("Offline")],
    state(_, sample, asked = false) {
      const body = sensorBody(sample, localTime);
      return asked
        ? { topic: `stat/${topic}/STATUS8`, payload: payloadOf({ StatusSNS: body }), retain: false }
        : { topic: `tele/${topic}/SENSOR`, payload: payloadOf(body), retain: false };
    },
    receive(_, payload) {
      const text = parseText(payload);
      return text.ok && text.value.trim() === "8" ? { type: "get", device } : { type: "refused", says: [] };
    },
  };
}

const FIELDS = [
  { key: "Total", signal: "electricEnergyWh", scale: 1e-3, decimals: 3 },
  { key: "Power", signal: "electricPowerW", scale: 1, decimals: 1 },
  { key: "Voltage", signal: "voltageV", scale: 1, decimals: 0 },
  { key: "Current", signal: "currentA", scale: 1, decimals: 3 },
] as const;

/** A value that the device has not got is left out, not null. */
function sensorBody({ ts, values }: Sample, localTime: (ts: number) => string): object {
  const fields = FIELDS.flatMap(({ key, signal, scale, decimals }) => {
    const value = values.get(signal) ?? null;
    return value === null ? [] : [[key, rounded(value * scale, decimals)]];
  });
  return { Time: localTime(ts), ENERGY: Object.fromEntries(fields) };
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
  md: "Virtual meter",
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
