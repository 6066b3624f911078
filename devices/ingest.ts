/** A message becomes readings, rejections and news about devices: the only place where that happens. */
import { type Device, errorLine, type Reading, type Rejection } from "#domain";
import { createClockOffsets } from "./clock-offset.ts";
import type { Dialect, DialectEvent, DialectSession, Message, Outgoing } from "./dialect.ts";
import { Gathering, type Watch } from "./gathering.ts";
import { isExactTopic } from "./parse/topic.ts";
import type { Registry } from "./registry.ts";
import { createRhythm } from "./rhythm.ts";
import { createRoutes, type Route } from "./routes.ts";
import { Steady } from "./steady.ts";
import type { Topics } from "./transport.ts";

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
  readonly claimsVary: boolean;
}

/** `dialects` in order of precedence: the first that claims a topic reads it. `known`: devices of earlier runs. */
export function createIngest(dialects: readonly Dialect[], registry: Registry, known: readonly Device[] = []): Ingest {
  const speakers: Speaker[] = dialects.map((dialect) => ({
    name: dialect.name,
    session: dialect.open(known),
    claimsVary: dialect.claimsVary ?? false,
  }));
  const watch: Watch = { registry, rhythm: createRhythm(), clocks: createClockOffsets(known) };
  const speakerOf = (topic: string): Speaker | undefined => speakers.find((s) => s.session.claims(topic));
  const routes = createRoutes<Speaker>(speakerOf);

  function follow(speaker: Speaker, events: readonly DialectEvent[], out: Gathering): void {
    for (const event of events) {
      if (event.type === "device" || event.type === "gone" || event.type === "listen") routes.turn();
      out.take(speaker.name, event);
    }
  }

  function learn(route: Route<Speaker>, message: Message, events: readonly DialectEvent[]): void {
    const { topic, payload, receivedAt } = message;
    const { session } = route.speaker;
    if (!session.pattern || !(payload instanceof Buffer) || routes.find(topic) !== route || !routes.mayLearn(route)) return;
    if (!events.every(isPlain) || routes.candidates(route, payload)?.some((known) => known.fits(payload, message))) return;
    route.attempts++;
    const data = strictJson(payload);
    const pattern = data === undefined ? undefined : session.pattern(topic, data);
    const steady = pattern && Steady.of(pattern, payload, events, watch);
    if (steady) routes.learn(route, payload, steady, receivedAt);
  }

  /** The readings of a message laid out like one before it. */
  function readSteady(route: Route<Speaker>, message: Message): Ingested | undefined {
    const { payload, retain } = message;
    if (retain || !(payload instanceof Buffer)) return undefined;
    const candidates = routes.candidates(route, payload);
    if (candidates === undefined) return undefined;
    for (let i = 0; i < candidates.length; i++) {
      const readings = candidates[i]?.read(payload, message);
      if (readings === undefined) continue;
      route.hits++;
      if (i > 0) routes.prefer(candidates, i);
      return { readings, rejections: NONE, listen: NONE, send: NONE };
    }
    return undefined;
  }

  return {
    read(message) {
      let route = routes.find(message.topic);
      const steady = route && readSteady(route, message);
      if (steady) return steady;
      const out = new Gathering(message, watch);
      let speaker = route?.speaker;
      if (!speaker) {
        if (!isExactTopic(message.topic)) {
          out.reject("bad-topic", "the topic is empty, too long, or holds wildcards or control characters");
          return out;
        }
        speaker = speakerOf(message.topic);
        if (!speaker) {
          out.reject("unknown-topic", "no dialect knows this topic");
          return out;
        }
        if (!speaker.claimsVary) route = routes.add(message.topic, speaker);
      }
      const events = safely(speaker.session, message);
      follow(speaker, events, out);
      if (route && !message.retain) learn(route, message, events);
      return out;
    },
    tick(now) {
      // What a dialect says by itself is told as a message of nobody, which its name stands for.
      const out = new Gathering({ topic: "(time)", payload: new Uint8Array(), retain: false, receivedAt: now }, watch);
      for (const speaker of speakers) follow(speaker, safely(speaker.session, now), out);
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

/** Nearly every message brings readings and nothing else. */
const NONE: readonly never[] = Object.freeze([]);

const isPlain = ({ type }: DialectEvent): boolean => type === "value" || type === "seen" || type === "availability";

/** The payload as JSON that needed no mending. */
function strictJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString());
  } catch {
    return undefined;
  }
}

/** A dialect never throws. Should one do it all the same, the message is lost and seen, and the gateway goes on. */
function safely(session: DialectSession, what: Message | number): readonly DialectEvent[] {
  try {
    return typeof what === "number" ? (session.tick?.(what) ?? []) : session.read(what);
  } catch (error) {
    return [{ type: "rejected", reason: "unsupported", detail: `this message could not be read: ${errorLine(error)}` }];
  }
}
