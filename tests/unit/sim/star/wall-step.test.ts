import { expect, test } from "vitest";
import { slice } from "../../../../sim/star/chain.ts";
import { layerOf } from "../../../../sim/star/layer.ts";
import { type WallStep, wallStep } from "../../../../sim/star/wall-step.ts";

const WALL = slice([layerOf(0.1, 0.04, 30, 1000), layerOf(0.2, 0.5, 1400, 1000)], 1);

/** One step from modes `x`; what comes in through the two faces on average, and what is stored, W/m². */
function advance(step: WallStep, x: Float64Array, stepS: number, outerC: number, innerC: number) {
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, v, i) => sum + v * (b[i] ?? 0), 0);
  const inner = step.innerSelf * innerC - step.cross * outerC - dot(step.innerWeight, x);
  const outer = step.outerSelf * outerC - step.cross * innerC - dot(step.outerWeight, x);
  const next = x.map((v, m) => step.decay[m]! * v + step.fromOuter[m]! * outerC + step.fromInner[m]! * innerC);
  return { inner, outer, next, stored: (dot(step.energy, next) - dot(step.energy, x)) / stepS };
}

test.each([60, 900, 3600])("what flows in is what is stored, and a steady wall conducts its U-value (step of %i s)", (stepS) => {
  const step = wallStep(WALL, stepS, 0.04, 0.13);
  const U = 1 / (2.5 + 0.4 + 0.17);
  let x = new Float64Array(2).fill(3);
  let worst = 0;
  for (let k = 0; k < (40 * 86_400) / stepS; k++) {
    const now = advance(step, x, stepS, -5, 20);
    worst = Math.max(worst, Math.abs(now.inner + now.outer - now.stored) / (Math.abs(now.inner) + Math.abs(now.outer)));
    x = Float64Array.from(now.next);
  }
  expect(worst).toBeLessThan(1e-9);
  const end = advance(step, x, stepS, -5, 20);
  expect(end.inner).toBeCloseTo(25 * U, 6);
  expect(end.outer).toBeCloseTo(-25 * U, 6);
});

test("two half steps are a whole one, while both sides stand still", () => {
  const [whole, half] = [wallStep(WALL, 1800, 0.04), wallStep(WALL, 900, 0.04)];
  const x = Float64Array.of(100, -50);
  const a = advance(whole, x, 1800, 30, 20);
  const b = advance(half, x, 900, 30, 20);
  const c = advance(half, Float64Array.from(b.next), 900, 30, 20);
  a.next.forEach((v, m) => void expect(c.next[m]).toBeCloseTo(v, 9));
  expect((b.inner + c.inner) / 2).toBeCloseTo(a.inner, 9);
});

test("a single capacity decays by e^(-t/RC)", () => {
  const chain = { resistancesM2KPerW: [0.5, 0.5], capacitiesJPerM2K: [100_000] };
  const step = wallStep(chain, 3600, 0);
  const x = Float64Array.of(step.toModes[0]! * 10);
  const next = advance(step, x, 3600, 0, 0).next;
  expect(next[0]! * step.toNodes[0]!).toBeCloseTo(10 * Math.exp(-3600 / (0.25 * 100_000)), 12);
});

test("temperatures go into modes and back", () => {
  const step = wallStep(WALL, 900, 0.04);
  const times = (m: Float64Array, v: Float64Array) => Float64Array.from([0, 1], (i) => m[2 * i]! * v[0]! + m[2 * i + 1]! * v[1]!);
  const back = times(step.toNodes, times(step.toModes, Float64Array.of(7, 19)));
  expect(back[0]).toBeCloseTo(7, 10);
  expect(back[1]).toBeCloseTo(19, 10);
});

test("behind an adiabatic side nothing flows, and a flow into it is stored or passes", () => {
  const step = wallStep(WALL, 900, Number.POSITIVE_INFINITY);
  expect(step.outerSelf).toBe(0);
  expect(step.cross).toBe(0);
  // 10 W/m² enter the outermost capacity while the inner face is held at 0 °C: what is not stored leaves there.
  const x = step.fromOuterFlow.map((v) => v * 10);
  const stored = step.energy.reduce((sum, e, m) => sum + e * (x[m] ?? 0), 0) / 900;
  expect(stored + 10 * step.flowCross).toBeCloseTo(10, 9);
});

test("a wall without capacity is a resistance", () => {
  const step = wallStep({ resistancesM2KPerW: [0.5], capacitiesJPerM2K: [] }, 900, 0.1, 0.15);
  expect(step.modes).toBe(0);
  expect(step.innerSelf).toBeCloseTo(1 / 0.75, 12);
  expect(step.cross).toBeCloseTo(1 / 0.75, 12);
});
