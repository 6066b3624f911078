/** What every store does with readings, whatever lies beneath it. */

import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Latest, manualClock, type Point, pointKey, type Reading, type SignalId, type Store, systemClock } from "#domain";
import { openStore } from "#store";
import { silentLog } from "../support/fake-plant.ts";
import { STORE_ENGINES, type StoreEngine, type TestDatabase } from "../support/store-engines.ts";
import { until } from "../support/until.ts";
import { describeUnless } from "../support/visible-skip.ts";

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const DAY_MS = 96 * QUARTER_MS;
/** Midnight UTC, 2026-01-05. */
const T0 = Date.UTC(2026, 0, 5);
const ALWAYS = { fromTs: 0, toTs: T0 * 2 };
const context = { clock: systemClock, log: silentLog };

let serial = 0;
const newPoint = (signal: SignalId = "airTempC"): Point => ({
  building: "house",
  zone: "room",
  signal,
  source: `test:${++serial}`,
});
const readingOf = (point: Point, ts: number, value: number, more: Partial<Reading> = {}): Reading => ({
  ...point,
  ts,
  receivedAt: ts,
  value,
  quality: "good",
  ...more,
});
const column = async (store: Store, point: Point, fromTs: number, toTs: number, stepS = 900): Promise<number[]> => {
  const frame = await store.frame([point], { fromTs, toTs }, stepS);
  expect(frame.startTs).toBe(fromTs);
  return [...(frame.columns.get(pointKey(point)) ?? [])];
};
const latestOf = async (store: Store, point: Point): Promise<Latest | undefined> =>
  (await store.latest()).find((latest) => pointKey(latest) === pointKey(point));

