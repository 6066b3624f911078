/**
 * OpenTherm Gateway firmware: `OTGW/value/<id>/<key>` carries one value of the line between thermostat and boiler as plain
 * text, `OTGW/value/<id>` says `online` or `offline`, `OTGW/set/<id>/setpoint` overrides the room's set-point.
 */
import type { Device, SignalId } from "#domain";
import type { AnnouncedPoint, Dialect, DialectEvent, DialectSession, Message, Pattern } from "../dialect.ts";
import { parseSwitch } from "../parse/boolean.ts";
import { parseText } from "../parse/json.ts";
import { parsePlainValue } from "../parse/plain-value.ts";
import { isExactTopic } from "../parse/topic.ts";
import { createSightings, idPart, measure, nameOf, rejected, type Sighted, TOO_MANY } from "./sightings.ts";

const TOPIC = /^OTGW\/(value|set)\/([^/]+)(?:\/(.+))?$/;

interface Row extends AnnouncedPoint {
  readonly unit: string;
}

const row = (signal: SignalId, unit: string, endpoint?: string, writable?: Row["writable"]): Row => ({
  signal,
  unit,
  endpoint,
  writable,
});

/**
 * What thermostats take as an override (command TT of the gateway). It ends with the next block of the thermostat's own
 * schedule; 0, which ends it at once, is no set-point.
 */
const OVERRIDE = { min: 5, max: 30, step: 0.5 };

/** OpenTherm data by the firmware's names for them. Whole degrees, percent and bar are told without saying so. */
const ROWS: ReadonlyMap<string, Row> = new Map<string, Row>([
  ["Tr", row("airTempC", "°C")],
  ["TrSet", row("heatingSetpointC", "°C", undefined, OVERRIDE)],
  ["TRoomCH2", row("airTempC", "°C", "CH2")],
  ["TrSetCH2", row("heatingSetpointC", "°C", "CH2")],
  ["RelativeHumidity", row("relativeHumidityPct", "%")],
  ["CO2LevelExhaustAir", row("co2Ppm", "ppm", "exhaust")],
  ["Toutside", row("outdoorTempC", "°C")],
  ["Tboiler", row("waterTempC", "°C", "flow")],
  ["TflowCH2", row("waterTempC", "°C", "flow-CH2")],
  ["Tret", row("waterTempC", "°C", "return")],
  ["Tdhw", row("waterTempC", "°C", "dhw")],
  ["Tdhw2", row("waterTempC", "°C", "dhw2")],
  ["Tsolarstorage", row("waterTempC", "°C", "solar-storage")],
  // The meter at the gateway's pulse input, which counts in kW.
  ["s0powerkw", row("electricPowerW", "kW")],
]);

export const otgw: Dialect = {
  name: "otgw",
  filters: ["OTGW/value/+"],
  telemetry: [...ROWS.keys()].map((key) => `OTGW/value/+/${key}`),
  open,
};

function open(recalled: readonly Device[] = []): DialectSession {
  const sightings = createSightings("otgw", "shown", recalled);
  const names = new Map<string, string>();

  function at(name: string): Sighted | undefined {
    const id = `otgw:${idPart(name)}`;
    const facts = { name: nameOf(name, "otgw"), vendor: "OpenTherm Gateway", model: "", area: undefined, batteryPowered: false };
    const device = sightings.at(id, facts);
    if (device) names.set(id, name);
    return device;
  }

  function readPresence(device: Sighted, text: string): DialectEvent[] {
    if (text !== "online" && text !== "offline") return [];
    device.watched = true;
    return [...sightings.tell(device), { type: "availability", id: device.id, online: text === "online" }];
  }

  function readValue(device: Sighted, key: string, text: string, message: Message): DialectEvent[] {
    const known = ROWS.get(key);
    if (!known) {
      const why = parseSwitch(text) === undefined ? "no signal of ours" : "a switch, and no signal of ours";
      return sightings.hear(device, message, { sensed: [], unread: [[key.slice(0, 80), why]] });
    }
    const { signal, unit, endpoint, writable } = known;
    const value = parsePlainValue(text);
    const measured = typeof value === "number" ? measure(signal, unit, value) : value;
    return sightings.hear(device, message, { sensed: [{ signal, endpoint, writable, value: measured, path: key }] });
  }

  function pattern(topic: string, data: unknown): Pattern | undefined {
    const [, what, name = "", key = ""] = TOPIC.exec(topic) ?? [];
    const device = sightings.find(`otgw:${idPart(name)}`);
    const known = ROWS.get(key);
    if (what !== "value" || !device || !known || typeof data !== "number") return undefined;
    const { signal, unit, endpoint } = known;
    return sightings.pattern(device, [{ keys: [], endpoint, signal, read: (raw) => measure(signal, unit, raw) }]);
  }

  return {
    pattern,
    claims: (topic) => TOPIC.test(topic),
    read(message) {
      const [, what, name = "", key] = TOPIC.exec(message.topic) ?? [];
      // Commands of others pass by here too.
      if (what !== "value" || message.payload.byteLength === 0) return [];
      const text = parseText(message.payload);
      if (!text.ok) return [rejected(text.reason, text.detail)];
      const device = at(name);
      if (!device) return [TOO_MANY];
      return key === undefined ? readPresence(device, text.value) : readValue(device, key, text.value, message);
    },
    command(id, endpoint, signal, value) {
      const name = names.get(id);
      const point = sightings.find(id)?.points.get(`${endpoint ?? ""}/${signal}`);
      const topic = `OTGW/set/${name ?? ""}/setpoint`;
      if (name === undefined || !point?.writable || !isExactTopic(topic)) return undefined;
      return { topic, payload: String(Number(value.toFixed(2))) };
    },
  };
}
