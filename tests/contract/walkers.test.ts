/** What every walker must do, whatever it draws. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type Random, stream } from "../../domain/index.ts";
import { createWalker, WALKER_IDS, WALKERS, type WalkerId, walkerKind, walkerSpecSchema } from "../../sim/excitation/walkers.ts";

const YEAR = 35_040;
const UNIT = { min: 0, max: 1 };
/** Plans come as JSON: their specs are checked here as they are there. */
const spec = (kind: WalkerId, more: object = {}) => walkerSpecSchema.parse({ kind, ...more });
const year = (kind: WalkerId, seed: number, name = "zone/heatingPowerW") =>
  createWalker({ spec: spec(kind), range: UNIT, stepS: 900, seed, name }).fill(new Float64Array(YEAR));

function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (x: Float64Array) => x.reduce((s, v) => s + v, 0) / x.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((v, i) => {
    const w = (b[i] ?? Number.NaN) - mb;
    ab += (v - ma) * w;
    aa += (v - ma) ** 2;
    bb += w * w;
  });
  return ab / Math.sqrt(aa * bb);
}

test("every file of the folder is registered", async () => {
  const files = Object.keys(import.meta.glob("../../sim/excitation/walkers/*.ts")).map((f) => f.replace(/^.*\/|\.ts$/g, ""));
  expect(files.filter((f) => !["choices", "level"].includes(f)).sort()).toEqual([...WALKER_IDS].sort());
});

test("a name that is not known is answered with the nearest", () => {
  expect(() => walkerKind("poison")).toThrow(expect.objectContaining({ code: "unknown-name", hint: "did you mean 'poisson'?" }));
});

describe.each(WALKER_IDS)("%s", (kind) => {
  test("is described: words, and for every parameter its meaning and a default", () => {
    const { label, formula, source, use, parameters } = WALKERS[kind];
    for (const text of [label, formula, source, use]) expect(text.length).toBeGreaterThan(3);
    const { properties, required } = z.toJSONSchema(parameters, { io: "input" });
    expect(required ?? []).toEqual([]);
    for (const [name, p] of Object.entries(properties ?? {}))
      expect(typeof p === "object" && typeof p.description === "string", name).toBe(true);
  });

  test("keeps the bounds at any range, step, seed and length", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -5_000, max: 5_000, noNaN: true }),
        fc.double({ min: 0, max: 9_000, noNaN: true }),
        fc.constantFrom(60, 300, 900, 1_250),
        fc.integer(),
        (min, width, stepS, seed) => {
          const range = { min, max: min + width };
          const levels = createWalker({ spec: spec(kind), range, stepS, seed, name: "a" }).fill(new Float64Array(700));
          expect(levels.every((v) => v >= range.min && v <= range.max)).toBe(true);
        },
      ),
      { seed: 1, numRuns: 30 },
    );
  });

  test("uses its range: some power at both sides of the middle over a year", () => {
    if (kind === "constant") return expect(new Set(year(kind, 1)).size).toBe(1);
    const levels = year(kind, 1);
    expect(levels.filter((v) => v < 0.25).length).toBeGreaterThan(YEAR / 50);
    expect(levels.filter((v) => v > 0.75).length).toBeGreaterThan(YEAR / 50);
  });

  test("the same seed and name give the same levels, in one piece, in many, or one by one", () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 12 }), (seed, cuts) => {
        const make = () => createWalker({ spec: spec(kind), range: { min: -3, max: 7 }, stepS: 900, seed, name: "b" });
        const length = cuts.reduce((a, b) => a + b, 0);
        const whole = make().fill(new Float64Array(length));
        const parts = make();
        const joined = cuts.flatMap((n) => [...parts.fill(new Float64Array(n))]);
        const single = make();
        expect(joined).toEqual([...whole]);
        expect(Array.from({ length }, () => single.next())).toEqual([...whole]);
      }),
      { seed: 2, numRuns: 30 },
    );
  });

  test("another name or seed gives other levels, correlated no more than a year of slow signals is by chance", () => {
    if (kind === "constant") return;
    for (const seed of [1, 2, 3]) {
      const a = year(kind, seed);
      for (const other of [year(kind, seed, "zone/windowOpen"), year(kind, seed + 100)]) {
        expect(other).not.toEqual(a);
        expect(Math.abs(correlation(a, other))).toBeLessThan(0.25);
      }
    }
  });

  test("is cheap: a bounded number of draws a step, none that grows with time", () => {
    const { uniform, normal, below } = stream(5, "count");
    let draws = 0;
    const counted =
      <A extends unknown[]>(draw: (...args: A) => number) =>
      (...args: A) => {
        draws++;
        return draw(...args);
      };
    const random: Random = { uniform: counted(uniform), normal: counted(normal), below: counted(below) };
    const walker = walkerKind(kind).create({}, { range: UNIT, stepS: 900, random });
    const perStep = [1, 2, 3].map(() => {
      const before = draws;
      walker.fill(new Float64Array(10_000));
      return (draws - before) / 10_000;
    });
    for (const n of perStep) expect(n).toBeLessThan(2);
  });

  test("parameters that it does not know, a turned range and a step of nothing are refused", () => {
    const bad = expect.objectContaining({ code: "bad-input" });
    const random = stream(1, "x");
    expect(() => walkerKind(kind).create({ holdHours: 3 }, { range: UNIT, stepS: 900, random })).toThrow(bad);
    expect(() => walkerKind(kind).create({}, { range: { min: 1, max: 0 }, stepS: 900, random })).toThrow(bad);
    expect(() => walkerKind(kind).create({}, { range: { min: 0, max: Number.NaN }, stepS: 900, random })).toThrow(bad);
    expect(() => walkerKind(kind).create({}, { range: UNIT, stepS: 0, random })).toThrow(bad);
    expect(walkerSpecSchema.safeParse({ kind, holdHours: 3 }).success).toBe(false);
  });
});
