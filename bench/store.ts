/**
 * The store at work: six weeks of history in bulk, live writes one by one, and what charts and forecasters ask for. Beside it
 * a bare insert loop on the same engine, which keeps no roll-ups and checks nothing: the most that there is to be had.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stdout } from "node:process";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { type Log, type Point, type Reading, type Store, stream, systemClock } from "#domain";
import { openStore, type StoreOptions } from "#store";
import { postgresMissing, startPostgres } from "../tests/support/postgres.ts";
import { residentMB } from "./measure/process.ts";

const SERIES = 70;
const STEP_MS = 300_000;
const DAY_MS = 86_400_000;
const HISTORY_ROWS = (SERIES * 42 * DAY_MS) / STEP_MS;
const SMALL_BATCH_ROWS = 100_000;
const LIVE_PER_S = 4_000;
const LIVE_S = 5;
const T0 = Date.UTC(2026, 0, 1);

const log: Log = {
  debug() {},
  info() {},
  warn() {},
  error: (fields, message) => void stdout.write(`${message} ${JSON.stringify(fields)}\n`),
};
const line = (text: string) => void stdout.write(`${text}\n`);
const per = (rows: number, ms: number) => `${Math.round((rows / ms) * 1000).toLocaleString("en")} rows/s`;

const pointAt = (i: number): Point => ({
  building: "bench",
  zone: `zone-${i}`,
  signal: i < 4 ? "heatEnergyWh" : "airTempC",
  source: `bench:${i}`,
});

/** A history as a building makes it: all series at one time, then the next time. */
function historyOf(seed: number): (row: number) => Reading {
  const noise = stream(seed, "bench store");
  const points = Array.from({ length: SERIES }, (_, i) => pointAt(i));
  const level = new Float64Array(SERIES).fill(20);
  return (row) => {
    const i = row % SERIES;
    const ts = T0 + (Math.floor(row / SERIES) + 1) * STEP_MS;
    level[i] = (level[i] ?? 0) + (i < 4 ? 100 * noise.uniform() : noise.normal() / 10);
    return { ...(points[i] ?? pointAt(i)), ts, receivedAt: ts + noise.below(1000), value: level[i] ?? 0, quality: "good" };
  };
}

/** Milliseconds that `work` takes. */
async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const share = (values: number[], part: number): number =>
  values.sort((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN;

/** Time of a bare insert loop with one synced transaction per batch, ms. */
function bare(folder: string, rows: number, batch: number): Promise<number> {
  const database = new DatabaseSync(join(folder, `bare-${batch}.sqlite`));
  database.exec("pragma journal_mode = wal; pragma synchronous = full");
  database.exec(
    "create table reading (point integer, ts integer, value real, quality integer, primary key (point, ts)) without rowid",
  );
  const insert = database.prepare("insert into reading values (?, ?, ?, ?)");
  const reading = historyOf(1);
  return timed(() => {
    for (let from = 0; from < rows; from += batch) {
      database.exec("begin");
      for (let row = from; row < Math.min(rows, from + batch); row++) {
        const { ts, value } = reading(row);
        insert.run(row % SERIES, ts, value, 0);
      }
      database.exec("commit");
    }
    database.close();
  });
}

/** Time of the same through the store, each batch awaited before the next, ms. */
function through(store: Store, rows: number, batch: number): Promise<number> {
  const reading = historyOf(1);
  return timed(async () => {
    for (let from = 0; from < rows; from += batch)
      await store.writeReadings(Array.from({ length: Math.min(batch, rows - from) }, (_, i) => reading(from + i)));
  });
}

async function live(store: Store): Promise<void> {
  const ms: number[] = [];
  const waiting: Promise<void>[] = [];
  const start = performance.now();
  for (let sent = 0; sent < LIVE_PER_S * LIVE_S; await sleep(5)) {
    const due = Math.min(LIVE_PER_S * LIVE_S, ((performance.now() - start) / 1000) * LIVE_PER_S);
    for (; sent < due; sent++) {
      const at = performance.now();
      const ts = T0 + 50 * DAY_MS + sent;
      const reading: Reading = { ...pointAt(sent % SERIES), ts, receivedAt: ts, value: sent, quality: "good" };
      waiting.push(store.writeReadings([reading]).then(() => void ms.push(performance.now() - at)));
    }
  }
  await Promise.all(waiting);
  const rate = Math.round((ms.length / (performance.now() - start)) * 1000);
  line(
    `live, one reading a write: ${rate.toLocaleString("en")}/s acknowledged of ${LIVE_PER_S.toLocaleString("en")}/s sent, after ${share(ms, 0.5).toFixed(0)} ms (P99 ${share(ms, 0.99).toFixed(0)} ms)`,
  );
}

async function questions(store: Store): Promise<void> {
  const repeat = async (what: string, times: number, ask: (i: number) => Promise<unknown>) => {
    const ms: number[] = [];
    for (let i = 0; i < times; i++) ms.push(await timed(() => ask(i)));
    line(`${what}: ${median(ms).toFixed(1)} ms`);
  };
  const points = await store.points();
  const day = (i: number) => ({ fromTs: T0 + i * DAY_MS, toTs: T0 + (i + 1) * DAY_MS });
  const weeks = { fromTs: T0, toTs: T0 + 42 * DAY_MS };
  await repeat("one day of one series, raw", 40, (i) => store.window(pointAt(i), day(i), "raw"));
  await repeat("six weeks of one series, hourly", 40, (i) => store.window(pointAt(i), weeks, "1h"));
  await repeat(`six weeks of ${SERIES} series as a frame of 15 min`, 3, () => store.frame(points, weeks, 900));
  await repeat("the latest of every series", 20, () => store.latest());
}

async function measure(
  name: string,
  open: () => Promise<StoreOptions>,
  compare?: (rows: number, batch: number) => Promise<number>,
): Promise<void> {
  line(`-- ${name}`);
  for (const [batch, rows] of [
    [500, SMALL_BATCH_ROWS],
    [5_000, HISTORY_ROWS],
  ] as const) {
    const store = await openStore(await open(), { clock: systemClock, log });
    const ours = await through(store, rows, batch);
    const loop = await compare?.(rows, batch);
    const ratio = loop === undefined ? "" : `; bare loop ${per(rows, loop)}, ratio ${(loop / ours).toFixed(2)}`;
    line(
      `batches of ${batch}: ${rows.toLocaleString("en")} rows with roll-ups in ${(ours / 1000).toFixed(1)} s, ${per(rows, ours)}${ratio}`,
    );
    if (rows === HISTORY_ROWS) {
      await questions(store);
      await live(store);
      const bytes = (await store.stats()).bytes ?? Number.NaN;
      line(
        `on disk ${(bytes / 1e6).toFixed(0)} MB, ${(bytes / rows).toFixed(0)} bytes a reading with roll-ups; this process ${residentMB(process.pid).toFixed(0)} MB`,
      );
    }
    await store.close();
  }
}

export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "zonecast-bench-"));
  let databases = 0;
  await measure(
    "SQLite",
    async () => ({ kind: "sqlite", dataDir: join(folder, String(++databases)) }),
    (rows, batch) => bare(folder, rows, batch),
  );
  rmSync(folder, { recursive: true, force: true });
  if (postgresMissing !== undefined) return line(`without PostgreSQL: ${postgresMissing}`);
  await using server = await startPostgres();
  await measure("PostgreSQL", async () => ({ kind: "postgresql", url: await server.newDatabase() }));
}
