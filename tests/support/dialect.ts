/** Speaks to one dialect as a broker would. */

import { readFileSync } from "node:fs";
import type { Dialect, DialectEvent, DialectSession } from "../../devices/dialect.ts";
import { sharedData } from "./shared-data.ts";

export interface Speaker {
  readonly session: DialectSession;
  /** Sends a payload: text as it is, anything else as JSON. `at`: when it is received, UTC ms. */
  readonly say: (topic: string, payload: unknown, how?: { readonly retain?: boolean; readonly at?: number }) => DialectEvent[];
}

export const AT = Date.UTC(2026, 10, 24);

export function speak(dialect: Dialect): Speaker {
  const session = dialect.open();
  return {
    session,
    say: (topic, payload, { retain = false, at = AT } = {}) =>
      session.read({ topic, payload: bytesOf(payload), retain, receivedAt: at }),
  };
}

export const bytesOf = (payload: unknown): Uint8Array =>
  payload instanceof Uint8Array
    ? payload
    : new TextEncoder().encode(typeof payload === "string" ? payload : JSON.stringify(payload));

type EventOf<T extends DialectEvent["type"]> = Extract<DialectEvent, { type: T }>;

export const only = <T extends DialectEvent["type"]>(events: readonly DialectEvent[], type: T): EventOf<T>[] =>
  events.filter((e): e is EventOf<T> => e.type === type);

/** `signal` or `endpoint/signal` -> value. */
export const valuesIn = (events: readonly DialectEvent[]): Record<string, number> =>
  Object.fromEntries(
    only(events, "value").map((e) => [e.endpoint === undefined ? e.signal : `${e.endpoint}/${e.signal}`, e.value]),
  );

export interface Recorded {
  readonly topic: string;
  readonly retain?: boolean;
  readonly payload: unknown;
}

/** The messages of a recording beside the repository. */
export function recorded(...path: readonly string[]): readonly Recorded[] {
  const file: { messages: Recorded[] } = JSON.parse(readFileSync(sharedData("mqtt", ...path), "utf8"));
  return file.messages;
}
