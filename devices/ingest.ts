/** A message becomes readings, rejections and news about devices: the only place where that happens. */
import { type Device, errorLine, type Reading, type Rejection } from "#domain";
import { createClockOffsets } from "./clock-offset.ts";
import type { Dialect, DialectEvent, DialectSession, Message, Outgoing } from "./dialect.ts";
import { Gathering, type Watch } from "./gathering.ts";
import { isExactTopic } from "./parse/topic.ts";
import type { Registry } from "./registry.ts";
import { createRhythm } from "./rhythm.ts";
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

/** Topics whose dialect is remembered. More than a site has; they are forgotten together when they are not. */
const MAX_ROUTES = 50_000;

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
  /** Who reads a topic, for topics that were found exact and claimed. */
  const routes = new Map<string, Speaker>();

  const speakerOf = (topic: string): Speaker | undefined => speakers.find((s) => s.session.claims(topic));

  function route(topic: string): Speaker | undefined {
    const speaker = speakerOf(topic);
    if (!speaker || speaker.claimsVary) return speaker;
    if (routes.size >= MAX_ROUTES) routes.clear();
    routes.set(topic, speaker);
    return speaker;
  }

  function follow(speaker: Speaker, events: readonly DialectEvent[], out: Gathering): void {
    for (const event of events) {
      if (event.type === "device" || event.type === "gone" || event.type === "listen") routes.clear();
      out.take(speaker.name, event);
    }
  }

  return {
    read(message) {
      const out = new Gathering(message, watch);
      let speaker = routes.get(message.topic);
      if (!speaker) {
        if (!isExactTopic(message.topic)) {
          out.reject("bad-topic", "the topic is empty, too long, or holds wildcards or control characters");
          return out;
        }
        speaker = route(message.topic);
        if (!speaker) {
          out.reject("unknown-topic", "no dialect knows this topic");
          return out;
        }
      }
      follow(speaker, safely(speaker.session, message), out);
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

/** A dialect never throws. Should one do it all the same, the message is lost and seen, and the gateway goes on. */
function safely(session: DialectSession, what: Message | number): readonly DialectEvent[] {
  try {
    return typeof what === "number" ? (session.tick?.(what) ?? []) : session.read(what);
  } catch (error) {
    return [{ type: "rejected", reason: "unsupported", detail: `this message could not be read: ${errorLine(error)}` }];
  }
}
