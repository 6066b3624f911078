/** A message becomes readings, rejections and news about devices: the only place where that happens. */
import { type Device, errorLine, oneLine, type Reading, type Rejection, type RejectionReason, SIGNALS } from "#domain";
import { type ClockOffsets, createClockOffsets } from "./clock-offset.ts";
import type { Dialect, DialectEvent, DialectSession, Message, Outgoing } from "./dialect.ts";
import { isExactTopic } from "./parse/topic.ts";
import { type Registry, sourceOf } from "./registry.ts";
import { createRhythm, type Rhythm } from "./rhythm.ts";
import type { Topics } from "./transport.ts";

/** Bytes of a payload that a rejection keeps. */
export const MAX_RAW = 2_000;

export interface Ingested {
  readonly readings: readonly Reading[];
  readonly rejections: readonly Rejection[];
  /** Topics to hear from now on. */
  readonly listen: readonly Topics[];
  /** What conventions ask of their listeners, ready to go out. */
  readonly send: readonly Outgoing[];
}

export interface Ingest {
  /** Never throws. The same messages in the same order give the same results. */
  read(message: Message): Ingested;
  /** Lets time pass for every dialect; `now`: UTC ms. Never throws. */
  tick(now: number): Ingested;
  /** The broker is out of reach: what is known of availability is void, and nobody's silence counts until it is heard again. */
  blind(): void;
  /** Name of the dialect that reads `topic`, undefined when none does. */
  readerOf(topic: string): string | undefined;
  /** The message that sets a point, undefined when its device takes none. */
  command(source: string, signal: Reading["signal"], value: number): Outgoing | undefined;
}

interface Speaker {
  readonly name: string;
  readonly session: DialectSession;
}

/** `dialects` in order of precedence: the first that claims a topic reads it. `known`: devices of earlier runs. */
export function createIngest(dialects: readonly Dialect[], registry: Registry, known: readonly Device[] = []): Ingest {
  const speakers: Speaker[] = dialects.map((dialect) => ({ name: dialect.name, session: dialect.open(known) }));

  const watch: Watch = { registry, rhythm: createRhythm(), clocks: createClockOffsets(known) };

  const speakerOf = (topic: string): Speaker | undefined => speakers.find((s) => s.session.claims(topic));

  return {
    read(message) {
      const out = gather(message, watch);
      if (!isExactTopic(message.topic))
        out.reject("bad-topic", "the topic is empty, too long, or holds wildcards or control characters");
      else {
        const speaker = speakerOf(message.topic);
        if (!speaker) out.reject("unknown-topic", "no dialect knows this topic");
        else for (const event of safely(() => speaker.session.read(message))) out.take(speaker.name, event);
      }
      return out;
    },
    tick(now) {
      // What a dialect says by itself is told as a message of nobody, which its name stands for.
      const out = gather({ topic: "(time)", payload: new Uint8Array(), retain: false, receivedAt: now }, watch);
      for (const { name, session } of speakers)
        for (const event of safely(() => session.tick?.(now) ?? [])) out.take(name, event);
      for (const { id, since } of watch.rhythm.silentAt(now)) registry.note(id, { silentSince: since });
      return out;
    },
    blind() {
      registry.forgetAvailability();
      watch.rhythm.pause();
    },
    readerOf: (topic) => speakerOf(topic)?.name,
    command(source, signal, value) {
      const [id = "", endpoint] = source.split("#");
      const dialect = registry.find(id)?.dialect;
      return speakers.find((s) => s.name === dialect)?.session.command(id, endpoint, signal, value);
    },
  };
}

/** What is known of devices beside what they say. */
interface Watch {
  readonly registry: Registry;
  readonly rhythm: Rhythm;
  readonly clocks: ClockOffsets;
}

interface Gathering extends Ingested {
  take(dialect: string, event: DialectEvent): void;
  reject(reason: RejectionReason, detail: string): void;
}

