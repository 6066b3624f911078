/**
 * An external broker: one control connection for discovery, availability and commands, and several that share the telemetry
 * (`$share/zonecast/...`), because each of them waits for the store before it acknowledges. Mosquitto (2.0.11) keeps our
 * sessions over its own restart but not their shared subscriptions: what is published there before we are back is not ours.
 */
import { randomUUID } from "node:crypto";
import { type Clock, hash32, type Log, stream } from "#domain";
import type { Dialect, Message } from "./dialect.ts";
import type { BrokerSetting } from "./gateway.ts";
import { type Link, type LinkOptions, openLink, type Version } from "./link.ts";
import { targetOf } from "./target.ts";
import { matcher } from "./topic-filter.ts";
import type { Done, Transport, TransportEvents } from "./transport.ts";

type ExternalSetting = Extract<BrokerSetting, { kind: "external" }>;

export interface ConnectionOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly setting: ExternalSetting;
  readonly dialects: readonly Dialect[];
  /** False: takes no part in the shared subscriptions of the installation, but hears everything for itself. Default true. */
  readonly share?: boolean | undefined;
}

const SHARE = "$share/zonecast/";
const MAX_CONNECTIONS = 64;
/** Shared subscriptions get no retained messages: the control connection listens this long for them, ms. */
const PEEK_MS = 3_000;

/** Starts connecting and returns at once. Throws `bad-config` for a URL that must not or cannot be used. */
export function startConnection(options: ConnectionOptions, events: TransportEvents): Transport {
  const { clock, log, setting, dialects } = options;
  const target = targetOf(setting);
  if (target.overheard)
    log.warn({ broker: target.name }, "The broker is spoken to without TLS: name, password and values can be overheard");
  const installation = setting.clientId ?? `zonecast-${randomUUID()}`;
  const random = stream(hash32(installation), "reconnect");
  let version: Version = 5;
  // One connection needs no share, and an ordinary subscription outlives a restart of Mosquitto.
  let shared = (options.share ?? true) && setting.connections > 1;
  let connected = false;
  let failing = false;
  let stopped = false;
  let controlUp = false;
  const peeks = new Set<() => void>();
  const links = new Set<Link>();
  const isUp = new Map<string, boolean>();
  const telemetry: Link[] = [];
  const telemetryFilters = new Set(dialects.flatMap((d) => d.telemetry ?? []));
  let alsoFilters: readonly string[] = [];
  const controlFilters = matcher(dialects.flatMap((d) => d.filters));

  function report(name: string, up: boolean, problem?: string): void {
    isUp.set(name, up);
    const now = [...isUp.values()].every((x) => x);
    if (now && !connected) log.info({ broker: target.name }, "Connected to the broker");
    // Once for each loss, however many connections it takes along and attempts it needs.
    if (problem !== undefined && !failing) log.warn({ broker: target.name, problem }, "No connection to the broker");
    failing = !now && (failing || problem !== undefined);
    if (now !== connected || problem !== undefined) events.onConnection(now, problem);
    connected = now;
  }

  function open(name: string, clean: boolean, more: Pick<LinkOptions, "onMessage" | "onUp" | "onDown" | "onRefused">): Link {
    isUp.set(name, false);
    const link = openLink({
      clock,
      random,
      target,
      username: target.username,
      password: target.password,
      clientId: `${installation}-${name}`,
      clean,
      // Brokers differ in whether a shared subscription gets them; the control connection reads them once.
      retained: name === "control",
      version: () => version,
      onWrongVersion: () => {
        version = 4;
      },
      ...more,
      onUp: (connack) => {
        more.onUp(connack);
        report(name, true);
      },
      onDown: (problem) => {
        more.onDown(problem);
        report(name, false, problem);
      },
    });
    links.add(link);
    return link;
  }

  const control = open("control", true, {
    onMessage(message, mustKeep, done) {
      // While it peeks for retained values it also hears live ones, which come over the telemetry connections.
      if (message.retain || controlFilters.matches(message.topic)) events.onMessage(message, mustKeep, done);
      else done();
    },
    onUp(connack) {
      // An MQTT 3.1.1 broker may take `$share/...` for an ordinary topic and grant it, so only version 5 is believed.
      if (version === 4 || connack.properties?.sharedSubscriptionAvailable === false) unshare();
      openTelemetry();
      controlUp = true;
      peek([...wanted()]);
    },
    onDown() {
      if (controlUp) events.onBlind();
      controlUp = false;
    },
    onRefused: (filters) => log.warn({ filters }, "The broker refused subscriptions"),
  });
  control.subscribe(
    dialects.flatMap((d) => d.filters),
    1,
  );

  const wanted = (): ReadonlySet<string> => new Set([...telemetryFilters, ...alsoFilters]);
  const named = (filters: Iterable<string>): string[] => [...filters].map((filter) => (shared ? SHARE + filter : filter));

  function openTelemetry(): void {
    if (telemetry.length > 0 || stopped) return;
    const count = shared ? Math.min(MAX_CONNECTIONS, Math.max(1, setting.connections)) : 1;
    for (let i = 1; i <= count; i++) {
      const onMessage = (message: Message, mustKeep: boolean, done: Done) => events.onMessage(message, mustKeep, done);
      const link = open(`telemetry-${i}`, setting.clientId === undefined, {
        onMessage,
        onUp: () => {},
        onDown: () => {},
        onRefused: () => unshare(),
      });
      link.subscribe(named(wanted()), 1);
      telemetry.push(link);
    }
  }

  /** Falls back to a single connection with ordinary subscriptions. */
  function unshare(): void {
    if (!shared) return;
    log.info({ broker: target.name }, "The broker has no shared subscriptions: one connection carries all values");
    const [first, ...others] = telemetry.splice(0);
    first?.unsubscribe(named(wanted()));
    shared = false;
    first?.subscribe(named(wanted()), 1);
    if (first) telemetry.push(first);
    others.forEach((link, i) => {
      links.delete(link);
      isUp.delete(`telemetry-${i + 2}`);
      void link.stop();
    });
  }

  /** Hears what is retained under the filters. Without a connection nothing is asked: every new one asks for all. */
  function peek(filters: readonly string[]): void {
    if (!controlUp || filters.length === 0) return;
    control.subscribe(filters, 0);
    const end = clock.after(PEEK_MS, () => {
      peeks.delete(end);
      control.unsubscribe(filters);
    });
    peeks.add(end);
  }

  function hear(fresh: readonly string[]): void {
    for (const link of telemetry) link.subscribe(named(fresh), 1);
    peek(fresh);
  }

  return {
    address: `${target.name} (external)`,
    listen({ filters, control: inOrder }) {
      const fresh = filters.filter((filter) => !(inOrder ? controlFilters.has(filter) : telemetryFilters.has(filter)));
      if (fresh.length === 0) return;
      if (inOrder) {
        controlFilters.add(fresh);
        control.subscribe(fresh, 1);
        return;
      }
      for (const filter of fresh) telemetryFilters.add(filter);
      hear(fresh.filter((filter) => !alsoFilters.includes(filter)));
    },
    hearAlso(filters) {
      const before = wanted();
      alsoFilters = filters;
      const now = wanted();
      const left = [...before].filter((filter) => !now.has(filter));
      for (const link of telemetry) link.unsubscribe(named(left));
      hear([...now].filter((filter) => !before.has(filter)));
    },
    publish: (message) => control.publish(message),
    async stop() {
      stopped = true;
      for (const end of peeks) end();
      await Promise.all([...links].map((link) => link.stop()));
    },
  };
}