for (const { name, missing, start } of STORE_ENGINES)
  describeUnless(missing, `store of readings on ${name}`, () => {
    let engine: StoreEngine;
    let database: TestDatabase;
    let store: Store;

    beforeAll(async () => {
      engine = await start();
      database = await engine.newDatabase();
      store = await openStore(database.options, context);
    });
    afterAll(async () => {
      await store?.close();
      await engine?.[Symbol.asyncDispose]();
    });

    test("T14, T15: any order of arrival and any duplicates leave the same readings, roll-ups and latest", async () => {
      // Few times and many readings, so that they meet; arrival times differ, so that "later" is never in doubt.
      const arrivals = fc
        .array(
          fc.record({
            ts: fc.integer({ min: 0, max: 59 }).map((i) => T0 + i * 90_000),
            // SQLite keeps a whole number as one, which has no negative zero.
            value: fc.double({ min: -50, max: 80, noNaN: true }).map((v) => v + 0),
            quality: fc.constantFrom("good", "suspect", "retained" as const),
          }),
          { minLength: 1, maxLength: 60 },
        )
        .map((parts) => parts.map((part, i) => ({ ...part, receivedAt: T0 + DAY_MS + i })));
      type Arrival = Pick<Reading, "ts" | "value" | "quality" | "receivedAt">;
      const orders = arrivals.chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.shuffledSubarray([...all, ...all], { minLength: all.length }),
          fc.integer({ min: 1, max: 40 }),
        ),
      );
      const write = async (point: Point, parts: readonly Partial<Reading>[], size: number) => {
        for (let from = 0; from < parts.length; from += size)
          await store.writeReadings(parts.slice(from, from + size).map((part) => ({ ...readingOf(point, 0, 0), ...part })));
      };
      /** What must be left, told plainly: at each time the last to arrive, a retained copy only where there is nothing else. */
      const expected = (parts: readonly Arrival[]) => {
        const winners = new Map<number, Arrival>();
        for (const part of parts.toSorted((a, b) => Number(b.quality === "retained") - Number(a.quality === "retained")))
          winners.set(part.ts, part);
        return [...winners.values()].sort((a, b) => a.ts - b.ts);
      };
      const state = async (point: Point) => {
        const windows = await Promise.all(
          (["raw", "15min", "1h"] as const).map(async (resolution) => ({
            ...(await store.window(point, ALWAYS, resolution)),
            point: 0,
          })),
        );
        const latest = await latestOf(store, point);
        return { windows, latest: { ...latest, source: "" } };
      };
      await fc.assert(
        fc.asyncProperty(orders, async ([all, shuffled, size]) => {
          const [plain, mixed] = [newPoint(), newPoint()];
          await write(plain, all, all.length);
          // A shuffled choice may lack some: those come last.
          await write(mixed, [...shuffled, ...all.filter((part) => !shuffled.includes(part))], size);
          const left = await state(mixed);
          expect(left).toEqual(await state(plain));
          const winners = expected(all);
          expect(left.windows[0]).toMatchObject({ ts: winners.map(({ ts }) => ts), mean: winners.map(({ value }) => value) });
          expect(left.latest).toMatchObject(winners.at(-1) ?? {});
          const measured = winners.filter(({ quality }) => quality !== "retained");
          const hours = Object.groupBy(measured, ({ ts }) => (Math.ceil(ts / 3_600_000) - 1) * 3_600_000);
          expect(left.windows[2]?.ts).toEqual(Object.keys(hours).map(Number));
          for (const [i, inHour] of Object.values(hours).entries()) {
            const values = (inHour ?? []).map(({ value }) => value);
            expect(left.windows[2]?.min[i]).toBe(Math.min(...values));
            expect(left.windows[2]?.max[i]).toBe(Math.max(...values));
            expect(left.windows[2]?.mean[i]).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / values.length, 9);
          }
        }),
        { numRuns: 15 },
      );
    });

    test("the later arrival wins at one time, also against the order of writing", async () => {
      const point = newPoint();
      await store.writeReadings([readingOf(point, T0, 21, { receivedAt: T0 + 5 })]);
      await store.writeReadings([readingOf(point, T0, 19, { receivedAt: T0 + 3 })]);
      expect((await store.window(point, ALWAYS, "raw")).mean).toEqual([21]);
      await store.writeReadings([readingOf(point, T0, 22, { receivedAt: T0 + 9 })]);
      expect((await store.window(point, ALWAYS, "15min")).mean).toEqual([22]);
    });

    test("latest is by measurement time, with the usual gap once there are readings enough", async () => {
      const point = newPoint();
      await store.writeReadings([readingOf(point, T0 + 8 * MINUTE_MS, 4), readingOf(point, T0, 1, { receivedAt: T0 + DAY_MS })]);
      expect(await latestOf(store, point)).toMatchObject({ ts: T0 + 8 * MINUTE_MS, value: 4, usualGapMs: null });
      await store.writeReadings([2, 4, 6, 28].map((minute) => readingOf(point, T0 + minute * MINUTE_MS, minute)));
      expect(await latestOf(store, point)).toEqual({ ...readingOf(point, T0 + 28 * MINUTE_MS, 28), usualGapMs: 2 * MINUTE_MS });
    });

    test("windows are half-open, and buckets carry mean, least and greatest", async () => {
      const point = newPoint();
      const values = [10, 20, 60, 5];
      await store.writeReadings(values.map((value, i) => readingOf(point, T0 + (i + 1) * 5 * MINUTE_MS, value)));
      const raw = await store.window(point, { fromTs: T0 + 5 * MINUTE_MS, toTs: T0 + 15 * MINUTE_MS }, "raw");
      expect(raw).toEqual({
        point,
        resolution: "raw",
        ts: [T0 + 5 * MINUTE_MS, T0 + 10 * MINUTE_MS],
        mean: [10, 20],
        min: [10, 20],
        max: [10, 20],
      });
      expect(await store.window(point, ALWAYS, "15min")).toEqual({
        point,
        resolution: "15min",
        ts: [T0, T0 + QUARTER_MS],
        mean: [30, 5],
        min: [10, 5],
        max: [60, 5],
      });
      expect(await store.window(point, ALWAYS, "1h")).toMatchObject({ ts: [T0], mean: [23.75], min: [5], max: [60] });
      expect(await store.window(newPoint(), ALWAYS, "1h")).toMatchObject({ resolution: "1h", ts: [] });
    });

    test("a frame's row is the mean of the step that ends there, its end included; gaps are NaN", async () => {
      const point = newPoint();
      await store.writeReadings([
        readingOf(point, T0, 1),
        readingOf(point, T0 + 1, 10),
        readingOf(point, T0 + QUARTER_MS, 20),
        readingOf(point, T0 + 3 * QUARTER_MS, 40, { quality: "retained" }),
      ]);
      expect(await column(store, point, T0, T0 + 4 * QUARTER_MS)).toEqual([1, 15, Number.NaN, Number.NaN]);
      expect(await column(store, point, T0, T0 + 8 * QUARTER_MS, 3600)).toEqual([1, 15]);
      expect(await column(store, newPoint(), T0, T0 + QUARTER_MS)).toEqual([Number.NaN]);
      await expect(store.frame([point], ALWAYS, 600)).rejects.toMatchObject({ code: "bad-input" });
    });

    test("T20: counters come as mean power, without glitches", async () => {
      const point = newPoint("electricEnergyWh");
      const counted = [397_110, 0, 0, 413_500];
      await store.writeReadings(counted.map((value, i) => readingOf(point, T0 + i * 5 * MINUTE_MS, value)));
      const [before, power] = await column(store, point, T0, T0 + 2 * QUARTER_MS);
      expect(before).toBeNaN();
      expect((power ?? 0) / 4).toBeCloseTo(16_390, 6);
    });

    test("a frame knows nothing that came after its last row", async () => {
      const point = newPoint("heatEnergyWh");
      await store.writeReadings([0, 1, 2, 3].map((i) => readingOf(point, T0 + i * QUARTER_MS, [1000, 1100, 0, 1200][i] ?? 0)));
      const [, power, undecided] = await column(store, point, T0, T0 + 3 * QUARTER_MS);
      expect(power).toBe(400);
      expect(undecided).toBeNaN();
      expect((await column(store, point, T0, T0 + 4 * QUARTER_MS))[2]).toBe(200);
    });

    test("many columns side by side, on one grid", async () => {
      const points = [newPoint(), newPoint("relativeHumidityPct")];
      await store.writeReadings(
        points.flatMap((point, i) => [1, 2, 3].map((k) => readingOf(point, T0 + k * QUARTER_MS, 10 * i + k))),
      );
      const frame = await store.frame(points, { fromTs: T0 + QUARTER_MS, toTs: T0 + 4 * QUARTER_MS }, 900);
      expect({ ...frame, columns: [...frame.columns].map(([key, values]) => [key, [...values]]) }).toEqual({
        startTs: T0 + QUARTER_MS,
        stepS: 900,
        length: 3,
        columns: points.map((point, i) => [pointKey(point), [10 * i + 1, 10 * i + 2, 10 * i + 3]]),
      });
    });

    test("writes may overlap, and a large one is taken whole", async () => {
      const [small, large] = [newPoint(), newPoint()];
      await Promise.all([
        ...Array.from({ length: 200 }, (_, i) => store.writeReadings([readingOf(small, T0 + i, i)])),
        store.writeReadings(Array.from({ length: 12_000 }, (_, i) => readingOf(large, T0 + i * 1000, i % 7))),
      ]);
      expect((await store.window(small, ALWAYS, "raw")).mean).toHaveLength(200);
      expect((await store.window(large, ALWAYS, "raw")).mean).toHaveLength(12_000);
    });

    test("a number that is none is refused, and spoils nothing", async () => {
      const point = newPoint();
      const good = store.writeReadings([readingOf(point, T0, 20)]);
      await expect(store.writeReadings([readingOf(point, T0, Number.NaN)])).rejects.toMatchObject({ code: "bad-input" });
      await good;
    });

    test("old raw readings go, roll-ups stay, and late news does not spoil them", async () => {
      const hours = manualClock(T0 + 500 * DAY_MS);
      const own = await engine.newDatabase();
      const kept = await openStore(
        { ...own.options, rawDays: 30 },
        { log: silentLog, clock: { ...systemClock, now: hours.now, every: hours.every } },
      );
      const [point, counter] = [newPoint(), newPoint("electricEnergyWh")];
      const days = Array.from({ length: 40 * 96 }, (_, i) => T0 + (i + 1) * QUARTER_MS);
      await kept.writeReadings(
        days.flatMap((ts, i) => [
          readingOf(point, ts, i % 10),
          readingOf(point, ts - 1000, i % 10),
          readingOf(counter, ts, i * 25),
        ]),
      );
      const before = await kept.frame([point, counter], { fromTs: T0 + DAY_MS, toTs: T0 + 39 * DAY_MS }, 900);
      hours.advance(3_600_000);
      const firstRaw = async (one: Point) => (await kept.window(one, ALWAYS, "raw")).ts[0] ?? 0;
      await until("both points lost their first days", async () => (await firstRaw(counter)) > T0 + 9 * DAY_MS);
      expect(await firstRaw(point)).toBeGreaterThan(T0 + 9 * DAY_MS);
      await kept.close();

      const reopened = await openStore(own.options, context);
      expect(await reopened.window(point, { fromTs: T0, toTs: T0 + DAY_MS }, "raw")).toMatchObject({ resolution: "15min" });
      expect((await reopened.window(point, ALWAYS, "15min")).ts).toHaveLength(40 * 96);
      // Counted from the newest reading, not from a clock that is a year ahead.
      expect((await reopened.window(point, ALWAYS, "raw")).ts.at(-1)).toBe(days.at(-1));

      await reopened.writeReadings([readingOf(point, T0 + DAY_MS + 5, 99)]);
      const after = await reopened.frame([point, counter], { fromTs: T0 + DAY_MS, toTs: T0 + 39 * DAY_MS }, 900);
      expect(after).toEqual(before);
      await reopened.close();
    });

    test("everything is there after closing and opening", async () => {
      const own = await engine.newDatabase();
      const point = newPoint();
      const first = await openStore(own.options, context);
      await first.writeReadings([readingOf(point, T0, 20.1)]);
      await first.close();
      await first.close();
      await expect(first.writeReadings([readingOf(point, T0, 1)])).rejects.toMatchObject({ code: "store-failed" });
      await expect(first.points()).rejects.toMatchObject({ code: "store-failed" });

      const second = await openStore(own.options, context);
      expect(await second.points()).toEqual([point]);
      expect(await latestOf(second, point)).toMatchObject({ value: 20.1 });
      expect(await second.stats()).toMatchObject({ engine: name, readings: 1, points: 1, forecasts: 0, rejections: 0 });
      expect((await second.stats()).bytes).toBeGreaterThan(0);
      await second.close();
    });

    test("data of a newer program is left alone", async () => {
      const own = await engine.newDatabase();
      await (await openStore(own.options, context)).close();
      await own.meddle("insert into zonecast_migration (name, timestamp) values ('9999-from-the-future', '2099')");
      await expect(openStore(own.options, context)).rejects.toMatchObject({
        code: "store-failed",
        message: expect.stringMatching(/newer than this program.*9999-from-the-future/),
      });
    });
  });