/** Carries events out on the registry, and gathers what they bring. `message` is where they come from. */
function gather(message: Message, watch: Watch): Gathering {
  const { registry, rhythm } = watch;
  const readings: Reading[] = [];
  const rejections: Rejection[] = [];
  const listen: Topics[] = [];
  const send: Outgoing[] = [];
  const reject = (reason: RejectionReason, detail: string) => void rejections.push(rejectionOf(message, reason, detail));

  // Several values of one message are one sign of life.
  let lastAlive: string | undefined;
  const alive = (id: string): void => {
    if (message.retain || id === lastAlive) return;
    lastAlive = id;
    registry.seen(id, message.receivedAt);
    if (rhythm.heard(id, message.receivedAt)) registry.note(id, { silentSince: undefined });
  };

  const take = (dialect: string, event: DialectEvent): void => {
    switch (event.type) {
      case "device":
        lastAlive = undefined;
        if (!registry.announce(dialect, event.device, message.topic)) reject("unsupported", "there are too many devices already");
        return;
      case "gone":
        lastAlive = undefined;
        registry.remove(event.id);
        rhythm.forget(event.id);
        return;
      case "availability":
        registry.availability(event.id, event.online ? "online" : "offline");
        return;
      case "seen":
        alive(event.id);
        return;
      case "rejected":
        reject(event.reason, event.detail);
        return;
      case "listen": {
        const exact = event.filters.filter(isExactTopic);
        if (exact.length < event.filters.length)
          reject("bad-topic", "a device named a topic with wildcards or control characters");
        listen.push({ filters: exact, control: event.control ?? false });
        return;
      }
      case "send":
        if (isExactTopic(event.message.topic)) send.push(event.message);
        else reject("bad-topic", "a device named a topic with wildcards or control characters");
        return;
      case "value": {
        alive(event.id);
        if (registry.find(event.id)?.ignored) return;
        const reading = readingOf(event, message, watch);
        if ("reason" in reading) reject(reading.reason, reading.detail);
        else readings.push(reading);
      }
    }
  };
  return { readings, rejections, listen, send, take, reject };
}

/** A dialect never throws. Should one do it all the same, the message is lost and seen, and the gateway goes on. */
function safely(speak: () => readonly DialectEvent[]): readonly DialectEvent[] {
  try {
    return speak();
  } catch (error) {
    return [{ type: "rejected", reason: "unsupported", detail: `this message could not be read: ${errorLine(error)}` }];
  }
}

type ValueEvent = Extract<DialectEvent, { type: "value" }>;

/** A value with the place of its device, checked against what physics allows. */
function readingOf(
  event: ValueEvent,
  { receivedAt, retain }: Message,
  { registry, clocks }: Watch,
): Reading | { readonly reason: RejectionReason; readonly detail: string } {
  const { id, endpoint, signal, value } = event;
  const source = sourceOf(id, endpoint);
  const point = registry.point(id, endpoint, signal);
  if (!point) return { reason: "unknown-device", detail: `${source} did not announce ${signal}` };
  if (!Number.isFinite(value)) return { reason: "not-a-number", detail: `${signal} is not a finite number` };
  const { min, max, unit } = SIGNALS[signal];
  if (value < min || value > max)
    return { reason: "out-of-range", detail: `${signal} ${value} ${unit} is outside ${min} … ${max}` };
  const live = !retain && event.quality !== "historical";
  const measured = event.ts === undefined ? { ts: receivedAt, doubtful: false } : clocks.place(id, event.ts, receivedAt, live);
  const clockOffsetMs = clocks.offsetOf(id);
  if (registry.find(id)?.clockOffsetMs !== clockOffsetMs) registry.note(id, { clockOffsetMs });
  return {
    ts: measured.ts,
    receivedAt,
    building: point.building,
    zone: point.zone,
    signal,
    value,
    quality: retain ? "retained" : measured.doubtful ? "suspect" : (event.quality ?? "good"),
    source,
  };
}

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
