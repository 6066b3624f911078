import { describe, expect, test } from "vitest";
import { createWalker } from "../../../../../sim/excitation/walkers.ts";

const off = { driftWeight: 0, rampWeight: 0, oscillationWeight: 0, jumpWeight: 0, noisyHoldWeight: 0 };
const path = (more: object, length = 5_000) =>
  createWalker({
    spec: { kind: "setpoint-policy", ...more },
    range: { min: 15, max: 24 },
    stepS: 900,
    seed: 9,
    name: "x",
  }).fill(new Float64Array(length));
const moves = (x: Float64Array) => x.slice(1).map((v, i) => v - (x[i] ?? 0));
const still = (x: Float64Array) => moves(x).filter((d) => d === 0).length / x.length;

describe("each mode alone", () => {
  test("drift: small independent moves", () => {
    const d = moves(path({ ...off, driftWeight: 1 }));
    const sd = Math.sqrt(d.reduce((a, v) => a + v * v, 0) / d.length);
    expect(sd / (0.15 * 9 * Math.sqrt(0.25))).toBeCloseTo(1, 1);
  });
  test("ramp: straight, without jumps, from end to end of every leg", () => {
    const d = moves(path({ ...off, rampWeight: 1 }));
    const bends = d.slice(1).filter((v, i) => Math.abs(v - (d[i] ?? 0)) > 1e-9).length;
    expect(bends / d.length).toBeLessThan(0.1);
    // The shortest leg has four steps.
    expect(Math.max(...d.map(Math.abs))).toBeLessThanOrEqual(9 / 4);
  });
  test("oscillation: moves in every step, and joins without jumps", () => {
    const x = path({ ...off, oscillationWeight: 1 });
    expect(still(x)).toBe(0);
    // Half the range at most, in the shortest period of an hour: four steps.
    expect(Math.max(...moves(x).map(Math.abs))).toBeLessThanOrEqual(0.5 * 9 * 2 * Math.sin(Math.PI / 4) + 1e-9);
  });
  test("jump: rare and of any height", () => {
    const x = path({ ...off, jumpWeight: 1 });
    expect(still(x)).toBeGreaterThan(0.9);
    expect(Math.max(...moves(x).map(Math.abs))).toBeGreaterThan(6);
  });
  test("noisy hold: trembles about where it was", () => {
    const x = path({ ...off, noisyHoldWeight: 1 }, 40);
    const sd = Math.sqrt(moves(x).reduce((a, v) => a + v * v, 0) / 39);
    expect(sd).toBeGreaterThan(0.1);
    expect(sd).toBeLessThan(1);
  });
});

test("no weight at all holds the first level", () => {
  expect(new Set(path(off)).size).toBe(1);
});

test("together they visit the whole range", () => {
  const x = path({}, 35_040);
  for (let c = 15; c < 24; c++) expect(x.filter((v) => v >= c && v < c + 1).length).toBeGreaterThan(1_000);
});
