/** A raw log lived through again: the same messages, with the times at which they came, into another store. Nothing is ever sent. */
import type { Clock, Device, Mapping, Reading, Rejection } from "#domain";
import { DIALECTS } from "./dialects/index.ts";
import { createIngest, type Ingested } from "./ingest.ts";
import { createMappingSession, mappingDialect } from "./mapping/session.ts";
import type { Logged } from "./raw-log/line.ts";
import { createRegistry } from "./registry.ts";
import type { Trust } from "./trust.ts";

export interface LogReplayOptions {
  readonly clock: Clock;
  readonly messages: AsyncIterable<Logged>;
  /** How much faster than it happened; `max`: as fast as the store takes it. */
  readonly speed: number | "max";
  readonly trusted: Trust;
  readonly defaultBuilding: string;
  /** Mappings that were in force. Throws `bad-input` when one is wrong. */
  readonly mappings: readonly Mapping[];
  /** The next readings are handed over when these are stored. */
  readonly onReadings: (readings: readonly Reading[]) => Promise<void>;
  readonly onRejections: (rejections: readonly Rejection[]) => Promise<void>;
  readonly onProgress: (messages: number, at: number) => void;
  /** Ends it after the message under way. */
  readonly signal: AbortSignal;
}

export interface LogReplayed {
  readonly messages: number;
  /** Messages that we had sent ourselves: left out. */
  readonly leftOut: number;
  readonly readings: number;
  readonly rejections: number;
  /** UTC ms of the first and last message; undefined when there was none. */
  readonly fromTs: number | undefined;
  readonly toTs: number | undefined;
  /** As they were at the end. */
  readonly devices: readonly Device[];
}

const BATCH = 2_000;
const PROGRESS_EVERY = 500;
const TICK_MS = 1_000;
/** Over a silence longer than this dialects are told only that this much passed. */
const MAX_TICKS_MS = 60_000;

/** The same log gives the same readings, rejections and devices, at any speed. */
export async function replayLog(options: LogReplayOptions): Promise<LogReplayed> {
  const { clock, speed, signal } = options;
  const registry = createRegistry({ known: [], trusted: options.trusted, defaultBuilding: options.defaultBuilding });
  const session = createMappingSession();
  session.use(options.mappings);
  const ingest = createIngest([...DIALECTS, mappingDialect(session)], registry);
  const counts = { messages: 0, leftOut: 0, readings: 0, rejections: 0 };
  let readings: Reading[] = [];
  let rejections: Rejection[] = [];
  let fromTs: number | undefined;
  let toTs: number | undefined;
  let tickedAt = 0;
  const startedAt = clock.now();

  async function flush(): Promise<void> {
    const [stored, refused] = [readings, rejections];
    [readings, rejections] = [[], []];
    counts.readings += stored.length;
    counts.rejections += refused.length;
    if (stored.length > 0) await options.onReadings(stored);
    if (refused.length > 0) await options.onRejections(refused);
  }
  function take(ingested: Ingested): void {
    readings.push(...ingested.readings);
    rejections.push(...ingested.rejections);
  }
  function letTimePass(now: number): void {
    if (now - tickedAt > MAX_TICKS_MS) tickedAt = now - MAX_TICKS_MS;
    for (; tickedAt + TICK_MS <= now; tickedAt += TICK_MS) take(ingest.tick(tickedAt + TICK_MS));
  }

  for await (const { message, sent } of options.messages) {
    if (signal.aborted) break;
    const at = message.receivedAt;
    fromTs ??= at;
    toTs = at;
    if (sent) {
      counts.leftOut++;
      continue;
    }
    if (speed !== "max") {
      const waitMs = startedAt + (at - fromTs) / speed - clock.now();
      if (waitMs > 0) {
        await flush();
        await pause(clock, waitMs, signal);
      }
    }
    if (counts.messages === 0) tickedAt = at;
    letTimePass(at);
    take(ingest.read(message));
    if (++counts.messages % PROGRESS_EVERY === 0) options.onProgress(counts.messages, at);
    if (readings.length + rejections.length >= BATCH) await flush();
  }
  await flush();
  return { ...counts, fromTs, toTs, devices: registry.all() };
}

function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, done);
    function done(): void {
      cancel();
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done);
  });
}
