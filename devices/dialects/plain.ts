/**
 * Zonecast's own JSON: `zonecast/in/<building>/<zone>/<device>` carries signals by their ids, in canonical units:
 * `{"ts":"2026-01-05T10:00:00Z","airTempC":21.3}`. What a device is may be told under `.../announce`, whether it is there
 * under `.../availability` (`online`, `offline`). Set-points go out under `zonecast/out/<building>/<zone>/<device>/set`.
 */
import { DEVICE_KINDS, type Device, isSignalId, oneLine, type SignalId, slugSchema } from "#domain";
import type { AnnouncedDevice, AnnouncedPoint, Dialect, DialectEvent, DialectSession, Message, Pattern } from "../dialect.ts";
import { isObject, type JsonObject, own, ownText, parseJson, parseText } from "../parse/json.ts";
import { parseNumber } from "../parse/number.ts";
import { parseTime } from "../parse/time.ts";
import { isPublished } from "../publish/topics.ts";

const ROOT = "zonecast/in/";
/** Where set-points go out. */
const OUT = "zonecast/out/";
const MAX_UNREAD = 50;
/** Anybody may publish under any name: more devices than this are refused. */
const MAX_DEVICES = 10_000;

export const plain: Dialect = {
  name: "plain",
  filters: [`${ROOT}+/+/+/announce`, `${ROOT}+/+/+/availability`],
  telemetry: [`${ROOT}+/+/+`],
  open,
};

/** The topic under which a device of this dialect publishes. All three are slugs. */
export const plainTopic = (building: string, zone: string, device: string): string => `${ROOT}${building}/${zone}/${device}`;

/** The payload for values measured at `ts` (UTC ms), in canonical units. NaN is left out. */
export function plainPayload(ts: number, values: Partial<Readonly<Record<SignalId, number>>>): string {
  const known = Object.entries(values).filter(([, value]) => Number.isFinite(value));
  return JSON.stringify({ ts, ...Object.fromEntries(known) });
}

/** What Zonecast itself sends and publishes comes back to it, and says nothing about a device. */
const isEcho = (topic: string): boolean => topic.startsWith(OUT) || isPublished(topic);

interface Place {
  readonly id: string;
  readonly building: string;
  readonly zone: string;
  readonly name: string;
  readonly topic: string;
}

interface Speaker {
  readonly place: Place;
  readonly signals: Set<SignalId>;
  readonly unread: Set<string>;
  announcement: JsonObject;
  /** The availability that it published: then nothing else counts as a sign of life. */
  online?: boolean;
}

