/** Starts the gateway: broker or connection, dialects, registry, store and commands wired together. */
import { errorLine, SETTABLE, type SettableSignal, ZonecastError } from "#domain";
import { heldBy, targetsOf } from "./addressing.ts";
import { createArbiter } from "./arbiter.ts";
import { startBroker } from "./broker.ts";
import { createCommands } from "./commands.ts";
import { startConnection } from "./connection.ts";
import type { Message } from "./dialect.ts";
import { DIALECTS } from "./dialects/index.ts";
import type { Gateway, GatewayOptions } from "./gateway.ts";
import { createIngest, type Ingested } from "./ingest.ts";
import { createIntake } from "./intake.ts";
import { createMappingService, usableMappings } from "./mapping/service.ts";
import { createMappingSession, mappingDialect } from "./mapping/session.ts";
import { createMeterCheck } from "./meter-check.ts";
import { openRawLog } from "./raw-log/write.ts";
import { createRegistry } from "./registry.ts";
import { foldRejections } from "./rejections.ts";
import type { Done, Transport } from "./transport.ts";
import { believing } from "./trust.ts";

const QUEUE_LIMIT = 20_000;
const ECHO_TIMEOUTS = { mainsMs: 10_000, batteryMs: 300_000 };
/** How often changed devices, and devices that were merely seen, are handed on. */
const CHANGES_MS = 250;
const SEEN_MS = 30_000;
/** How often dialects are told that time passes. */
const TICK_MS = 1_000;
const DRAIN_MS = 5_000;

const isSettable = (signal: string): signal is SettableSignal => SETTABLE.some((s) => s === signal);

