/** What was acknowledged is there after a kill, whole and counted right. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { stream, systemClock } from "#domain";
import { openStore } from "#store";
import { start } from "../support/child.ts";
import { silentLog } from "../support/fake-plant.ts";
import { NUMBERED_POINTS, numberAt, numberedPoint } from "../support/numbered-reading.ts";
import { NODE, ROOT } from "../support/paths.ts";
import { until } from "../support/until.ts";

const ROUNDS = 5;
const ALL = { fromTs: 0, toTs: 4e12 };
const context = { clock: systemClock, log: silentLog };

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "zonecast-kill-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** Lets the writer run for `ms` after it opened the store, kills it, and gives the numbers that it printed. */
async function writeAndKill(first: number, ms: number): Promise<number[]> {
  const writer = start(NODE, [join(ROOT, "tests/support/store-writer.ts"), dataDir, String(first)]);
  await until("the writer has opened the store", () => writer.says(/^open\n/));
  await sleep(ms);
  await writer.end("SIGKILL");
  // What stands behind the last line break was cut while it was printed.
  return writer.output().split("\n").slice(1, -1).map(Number);
}

/** The numbers in the store; every reading is checked for being whole, every roll-up for standing for its readings. */
async function readBack(): Promise<Set<number>> {
  const store = await openStore({ kind: "sqlite", dataDir }, context);
  const numbers = new Set<number>();
  for (const point of NUMBERED_POINTS) {
    const raw = await store.window(point, ALL, "raw");
    for (const [i, ts] of raw.ts.entries()) {
      const n = numberAt(ts);
      expect(raw.mean[i]).toBe(n / 8);
      expect(numberedPoint(n)).toEqual(point);
      numbers.add(n);
    }
    const ranges = new Map<number, { least: number; greatest: number }>();
    for (const [i, ts] of raw.ts.entries()) {
      const bucket = (Math.ceil(ts / 900_000) - 1) * 900_000;
      const value = raw.mean[i] ?? Number.NaN;
      const range = ranges.get(bucket) ?? { least: value, greatest: value };
      ranges.set(bucket, { least: Math.min(range.least, value), greatest: Math.max(range.greatest, value) });
    }
    const quarters = await store.window(point, ALL, "15min");
    expect(quarters.ts.map((ts, i) => [ts, { least: quarters.min[i], greatest: quarters.max[i] }])).toEqual([...ranges]);
  }
  await store.close();
  return numbers;
}

test("T29: kill -9 while writing loses nothing that was acknowledged, and the next start is clean", async () => {
  const delay = stream(1, "kill delays");
  const acknowledged: number[] = [];
  let stored = new Set<number>();
  for (let round = 0; round < ROUNDS; round++) {
    const printed = await writeAndKill(round * 1_000_000, 30 + delay.below(700));
    acknowledged.push(...printed);
    stored = await readBack();
    expect(acknowledged.filter((n) => !stored.has(n))).toEqual([]);
  }
  expect(acknowledged.length).toBeGreaterThan(1_000);
}, 120_000);
