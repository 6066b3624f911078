/** What is remembered of topics: who reads them, and which layouts their messages have. */
import type { Message } from "./dialect.ts";
import type { Steady } from "./steady.ts";

/** More topics, and more layouts, than a site has; they are forgotten together when they are not. */
const MAX_ROUTES = 50_000;
const MAX_LAYOUTS = 20_000;
/** Messages of a known layout are not much longer than those that it was learnt from. */
const MAX_BYTES = 8_192;
/** Messages that begin alike may be laid out in this many ways: a word or two in them change. */
const MAX_ALIKE = 8;
/** So many layouts a topic may try to learn before they must have been of use. */
const FREE_ATTEMPTS = 256;
/** Bytes by which messages on one topic are told apart: up to the first colon, which ends the name of a device where several share it. */
const MAX_HEAD = 64;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;

/** How messages on one topic are read. */
export interface Route<S> {
  readonly speaker: S;
  /** Layouts by the beginning of their messages, the newest of each beginning first. */
  readonly layouts: Map<number, Steady[]>;
  /** Those of the only beginning that there is. */
  only: Steady[] | undefined;
  attempts: number;
  hits: number;
  /** The turn of claims in which its speaker was found. */
  turn: number;
}

export interface Routes<S> {
  /** What is remembered of a topic that is still read by the same speaker. */
  find(topic: string): Route<S> | undefined;
  add(topic: string, speaker: S): Route<S>;
  /** Layouts that the message may have. */
  candidates(route: Route<S>, payload: Buffer): Steady[] | undefined;
  /** The next message will most likely be laid out as this one of them. */
  prefer(candidates: Steady[], index: number): void;
  /** Whether it is worth to learn how a message of the route is laid out. */
  mayLearn(route: Route<S>): boolean;
  /** `receivedAt`: when the message came. */
  learn(route: Route<S>, payload: Buffer, steady: Steady, receivedAt: number): void;
  /** Who claims which topic may have changed. */
  turn(): void;
}

/** `claimant`: who reads a topic now. */
export function createRoutes<S>(claimant: (topic: string) => S | undefined): Routes<S> {
  const routes = new Map<string, Route<S>>();
  let layouts = 0;
  let turn = 0;

  function clear(): void {
    routes.clear();
    layouts = 0;
  }

  return {
    find(topic) {
      const route = routes.get(topic);
      if (route === undefined || route.turn === turn) return route;
      if (claimant(topic) === route.speaker) {
        route.turn = turn;
        return route;
      }
      routes.delete(topic);
      return undefined;
    },
    add(topic, speaker) {
      if (routes.size >= MAX_ROUTES) clear();
      const route: Route<S> = { speaker, layouts: new Map(), only: [], attempts: 0, hits: 0, turn };
      routes.set(topic, route);
      return route;
    },
    candidates: (route, payload) => (payload.length > MAX_BYTES ? undefined : (route.only ?? route.layouts.get(headOf(payload)))),
    prefer(candidates, index) {
      const [first, preferred] = [candidates[0], candidates[index]];
      if (!first || !preferred) return;
      candidates[0] = preferred;
      candidates[index] = first;
    },
    mayLearn: (route) => route.attempts < FREE_ATTEMPTS || route.attempts < route.hits,
    learn(route, payload, steady, receivedAt) {
      if (layouts >= MAX_LAYOUTS) clear();
      layouts++;
      const head = headOf(payload);
      const alike = (route.layouts.get(head) ?? []).filter((one) => !one.isVoid(receivedAt));
      const kept = [steady, ...alike].slice(0, MAX_ALIKE);
      route.layouts.set(head, kept);
      route.only = route.layouts.size === 1 ? kept : undefined;
    },
    turn() {
      turn++;
    },
  };
}

/** A small number made of the payload's first bytes; one for all payloads that are a number and nothing else. */
function headOf(payload: Message["payload"]): number {
  const first = payload[0];
  if (first === MINUS || (first !== undefined && first >= ZERO && first <= NINE)) return 0;
  let hash = 17;
  const end = Math.min(payload.length, MAX_HEAD);
  for (let i = 0; i < end; i++) {
    const c = payload[i] as number;
    if (c === COLON) break;
    hash = (Math.imul(hash, 31) + c) & 0x3fffffff;
  }
  return hash;
}