/**
 * Starts hearing devices. Throws `port-taken`, `bad-config`. An external broker that is away is no error: the gateway keeps
 * trying and says so in its status.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { clock, log } = options;
  const counts = { received: 0, stored: 0, rejected: 0, ignored: 0, shed: 0 };
  let connected = false;
  let brokerProblem: string | undefined;
  let storeProblem: string | undefined;
  let transport: Transport | undefined;
  let stopped = false;

  believing(
    options.trusted,
    DIALECTS.map((d) => d.name),
  );
  const rawLog = options.rawLog && (await openRawLog({ clock, log, ...options.rawLog }));
  const registry = createRegistry(options);
  const session = createMappingSession(options.known);
  const ingest = createIngest([...DIALECTS, mappingDialect(session)], registry, options.known);
  const mapping = createMappingService({
    session,
    ingest,
    registry,
    rawLog,
    onReadings: options.onReadings,
    onChange() {
      transport?.hearAlso(session.filters());
      flushDevices();
    },
  });
  const meters = createMeterCheck();
  const rejections = foldRejections(clock, options.onRejections);
  const intake = createIntake({
    clock,
    onReadings: options.onReadings,
    queueLimit: options.queueLimit ?? QUEUE_LIMIT,
    onProblem(problem) {
      if (problem !== undefined && storeProblem === undefined) log.error({ problem }, "Readings wait for the store");
      if (problem === undefined && storeProblem !== undefined) log.info({}, "The store takes readings again");
      storeProblem = problem;
    },
  });
  const commands = createCommands({
    clock,
    timeouts: options.echoTimeouts ?? ECHO_TIMEOUTS,
    mayActuate: options.mayActuate,
    onCommand: options.onCommand,
    onManual: ({ source, signal }, value) => {
      const point = registry.point(source.split("#")[0] ?? source, source.split("#")[1], signal);
      if (point) arbiter.override({ source, signal, building: point.building, zone: point.zone }, value, clock.now());
    },
    async send({ source, signal }, value) {
      const outgoing = ingest.command(source, signal, value);
      if (!outgoing) throw new ZonecastError("device-unreachable", "the device has not announced itself since the start");
      if (!transport) throw new ZonecastError("broker-failed", "there is no broker yet", { retry: true });
      rawLog?.sent(outgoing);
      await transport.publish(outgoing);
    },
  });

  const arbiter = createArbiter({
    holds: options.holds ?? [],
    nextBlock: options.nextBlock ?? (() => null),
    onHold: (hold) => options.onHold?.(hold),
    onReleased: (hold) => options.onReleased?.(hold),
  });

  /** All that comes of a message or of the passing of time, but for its readings. */
  function follow({ rejections: refused, listen, send, readings }: Ingested): void {
    for (const rejection of refused) rejections.add(rejection);
    for (const topics of listen) transport?.listen(topics);
    for (const message of send) {
      rawLog?.sent(message);
      transport?.publish(message).catch((e: unknown) => log.debug({ topic: message.topic, problem: errorLine(e) }, "Not sent"));
    }
    for (const { source, signal, value, quality, ts } of readings)
      if (quality !== "retained" && isSettable(signal)) commands.observe(source, signal, value, ts);
  }

  function onMessage(message: Message, mustKeep: boolean, done: Done): void {
    // What comes while we stop, as the wills of devices that we cut off, is not acknowledged and comes again.
    if (stopped) return;
    rawLog?.heard(message);
    counts.received++;
    const ingested = ingest.read(message);
    follow(ingested);
    if (ingested.readings.length > 0) {
      for (const verdict of meters.observe(ingested.readings)) options.onMeter?.(verdict);
      intake.offer(ingested.readings, mustKeep, (how) => {
        counts[how]++;
        done();
      });
      return;
    }
    counts[ingested.rejections.length > 0 ? "rejected" : "ignored"]++;
    done();
  }

  function tick(): void {
    const ingested = ingest.tick(clock.now());
    arbiter.all(clock.now());
    follow(ingested);
    if (ingested.readings.length > 0) intake.offer(ingested.readings, true, () => {});
  }

  function flushDevices(): void {
    const { changed, gone } = registry.takeChanges();
    if (changed.length > 0) options.onDevices(changed);
    if (gone.length > 0) options.onGone(gone);
  }
  function flushSeen(): void {
    const seen = registry.takeSeen();
    if (seen.length > 0) options.onDevices(seen);
  }

  const events = {
    onMessage,
    onConnection(now: boolean, problem?: string) {
      connected = now;
      brokerProblem = problem;
    },
    onBlind: ingest.blind,
  };
  const { broker } = options;
  // Before the first message, so that none meets half of what is known.
  mapping.setMappings(usableMappings(options.mappings ?? [], log));
  try {
    transport =
      broker.kind === "embedded"
        ? await startBroker({ clock, log, setting: broker }, events)
        : startConnection({ clock, log, setting: broker, dialects: DIALECTS }, events);
  } catch (error) {
    rejections.stop();
    await rawLog?.stop();
    throw error;
  }
  transport.hearAlso(session.filters());
  const cancels = [clock.every(CHANGES_MS, flushDevices), clock.every(SEEN_MS, flushSeen), clock.every(TICK_MS, tick)];
  const { address } = transport;
  log.info({ address }, "Hearing devices");

  return {
    status: () => ({ connected, address, ...counts, sessions: transport?.sessions?.(), problem: storeProblem ?? brokerProblem }),
    devices: () => registry.all(),
    command(request, who) {
      const { priority = "operator", value, why } = request;
      const now = clock.now();
      const targets = targetsOf(request, registry.all(), options.mayActuate, commands.last);
      const free = targets.filter((target) => !arbiter.blocking(target, priority, now));
      const [first] = targets;
      const blocking = first && arbiter.blocking(first, priority, now);
      if (free.length === 0 && blocking) throw heldBy(blocking);
      for (const target of free) arbiter.take(target, { priority, value, who, why }, now);
      return free.map((target) => commands.issue(target, value, who, why, priority));
    },
    holds: () => arbiter.all(clock.now()),
    release: (point, priority) => arbiter.release(point, priority),
    place(id, building, zone, signals) {
      registry.place(id, { building, zone }, signals);
      flushDevices();
    },
    bind(id, signals) {
      registry.bind(id, signals);
      flushDevices();
    },
    accept(ids) {
      const waiting = registry.all().filter((d) => !d.bound && d.proposal && !d.ignored);
      const placed = (ids ?? waiting.map((d) => d.id)).map((id) => registry.accept(id));
      flushDevices();
      return placed;
    },
    ignore(id, ignored) {
      registry.ignore(id, ignored);
      flushDevices();
    },
    ...mapping,
    async stop() {
      if (stopped) return;
      stopped = true;
      for (const cancel of cancels) cancel();
      commands.stop();
      await transport?.stop();
      await intake.drain(DRAIN_MS);
      intake.stop();
      rejections.stop();
      flushDevices();
      flushSeen();
      await rawLog?.stop();
    },
  };
}
