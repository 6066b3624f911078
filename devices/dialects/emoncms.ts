/**
 * emoncms and emonHub: `emon/<node>/<key>` carries one number, `emon/<node>` a JSON object of them or a list separated by
 * commas. A time (seconds or ISO 8601) may stand in the object; one that cannot be read is refused, not taken for now.
 */
import type { Device } from "#domain";
import type { Dialect, DialectEvent, DialectSession, Message, Pattern } from "../dialect.ts";
import { isObject, type JsonObject, own, ownText, parseText } from "../parse/json.ts";
import { parsePlainValue } from "../parse/plain-value.ts";
import { remembering } from "../parse/remembering.ts";
import { parseTime } from "../parse/time.ts";
import { meaningOf, namedSensed } from "./named-sensed.ts";
import { createSightings, idPart, nameOf, parseObject, rejected, type Sensed, type Sighted, TOO_MANY } from "./sightings.ts";

const TOPIC = /^emon\/([^/]+)(?:\/([^/]+(?:\/[^/]+){0,2}))?$/;
const MAX_KEYS = 500;

/** Names of the project's own transmitters, which stand for a quantity and its unit. */
const SHORT: readonly (readonly [name: RegExp, quantity: string, unit: string])[] = [
  [/^p\d{1,2}$/i, "power", "W"],
  [/^e\d{1,2}$/i, "energy", "Wh"],
  [/^t\d{1,2}$/i, "temperature", "°C"],
  [/^external$/i, "outdoor temperature", "°C"],
];

export const emoncms: Dialect = {
  name: "emoncms",
  filters: [],
  telemetry: ["emon/+", "emon/+/+", "emon/+/+/+", "emon/+/+/+/+"],
  open,
};

function open(recalled: readonly Device[] = []): DialectSession {
  const sightings = createSightings("emoncms", "shown", recalled);

  function readObject(device: Sighted, prefix: string, message: Message): DialectEvent[] {
    const json = parseObject(message.payload);
    if (!json.ok) return [rejected(json.reason, json.detail)];
    const { data, salvaged } = json.value;
    const given = own(data, "time");
    const ts = parseTime(given);
    if (given !== undefined && ts === undefined)
      return [rejected("bad-time", "time is neither unix seconds nor ISO 8601 with a zone")];
    const sensed: Sensed[] = [];
    const unread: [string, string][] = [];
    for (const [key, value] of valuesIn(data).slice(0, MAX_KEYS)) {
      const name = prefix === "" ? key : prefix + key;
      const found = senseOf(name, value, device.facts.name, ts);
      if (typeof found === "string") unread.push([name, found]);
      else sensed.push(found);
    }
    return sightings.hear(device, message, { sensed, unread, salvaged });
  }

  function readText(device: Sighted, key: string | undefined, text: string, message: Message): DialectEvent[] {
    const parts = text.split(",");
    if (parts.some((part) => parsePlainValue(part.trim()) === undefined))
      return [rejected("not-a-number", "the payload is neither a number, nor a list of them, nor a JSON object")];
    if (key === undefined || parts.length > 1)
      return sightings.hear(device, message, { sensed: [], unread: [[key ?? "list", "values in a list have no names"]] });
    const value = parsePlainValue(text);
    const found = senseOf(key, value, device.facts.name);
    if (typeof found === "string") return sightings.hear(device, message, { sensed: [], unread: [[key, found]] });
    return sightings.hear(device, message, { sensed: [found] });
  }

  function pattern(topic: string, data: unknown): Pattern | undefined {
    const { id, key: above } = addressOf(topic);
    const device = sightings.find(id);
    if (device && above !== undefined && typeof data === "number") {
      const meaning = shortMeaningOf(above, device.facts.name);
      return typeof meaning === "string" ? undefined : sightings.pattern(device, [{ ...meaning, keys: [] }]);
    }
    // `{"name":…,"value":…}` names its value by a text.
    if (!device || !isObject(data) || Object.hasOwn(data, "name")) return undefined;
    const values = Object.keys(data).flatMap((key) => {
      if (key === "time" || data[key] === null) return [];
      const meaning = shortMeaningOf(above === undefined ? plainName(key) : `${above}_${plainName(key)}`, device.facts.name);
      return typeof meaning === "string" ? [] : [{ ...meaning, keys: [key] }];
    });
    const timed = Object.hasOwn(data, "time");
    return sightings.pattern(device, values, timed ? { keys: ["time"], read: parseTime, needed: true } : undefined);
  }

  return {
    pattern,
    claims: (topic) => TOPIC.test(topic),
    read(message) {
      const { id, node, key } = addressOf(message.topic);
      if (node === "" || message.payload.byteLength === 0) return [];
      const text = parseText(message.payload);
      if (!text.ok) return [rejected(text.reason, text.detail)];
      const device =
        sightings.find(id) ??
        sightings.at(id, {
          name: nameOf(node, "emon"),
          vendor: "OpenEnergyMonitor",
          model: "",
          area: undefined,
          batteryPowered: false,
        });
      if (!device) return [TOO_MANY];
      const trimmed = text.value.trim();
      if (trimmed.startsWith("{")) return readObject(device, key === undefined ? "" : `${key}_`, message);
      return readText(device, key, trimmed, message);
    },
    command: () => undefined,
  };
}

/** Whose a topic is, and the key that it names; an empty node: it is not of this convention. */
const addressOf = remembering((topic) => {
  const [, node = "", path] = TOPIC.exec(topic) ?? [];
  // Deeper levels are part of the key.
  const key = path === undefined ? undefined : plainName(path.replaceAll("/", "_"));
  return { id: `emoncms:${idPart(plainName(node))}`, node: plainName(node), key };
});

/** emoncms takes colons out of names; so that a node has one name in both places, so do we. */
const plainName = (name: string): string => (name.includes(":") ? name.replaceAll(":", "") : name);

/** The object's values by key, or the one of `{"name":…,"value":…}`. */
function valuesIn(data: JsonObject): (readonly [key: string, value: unknown])[] {
  const name = ownText(data, "name");
  if (name !== undefined && Object.hasOwn(data, "value")) return [[plainName(name), own(data, "value")]];
  const values: (readonly [string, unknown])[] = [];
  for (const key of Object.keys(data)) if (key !== "time") values.push([plainName(key), data[key]]);
  return values;
}

/** What one of the short names stands for, with the endpoint that it makes. */
const shortOf = remembering((key) => {
  const short = SHORT.find(([name]) => name.test(key));
  return { quantity: short?.[1], unit: short?.[2], endpoint: idPart(key) };
});

/** How a value is read, short names too; or in words why it is no signal. */
function shortMeaningOf(key: string, node: string): ReturnType<typeof meaningOf> {
  const { quantity, unit, endpoint } = shortOf(key);
  if (quantity === undefined) return meaningOf(key, node);
  const meaning = meaningOf(quantity, node, unit);
  return typeof meaning === "string" ? meaning : { ...meaning, endpoint };
}

function senseOf(key: string, value: unknown, node: string, ts?: number): Sensed | string {
  const { quantity, unit, endpoint } = shortOf(key);
  if (quantity === undefined) return namedSensed(key, value, node, undefined, ts);
  const found = namedSensed(quantity, value, node, unit, ts);
  return typeof found === "string" ? found : { ...found, endpoint, path: key };
}
