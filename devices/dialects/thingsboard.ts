/**
 * ThingsBoard's device and gateway topics: `v1/devices/me/telemetry`, which all devices share because the platform tells
 * them apart by their credentials, and `v1/gateway/telemetry`, which names them. Keys have no units, times are unix ms.
 */
import type { Device } from "#domain";
import type { Dialect, DialectEvent, DialectSession, Message, Pattern } from "../dialect.ts";
import { isObject, type JsonObject, own, ownText, parseJson } from "../parse/json.ts";
import { parseNumber } from "../parse/number.ts";
import { remembering } from "../parse/remembering.ts";
import { parseTime } from "../parse/time.ts";
import { meaningOf, namedSensed } from "./named-sensed.ts";
import { createSightings, idPart, nameOf, parseObject, rejected, type Sensed, type Sighted, TOO_MANY } from "./sightings.ts";

const TOPIC = /^v1\/(devices\/me|gateway)\/(.+)$/;
/** Unix ms from 2001 on: an older time is one in seconds. */
const MIN_UNIX_MS = 1e12;
const MAX_ROWS = 10_000;

export const thingsboard: Dialect = {
  name: "tb",
  filters: ["v1/gateway/connect", "v1/gateway/disconnect"],
  telemetry: ["v1/devices/me/telemetry", "v1/gateway/telemetry"],
  open,
};

function open(recalled: readonly Device[] = []): DialectSession {
  const sightings = createSightings("tb", "shown", recalled);

  const idOf = remembering((name) => `tb:${idPart(name)}`);

  function deviceOf(name: string): Sighted | undefined {
    const id = idOf(name);
    const facts = () => ({
      name: nameOf(name, "unnamed"),
      vendor: "ThingsBoard",
      model: "",
      area: undefined,
      batteryPowered: false,
    });
    return sightings.find(id) ?? sightings.at(id, facts());
  }

  function readTelemetry(name: string, telemetry: unknown, message: Message, salvaged: number): DialectEvent[] {
    const device = deviceOf(name);
    if (!device) return [TOO_MANY];
    const sensed: Sensed[] = [];
    const unread = new Map<string, string>();
    const refused: DialectEvent[] = [];
    for (const row of (Array.isArray(telemetry) ? telemetry : [telemetry]).slice(0, MAX_ROWS)) {
      const found = readRow(row);
      if ("type" in found) {
        refused.push(found);
        continue;
      }
      for (const key of Object.keys(found.values)) {
        const value = found.values[key];
        const one = namedSensed(key, value, device.facts.name, undefined, found.ts);
        if (typeof one === "string") unread.set(key, one);
        else sensed.push(one);
      }
    }
    return [...refused, ...sightings.hear(device, message, { sensed, unread, salvaged })];
  }

  function readGateway(what: string, message: Message): DialectEvent[] {
    const json = parseObject(message.payload);
    if (!json.ok) return [rejected(json.reason, json.detail)];
    const { data, salvaged } = json.value;
    if (what === "telemetry") {
      const devices = Object.entries(data);
      // What was salvaged is counted once, whichever device it was of.
      return devices.flatMap(([name, rows], i) => readTelemetry(name, rows, message, i === 0 ? salvaged : 0));
    }
    const name = ownText(data, "device");
    const device = name === undefined ? undefined : deviceOf(name);
    if (!device) return [rejected("wrong-type", "no device is named")];
    device.watched = true;
    return [...sightings.tell(device), { type: "availability", id: device.id, online: what === "connect" }];
  }

  /** Of one device, with one row of values; rows have times of their own. */
  function pattern(topic: string, data: unknown): Pattern | undefined {
    const gateway = topic === "v1/gateway/telemetry";
    if (!isObject(data)) return undefined;
    const [only, ...more] = gateway ? Object.keys(data) : [];
    const device = sightings.find(idOf(only ?? "me"));
    if (!device || more.length > 0 || (gateway && only === undefined)) return undefined;
    const telemetry = only === undefined ? data : own(data, only);
    const row: unknown = Array.isArray(telemetry) ? telemetry[0] : telemetry;
    if (!isObject(row) || (Array.isArray(telemetry) && telemetry.length > 1)) return undefined;
    const values = own(row, "values");
    const above = [...(only === undefined ? [] : [only]), ...(Array.isArray(telemetry) ? ["0"] : [])];
    const path = isObject(values) ? [...above, "values"] : above;
    const read = Object.entries(isObject(values) ? values : row).flatMap(([key, value]) => {
      const meaning = meaningOf(key, device.facts.name);
      return typeof meaning === "string" || value === null ? [] : [{ ...meaning, keys: [...path, key] }];
    });
    const timed = isObject(values) && Object.hasOwn(row, "ts");
    return sightings.pattern(device, read, timed ? { keys: [...above, "ts"], read: timeOf, needed: true } : undefined);
  }

  return {
    pattern,
    claims: (topic) => TOPIC.test(topic),
    read(message) {
      const [, who, what = ""] = TOPIC.exec(message.topic) ?? [];
      if (message.payload.byteLength === 0) return [];
      if (who === "gateway") return ["telemetry", "connect", "disconnect"].includes(what) ? readGateway(what, message) : [];
      if (what !== "telemetry") return [];
      const json = parseJson(message.payload);
      if (!json.ok) return [rejected(json.reason, json.detail)];
      return readTelemetry("me", json.value.data, message, json.value.salvaged);
    },
    // Its remote calls have names that every user makes up.
    command: () => undefined,
  };
}

type Row = { readonly values: JsonObject; readonly ts: number | undefined };

function timeOf(given: unknown): number | undefined {
  const number = parseNumber(given);
  return number === undefined || number < MIN_UNIX_MS ? undefined : parseTime(number);
}

/** `{"ts":…,"values":{…}}`, or the values alone. */
function readRow(row: unknown): Row | DialectEvent {
  if (!isObject(row)) return rejected("wrong-type", "the telemetry is no JSON object");
  const values = own(row, "values");
  if (!isObject(values)) return { values: row, ts: undefined };
  const given = own(row, "ts");
  if (given === undefined) return { values, ts: undefined };
  const ts = timeOf(given);
  if (ts !== undefined) return { values, ts };
  const number = parseNumber(given);
  const seconds = number !== undefined && parseTime(number) !== undefined;
  return rejected("bad-time", seconds ? "ts is in seconds and must be in milliseconds" : "ts is no time in unix milliseconds");
}
