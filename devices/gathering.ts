/** What one message brings: its events carried out on the registry, its values as readings with their place and time. */
import { type DevicePoint, oneLine, type Reading, type Rejection, type RejectionReason, SIGNALS } from "#domain";
import type { ClockOffsets, Placed } from "./clock-offset.ts";
import type { DialectEvent, Message, Outgoing } from "./dialect.ts";
import { isExactTopic } from "./parse/topic.ts";
import { type Registry, type RegistryEntry, sourceOf } from "./registry.ts";
import type { Rhythm } from "./rhythm.ts";
import type { Topics } from "./transport.ts";

/** What is known of devices beside what they say. */
export interface Watch {
  readonly registry: Registry;
  readonly rhythm: Rhythm;
  readonly clocks: ClockOffsets;
}

/** Notes that a device spoke at `at` (UTC ms). */
export function notePresence({ registry, rhythm }: Watch, entry: RegistryEntry | undefined, id: string, at: number): void {
  entry?.seen(at);
  if (rhythm.heard(id, at)) registry.note(id, { silentSince: undefined });
}

/** When a value that a device says it measured at `ts` was really measured; see `ClockOffsets.place`. */
export function placedAt(
  { clocks, registry }: Watch,
  entry: RegistryEntry | undefined,
  id: string,
  ts: number,
  receivedAt: number,
  live: boolean,
): Placed {
  const placed = clocks.place(id, ts, receivedAt, live);
  const clockOffsetMs = clocks.offsetOf(id);
  if (entry?.clockOffsetMs !== clockOffsetMs) registry.note(id, { clockOffsetMs });
  return placed;
}

type ValueEvent = Extract<DialectEvent, { type: "value" }>;

/** Nearly every message brings readings and nothing else. */
const NONE: readonly never[] = Object.freeze([]);

/**
 * Every message makes one, so it holds no closures, and looks up once for all values of a message what they share: their
 * device, and the time at which they were measured.
 */
export class Gathering {
  readings: readonly Reading[] = NONE;
  rejections: readonly Rejection[] = NONE;
  listen: readonly Topics[] = NONE;
  send: readonly Outgoing[] = NONE;
  readonly #message: Message;
  readonly #watch: Watch;
  /** The device of the last event, and whether its sign of life is noted. */
  #id: string | undefined;
  #entry: RegistryEntry | undefined;
  #noted = false;
  /** The last time that was placed, for that device; NaN: none yet. */
  #ts = Number.NaN;
  #live = false;
  #placed: Placed = { ts: 0, doubtful: false };

  /** `message`: where the events come from. */
  constructor(message: Message, watch: Watch) {
    this.#message = message;
    this.#watch = watch;
  }

  reject(reason: RejectionReason, detail: string): void {
    this.rejections = [...this.rejections, rejectionOf(this.#message, reason, detail)];
  }

  take(dialect: string, event: DialectEvent): void {
    const { registry, rhythm } = this.#watch;
    switch (event.type) {
      case "value":
        this.#turnTo(event.id);
        this.#alive(event.id);
        if (!this.#entry?.ignored) this.#read(event);
        return;
      case "seen":
        this.#turnTo(event.id);
        this.#alive(event.id);
        return;
      case "availability":
        registry.availability(event.id, event.online ? "online" : "offline");
        return;
      case "rejected":
        this.reject(event.reason, event.detail);
        return;
      case "device":
        this.#id = undefined;
        if (!registry.announce(dialect, event.device, this.#message.topic))
          this.reject("unsupported", "there are too many devices already");
        return;
      case "gone":
        this.#id = undefined;
        registry.remove(event.id);
        rhythm.forget(event.id);
        return;
      case "listen": {
        const exact = event.filters.filter(isExactTopic);
        if (exact.length < event.filters.length)
          this.reject("bad-topic", "a device named a topic with wildcards or control characters");
        this.listen = [...this.listen, { filters: exact, control: event.control ?? false }];
        return;
      }
      case "send":
        if (isExactTopic(event.message.topic)) this.send = [...this.send, event.message];
        else this.reject("bad-topic", "a device named a topic with wildcards or control characters");
    }
  }

  #turnTo(id: string): void {
    if (id === this.#id) return;
    this.#id = id;
    this.#entry = this.#watch.registry.entry(id);
    this.#noted = false;
    this.#ts = Number.NaN;
  }

  /** Several values of one message are one sign of life; what the broker kept is none. */
  #alive(id: string): void {
    if (this.#noted || this.#message.retain) return;
    this.#noted = true;
    notePresence(this.#watch, this.#entry, id, this.#message.receivedAt);
  }

  /** A value with the place of its device, checked against what physics allows. */
  #read({ id, endpoint, signal, value, ts, quality }: ValueEvent): void {
    const point = this.#entry?.point(endpoint, signal);
    if (!point) {
      this.reject("unknown-device", `${sourceOf(id, endpoint)} did not announce ${signal}`);
      return;
    }
    if (!Number.isFinite(value)) {
      this.reject("not-a-number", `${signal} is not a finite number`);
      return;
    }
    const { min, max, unit } = SIGNALS[signal];
    if (value < min || value > max) {
      this.reject("out-of-range", `${signal} ${value} ${unit} is outside ${min} … ${max}`);
      return;
    }
    const { receivedAt, retain } = this.#message;
    let measuredAt = receivedAt;
    let how = quality ?? "good";
    if (ts !== undefined) {
      const placed = this.#place(id, ts, !retain && quality !== "historical");
      measuredAt = placed.ts;
      if (placed.doubtful) how = "suspect";
    }
    this.#keep(point, value, measuredAt, retain ? "retained" : how);
  }

  #keep({ building, zone, signal, source }: DevicePoint, value: number, ts: number, quality: Reading["quality"]): void {
    const { receivedAt } = this.#message;
    const reading: Reading = { ts, receivedAt, building, zone, signal, value, quality, source };
    if (this.readings === NONE) this.readings = [reading];
    else (this.readings as Reading[]).push(reading);
  }

  #place(id: string, ts: number, live: boolean): Placed {
    if (ts === this.#ts && live === this.#live) return this.#placed;
    this.#placed = placedAt(this.#watch, this.#entry, id, ts, this.#message.receivedAt, live);
    this.#ts = ts;
    this.#live = live;
    return this.#placed;
  }
}

/** Bytes of a payload that a rejection keeps. */
export const MAX_RAW = 2_000;

/** A rejection of `message`, ready to be shown: bounded, printable, one line. */
export function rejectionOf(message: Message, reason: RejectionReason, detail: string): Rejection {
  return {
    reason,
    detail: oneLine(detail, 300),
    topic: oneLine(message.topic, 400) || "(empty)",
    raw: rawText(message.payload),
    at: message.receivedAt,
    count: 1,
  };
}

/** The payload as text without NUL, which no database takes; bytes that are not UTF-8 as `\xNN`. */
function rawText(payload: Uint8Array): string {
  const head = payload.subarray(0, MAX_RAW);
  try {
    // `stream` leaves a character that the cut went through out instead of refusing it.
    const text = new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: payload.byteLength > MAX_RAW });
    return text.replaceAll("\0", "\\x00").slice(0, MAX_RAW);
  } catch {
    const byte = (b: number) => (b >= 0x20 && b < 0x7f ? String.fromCharCode(b) : `\\x${b.toString(16).padStart(2, "0")}`);
    return Array.from(head, byte).join("").slice(0, MAX_RAW);
  }
}
