/** Devices that do not describe themselves: they are known by what they send, and described anew when something new is in it. */
import { type Device, hash32, oneLine, type RejectionReason, type SignalId } from "#domain";
import type { AnnouncedDevice, AnnouncedPoint, DialectEvent, Message, Pattern } from "../dialect.ts";
import { kindOf } from "../kind.ts";
import { isObject, type Json, type JsonObject, type Parsed, parseJson } from "../parse/json.ts";
import { parseNumber } from "../parse/number.ts";
import { converterTo } from "../parse/unit.ts";
import { pointKey } from "../point-key.ts";

const MAX_DEVICES = 10_000;
const MAX_POINTS = 500;
const MAX_UNREAD = 200;

/** One value that was found. */
export interface Sensed extends AnnouncedPoint {
  /** In the signal's unit; null: it has none now; undefined: it was no number. */
  readonly value: number | null | undefined;
  /** Where it stood: `switch:0/apower`. */
  readonly path: string;
  /** When it was measured (UTC ms), when the message says so. */
  readonly ts?: number | undefined;
}

/** What one message holds. */
export interface Heard {
  readonly sensed: readonly Sensed[];
  /** What is not read: where it stood, and why. */
  readonly unread?: Iterable<readonly [path: string, why: string]> | undefined;
  /** How many bare `nan` were read as null. */
  readonly salvaged?: number | undefined;
}

/** What is known of a device beside its points. */
export type Facts = Pick<AnnouncedDevice, "name" | "vendor" | "model" | "area" | "batteryPowered">;

export interface Sighted {
  readonly id: string;
  facts: Facts;
  readonly points: Map<string, AnnouncedPoint>;
  readonly unread: Map<string, string>;
  /** It spoke about its availability itself: then nothing else counts as a sign of life. */
  watched: boolean;
  /** Its description as it was last told, as JSON, and the facts in it. */
  told: string;
  toldFacts: Facts | undefined;
}

export interface Sightings {
  find(id: string): Sighted | undefined;
  /** The device, known from now on. Undefined when there are too many. */
  at(id: string, facts: Facts): Sighted | undefined;
  forget(id: string): DialectEvent[];
  /** Takes in what a message holds, and tells it. */
  hear(device: Sighted, message: Message, heard: Heard): DialectEvent[];
  /** How messages of a device are read that hold these values and no others of ours. */
  pattern(device: Sighted, values: Pattern["values"], time?: Pattern["time"]): Pattern;
  /** Tells the description when it has changed. */
  tell(device: Sighted): DialectEvent[];
}

/**
 * `silent`: how a device is treated in which nothing of ours was found: shown all the same, or only from its first point on.
 * `recalled`: devices of earlier runs, so that one does not lose the points that it has not told again yet.
 */
export function createSightings(dialect: string, silent: "shown" | "hidden", recalled: readonly Device[]): Sightings {
  const devices = new Map<string, Sighted>();
  const waiting = new Map(recalled.filter((d) => d.dialect === dialect).map((d) => [d.id, d]));

  function tell(device: Sighted): DialectEvent[] {
    if (silent === "hidden" && device.points.size === 0) return [];
    const description = describe(device);
    const text = JSON.stringify(description);
    if (text === device.told) return [];
    device.told = text;
    device.toldFacts = device.facts;
    return [{ type: "device", device: description }];
  }

  return {
    find: (id) => devices.get(id),
    at(id, facts) {
      const known = devices.get(id);
      if (known || devices.size >= MAX_DEVICES) return known;
      const device: Sighted = { id, facts, points: new Map(), unread: new Map(), watched: false, told: "", toldFacts: undefined };
      const before = waiting.get(id);
      if (before) recall(device, before);
      waiting.delete(id);
      devices.set(id, device);
      return device;
    },
    forget(id) {
      const device = devices.get(id);
      return devices.delete(id) && device?.told !== "" ? [{ type: "gone", id }] : [];
    },
    hear(device, message, heard) {
      const { sensed } = heard;
      const keys = sensed.map(({ endpoint, signal }) => pointKey(endpoint, signal));
      const isNew = learn(device, heard, keys) || device.facts !== device.toldFacts;
      const alive: DialectEvent[] =
        device.watched || message.retain ? [] : [{ type: "availability", id: device.id, online: true }];
      const events = isNew ? [...tell(device), ...alive] : alive;
      sensed.forEach((one, i) => {
        const event = device.points.has(keys[i] ?? "") ? readingOf(device.id, one) : undefined;
        if (event) events.push(event);
      });
      const salvaged = heard.salvaged ?? 0;
      if (salvaged > 0) events.push(rejected("not-a-number", `${salvaged} values were bare nan or inf`));
      events.push({ type: "seen", id: device.id });
      return events;
    },
    pattern: (device, values, time) => ({
      id: device.id,
      values,
      time,
      online: () => (device.watched ? undefined : true),
      holds: () => devices.get(device.id) === device,
    }),
    tell,
  };
}

