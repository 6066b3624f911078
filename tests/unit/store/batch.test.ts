import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Reading } from "#domain";
import { checkReadings, packBatch, sortBatch, touchedBuckets } from "../../../store/batch.ts";

const reading = (over: Partial<Reading> = {}): Reading => ({
  ts: 1_000,
  receivedAt: 1_000,
  building: "b",
  zone: "z",
  signal: "airTempC",
  value: 20,
  quality: "good",
  source: "s:1",
  ...over,
});

const sorted = (...readings: Reading[]) => {
  const batch = packBatch(readings);
  const rows = sortBatch(
    batch,
    batch.points.map((_, i) => i + 1),
  );
  return Array.from({ length: rows.length }, (_, i) => ({ point: rows.point[i], ts: rows.ts[i], value: rows.value[i] }));
};

describe("checkReadings", () => {
  test.each([{ value: Number.NaN }, { value: Number.POSITIVE_INFINITY }, { ts: 1.5 }, { receivedAt: Number.NaN }])(
    "%o is refused for good",
    (fault) => {
      expect(() => checkReadings([reading(), reading(fault)])).toThrow(
        expect.objectContaining({ code: "bad-input", retry: false }),
      );
    },
  );
});

describe("packBatch", () => {
  test("equal points share a number", () => {
    const batch = packBatch([reading(), reading({ source: "s:2" }), reading({ ts: 2_000 })]);
    expect(batch.points.map(({ source }) => source)).toEqual(["s:1", "s:2"]);
    expect([...batch.point]).toEqual([0, 1, 0]);
  });
});

describe("sortBatch", () => {
  test("rows come out by point and time", () => {
    expect(sorted(reading({ ts: 3 }), reading({ source: "s:2", ts: 1 }), reading({ ts: 1 }))).toMatchObject([
      { point: 1, ts: 1 },
      { point: 1, ts: 3 },
      { point: 2, ts: 1 },
    ]);
  });

  test("of one time the later arrival stays; of equal arrivals the later in the batch", () => {
    expect(sorted(reading({ value: 2, receivedAt: 9 }), reading({ value: 1, receivedAt: 5 }))).toMatchObject([{ value: 2 }]);
    expect(sorted(reading({ value: 1 }), reading({ value: 2 }))).toMatchObject([{ value: 2 }]);
  });

  test("a retained copy never replaces a measured value", () => {
    const retained = reading({ value: 7, quality: "retained", receivedAt: 9 });
    expect(sorted(reading({ value: 1 }), retained)).toMatchObject([{ value: 1 }]);
    expect(sorted(retained, reading({ value: 1 }))).toMatchObject([{ value: 1 }]);
  });

  test("each (point, ts) comes once, whatever comes in", () => {
    const some = fc.array(
      fc.record({ ts: fc.integer({ min: 0, max: 9 }), source: fc.constantFrom("s:1", "s:2"), value: fc.integer() }),
    );
    fc.assert(
      fc.property(some, (parts) => {
        const rows = sorted(...parts.map(reading));
        const keys = rows.map(({ point, ts }) => `${point}/${ts}`);
        expect(new Set(keys).size).toBe(keys.length);
        expect(keys.length).toBe(new Set(parts.map(({ ts, source }) => `${source}/${ts}`)).size);
      }),
    );
  });
});

describe("touchedBuckets", () => {
  test("a bucket includes its end, not its start", () => {
    const rows = { point: [1, 1, 1, 1, 2], ts: [1, 899_999, 900_000, 900_001, 900_001] };
    expect(touchedBuckets(rows, 900_000)).toEqual({ point: [1, 1, 2], ts: [0, 900_000, 900_000] });
  });
});
