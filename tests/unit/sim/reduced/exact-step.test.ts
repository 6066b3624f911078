import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { combine, exactStep } from "../../../../sim/reduced/exact-step.ts";
import { type HeatNetwork, stateSpace } from "../../../../sim/reduced/network.ts";

const single = (capacity: number, wPerK: number): HeatNetwork => ({
  capacitiesJPerK: [capacity],
  links: [],
  boundaryLinks: [{ node: 0, boundary: 0, wPerK }],
  boundaries: 1,
});

/** Two storing nodes and a massless one between them and outdoors. */
const double = (c1: number, c2: number, g: number): HeatNetwork => ({
  capacitiesJPerK: [c1, 0, c2],
  links: [
    { a: 0, b: 1, wPerK: g },
    { a: 1, b: 2, wPerK: 2 * g },
  ],
  boundaryLinks: [{ node: 1, boundary: 0, wPerK: 3 * g }],
  boundaries: 1,
});

const run = (network: HeatNetwork, stepS: number, steps: number, start: readonly number[], u: readonly number[]) => {
  const exact = exactStep(stateSpace(network), stepS);
  let states = Float64Array.from(start);
  const means = new Float64Array(exact.nodes);
  const sums = new Float64Array(exact.nodes);
  for (let i = 0; i < steps; i++) {
    const next = new Float64Array(states.length);
    combine(means, exact.mean, states, exact.meanInput, Float64Array.from(u));
    combine(next, exact.next, states, exact.nextInput, Float64Array.from(u));
    for (let n = 0; n < means.length; n++) sums[n] = (sums[n] ?? 0) + (means[n] ?? 0) / steps;
    states = next;
  }
  return { states: [...states], means: [...sums] };
};

describe("exactStep", () => {
  it.each([1, 60, 3600, 86_400, 1e8])("decays as e^(-t/RC) in a step of %d s, and knows the mean", (stepS) => {
    const tau = 1e6 / 50;
    const { states, means } = run(single(1e6, 50), stepS, 1, [30], [0, 10]);
    expect(states[0]).toBeCloseTo(10 + 20 * Math.exp(-stepS / tau), 11);
    expect(means[0]).toBeCloseTo(10 + (20 * tau * -Math.expm1(-stepS / tau)) / stepS, 9);
  });

  it("joins the series near nought to the quotients without a step", () => {
    // rate * step runs through 0.01, where the formula changes.
    const at = (z: number) => run(single(1, 1), z, 1, [1], [0, 0]).means[0] ?? 0;
    expect(at(0.01 + 1e-12)).toBeCloseTo(at(0.01 - 1e-12), 11);
    expect(at(0.01)).toBeCloseTo(-Math.expm1(-0.01) / 0.01, 14);
  });

  it("gives in one step what it gives in many", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e3, max: 1e7, noNaN: true }),
        fc.double({ min: 1e3, max: 1e7, noNaN: true }),
        fc.double({ min: 0.1, max: 500, noNaN: true }),
        fc.integer({ min: 2, max: 20 }),
        (c1, c2, g, parts) => {
          const u = [100, -30, 0, 5];
          const whole = run(double(c1, c2, g), 3600, 1, [20, 15], u);
          const cut = run(double(c1, c2, g), 3600 / parts, parts, [20, 15], u);
          for (const i of [0, 1]) expect(cut.states[i]).toBeCloseTo(whole.states[i] ?? Number.NaN, 7);
          for (const i of [0, 1, 2]) expect(cut.means[i]).toBeCloseTo(whole.means[i] ?? Number.NaN, 7);
        },
      ),
      { seed: 1, numRuns: 50 },
    );
  });

  it("refuses a network that would warm itself", () => {
    expect(() => exactStep(stateSpace(single(1e6, -50)), 3600)).toThrow(/grows by itself/);
  });
});