function recall(device: Sighted, { name, model, batteryPowered, points }: Device): void {
  device.facts = { ...device.facts, name, model: model || device.facts.model, batteryPowered };
  for (const { source, signal, writable } of points) {
    const endpoint = source.split("#")[1];
    device.points.set(pointKey(endpoint, signal), { endpoint, signal, writable });
  }
}

/** Takes in what is new; whether anything was. `keys`: those of the points that were sensed. */
function learn({ points, unread }: Sighted, heard: Heard, keys: readonly string[]): boolean {
  let isNew = false;
  heard.sensed.forEach(({ endpoint, signal, writable, path }, i) => {
    const key = keys[i] ?? "";
    const known = points.get(key);
    if (known ? known.writable !== writable : points.size < MAX_POINTS) {
      points.set(key, { endpoint, signal, writable });
      isNew = true;
    }
    if (unread.size > 0 && unread.delete(path)) isNew = true;
  });
  for (const [path, why] of heard.unread ?? []) {
    const known = unread.get(path);
    if (known === why || (known === undefined && unread.size >= MAX_UNREAD)) continue;
    unread.set(path, why);
    isNew = true;
  }
  return isNew;
}

function readingOf(id: string, { endpoint, signal, value, path, ts }: Sensed): DialectEvent | undefined {
  if (value === null) return undefined;
  if (value === undefined || !Number.isFinite(value)) return rejected("not-a-number", `${path} is not a number`);
  return { type: "value", id, endpoint, signal, value, ts };
}

function describe({ id, facts, points, unread }: Sighted): AnnouncedDevice {
  const list = [...points.values()];
  return {
    id,
    ...facts,
    kind: kindOf(list.map((point) => point.signal)),
    points: list,
    unread: [...unread].map(([path, why]) => `${path}: ${why}`),
  };
}

/** What `raw`, counted in `unit`, is in the unit of `signal`; null stays null, and what is no number is undefined. */
export function measure(signal: SignalId, unit: string, raw: unknown): number | null | undefined {
  if (raw === null) return null;
  const number = parseNumber(raw);
  const value = number === undefined ? undefined : converterTo(signal, unit)?.(number);
  // A number near the end of what a double holds leaves it by conversion.
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

/** The payload as a JSON object. */
export function parseObject(payload: Uint8Array): Parsed<Pick<Json, "salvaged"> & { readonly data: JsonObject }> {
  const json = parseJson(payload);
  if (!json.ok) return json;
  const { data, salvaged } = json.value;
  if (!isObject(data)) return { ok: false, reason: "wrong-type", detail: "the payload is not a JSON object" };
  return { ok: true, value: { data, salvaged } };
}

export const rejected = (reason: RejectionReason, detail: string): DialectEvent => ({ type: "rejected", reason, detail });

export const TOO_MANY: DialectEvent = rejected("unsupported", "too many devices are known already");

const SAFE = /^[A-Za-z0-9_.-]{1,50}$/;

/** A foreign name as part of a device's id or as an endpoint: itself where it can be, else with a check sum, so that no two are one. */
export function idPart(name: string): string {
  if (SAFE.test(name)) return name;
  const safe = name.replace(/[^A-Za-z0-9_.-]+/g, "_").slice(0, 40);
  return `${safe}-${hash32(name).toString(16).padStart(8, "0")}`;
}

/** A name for people, one line of at most 200 characters. */
export const nameOf = (name: string, otherwise: string): string => oneLine(name, 200).trim() || otherwise;