function open(known: readonly Device[] = []): DialectSession {
  const speakers = new Map<string, Speaker>();
  /** Where the values of these come from: a topic is taken apart and checked once. */
  const places = new Map<string, Place>();
  for (const device of known) recall(device);

  /** Not every broker keeps what a device announced: what it takes is known from before. */
  function recall({ id, name, vendor, model, kind, batteryPowered, points, unread, dialect }: Device): void {
    const [building = "", zone = "", own = "", ...rest] = id.slice("plain:".length).split(".");
    if (dialect !== "plain" || own === "" || rest.length > 0) return;
    const ranges = Object.fromEntries(points.map(({ signal, writable }) => [signal, writable ?? null]));
    speakerAt({ id, building, zone, name: own, topic: `${building}/${zone}/${own}` });
    const speaker = speakers.get(id);
    if (!speaker) return;
    speaker.announcement = { name, vendor, model, kind, batteryPowered, points: ranges };
    for (const { signal } of points) speaker.signals.add(signal);
    for (const line of unread) speaker.unread.add(line);
  }

  function speakerAt(place: Place): { id: string; speaker: Speaker } {
    const { id } = place;
    const speaker = speakers.get(id) ?? { place, signals: new Set(), unread: new Set(), announcement: {} };
    if (speaker.place === place) {
      speakers.set(id, speaker);
      places.set(`${ROOT}${place.topic}`, place);
    }
    return { id, speaker };
  }

  function readValues(place: Place, message: Message): DialectEvent[] {
    const json = parseJson(message.payload);
    if (!json.ok) return [{ type: "rejected", reason: json.reason, detail: json.detail }];
    const data = json.value.data;
    if (!isObject(data)) return [rejected("wrong-type", "the payload is not a JSON object")];
    const given = own(data, "ts");
    const ts = parseTime(given);
    if (given !== undefined && ts === undefined)
      return [rejected("bad-time", "ts is neither ISO 8601 with a zone nor unix time")];
    const { id, speaker } = speakerAt(place);
    const before = speaker.signals.size + speaker.unread.size;
    const values: DialectEvent[] = [];
    for (const key of Object.keys(data)) {
      if (key === "ts") continue;
      const found = data[key];
      if (!isSignalId(key)) {
        if (speaker.unread.size < MAX_UNREAD) speaker.unread.add(`${oneLine(key, 60)}: no such signal`);
        continue;
      }
      speaker.signals.add(key);
      // null: not known at this time.
      if (found === null) continue;
      const value = numberOf(found);
      if (value === undefined) values.push(rejected("not-a-number", `${key} is not a number`));
      else values.push({ type: "value", id, signal: key, value, ts });
    }
    const isNew = speaker.signals.size + speaker.unread.size > before;
    const events: DialectEvent[] = isNew ? [described(id, speaker)] : [];
    // It may have said that it is here before anybody knew it.
    if (speaker.online !== undefined && isNew) events.push({ type: "availability", id, online: speaker.online });
    if (speaker.online === undefined && !message.retain) events.push({ type: "availability", id, online: true });
    const { salvaged } = json.value;
    if (salvaged > 0) values.push(rejected("not-a-number", `${salvaged} values were bare nan or inf`));
    events.push(...values, { type: "seen", id });
    return events;
  }

  function readAnnouncement(place: Place, message: Message): DialectEvent[] {
    const { id } = place;
    if (message.payload.byteLength === 0) {
      places.delete(`${ROOT}${place.topic}`);
      return speakers.delete(id) ? [{ type: "gone", id }] : [];
    }
    const json = parseJson(message.payload);
    if (!json.ok) return [{ type: "rejected", reason: json.reason, detail: json.detail }];
    if (!isObject(json.value.data)) return [rejected("wrong-type", "the announcement is not a JSON object")];
    const { speaker } = speakerAt(place);
    const before = JSON.stringify(described(id, speaker));
    speaker.announcement = json.value.data;
    const event = described(id, speaker);
    if (JSON.stringify(event) === before) return [];
    return speaker.online === undefined ? [event] : [event, { type: "availability", id, online: speaker.online }];
  }

  function readAvailability(place: Place, message: Message): DialectEvent[] {
    const text = parseText(message.payload);
    if (!text.ok || (text.value !== "online" && text.value !== "offline")) return [];
    const { id, speaker } = speakerAt(place);
    speaker.online = text.value === "online";
    return [{ type: "availability", id, online: speaker.online }];
  }

  function pattern(topic: string, data: unknown): Pattern | undefined {
    const place = places.get(topic);
    const speaker = place && speakers.get(place.id);
    if (!speaker || !isObject(data)) return undefined;
    const signals = Object.keys(data).filter(isSignalId);
    return {
      id: place.id,
      values: signals.filter((key) => data[key] !== null).map((key) => ({ keys: [key], signal: key, read: numberOf })),
      ...(Object.hasOwn(data, "ts") && { time: { keys: ["ts"], read: parseTime, needed: true } }),
      online: () => (speaker.online === undefined ? true : undefined),
      holds: () => speakers.get(place.id) === speaker,
    };
  }

  return {
    pattern,
    claims: (topic) => topic.startsWith(ROOT) || isEcho(topic),
    read(message) {
      const known = places.get(message.topic);
      if (known) return readValues(known, message);
      if (isEcho(message.topic)) return [];
      const [building = "", zone = "", name = "", what, ...rest] = message.topic.slice(ROOT.length).split("/");
      const slugs = [building, zone, name].every((part) => slugSchema.safeParse(part).success);
      if (!slugs || rest.length > 0)
        return [rejected("bad-topic", "expected zonecast/in/<building>/<zone>/<device>, each a slug")];
      const place = { id: `plain:${building}.${zone}.${name}`, building, zone, name, topic: `${building}/${zone}/${name}` };
      if (speakers.size >= MAX_DEVICES && !speakers.has(place.id))
        return [rejected("unsupported", "there are too many devices already")];
      if (what === undefined) return readValues(place, message);
      if (what === "announce") return readAnnouncement(place, message);
      if (what === "availability") return readAvailability(place, message);
      return [rejected("bad-topic", "expected announce or availability after the device")];
    },
    command(id, _endpoint, signal, value) {
      const speaker = speakers.get(id);
      if (!speaker || !pointsOf(speaker).some((p) => p.signal === signal && p.writable)) return undefined;
      return { topic: `${OUT}${speaker.place.topic}/set`, payload: JSON.stringify({ [signal]: value }) };
    },
  };
}

const numberOf = (found: unknown): number | undefined => (typeof found === "boolean" ? Number(found) : parseNumber(found));

const rejected = (reason: Extract<DialectEvent, { type: "rejected" }>["reason"], detail: string): DialectEvent => ({
  type: "rejected",
  reason,
  detail,
});

function described(id: string, speaker: Speaker): DialectEvent {
  const { place, announcement, unread } = speaker;
  const points = pointsOf(speaker);
  const kind = DEVICE_KINDS.find((k) => k === ownText(announcement, "kind")) ?? kindOf(points);
  const device: AnnouncedDevice = {
    id,
    name: ownText(announcement, "name") ?? place.name,
    vendor: ownText(announcement, "vendor") ?? "",
    model: ownText(announcement, "model") ?? "",
    kind,
    batteryPowered: own(announcement, "batteryPowered") === true,
    area: `${place.building}/${place.zone}`,
    points,
    unread: [...unread],
  };
  return { type: "device", device };
}

/** Points that were announced, then those that only turned up. */
function pointsOf({ announcement, signals }: Speaker): AnnouncedPoint[] {
  const points = new Map<SignalId, AnnouncedPoint>();
  const announced = own(announcement, "points");
  if (isObject(announced))
    for (const [signal, range] of Object.entries(announced))
      if (isSignalId(signal)) points.set(signal, { signal, writable: isObject(range) ? rangeOf(range) : undefined });
  for (const signal of signals) if (!points.has(signal)) points.set(signal, { signal });
  return [...points.values()];
}

function rangeOf(range: JsonObject): AnnouncedPoint["writable"] {
  const [min, max, step] = ["min", "max", "step"].map((key) => parseNumber(own(range, key)));
  return min !== undefined && max !== undefined && step !== undefined && min <= max && step > 0 ? { min, max, step } : undefined;
}

function kindOf(points: readonly AnnouncedPoint[]): Device["kind"] {
  const has = (...signals: SignalId[]) => points.some((p) => signals.includes(p.signal));
  if (has("heatingSetpointC", "coolingSetpointC", "valvePct")) return "thermostat";
  if (has("airTempC", "relativeHumidityPct", "co2Ppm", "occupancy", "windowOpen")) return "sensor";
  if (has("outdoorTempC", "globalIrradianceWPerM2", "windSpeedMPerS")) return "weather";
  return points.length > 0 ? "meter" : "other";
}
