import { describe, expect, it } from "vitest";
import { stream } from "#domain";
import { applyHead, fitProbe } from "#forecasting";

const levels = [0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.98];

/** Targets that are a linear function of features plus noise that is uniform in [-1, 1]. */
function linear(rows: number, hidden: number, seed: number) {
  const random = stream(seed, "probe-test");
  const features = Float32Array.from({ length: rows * hidden }, () => random.normal());
  const targets = Float32Array.from({ length: rows }, (_, r) => {
    const [a = 0, b = 0] = features.subarray(r * hidden, r * hidden + 2);
    return 0.5 + a - 0.3 * b + 2 * random.uniform() - 1;
  });
  return { features, targets };
}

describe("a probe", () => {
  it("finds the quantiles of a linear truth", () => {
    const { head, trainPinball } = fitProbe(linear(4_000, 16, 1), {
      hidden: 16,
      levels,
      epochs: 60,
      learningRate: 0.02,
      batchRows: 500,
    });
    expect(head).toHaveLength(17 * 7);
    const unseen = linear(4_000, 16, 2);
    const said = applyHead(unseen.features, head, levels.length);
    for (const [j, q] of levels.entries()) {
      const below = unseen.targets.filter((y, r) => y <= (said[r * levels.length + j] ?? 0)).length / unseen.targets.length;
      expect(below).toBeCloseTo(q, 1);
    }
    // Mean over the levels of the pinball loss of the true quantiles of a uniform distribution of width 2: q (1 - q).
    const least = levels.reduce((sum, q) => sum + q * (1 - q), 0) / levels.length;
    expect(trainPinball).toBeGreaterThan(0.95 * least);
    expect(trainPinball).toBeLessThan(1.1 * least);
  });

  it("is the same with rows whose truth is missing as without those rows", () => {
    const { features, targets } = linear(300, 16, 3);
    const holes = targets.map((y, r) => (r % 3 === 0 ? Number.NaN : y));
    const kept = [...targets.keys()].filter((r) => r % 3 !== 0);
    const dense = {
      features: Float32Array.from(kept.flatMap((r) => [...features.subarray(r * 16, (r + 1) * 16)])),
      targets: Float32Array.from(kept, (r) => targets[r] ?? 0),
    };
    const options = { hidden: 16, levels, epochs: 5, batchRows: 1_000 };
    expect(fitProbe({ features, targets: holes }, options).head).toEqual(fitProbe(dense, options).head);
  });

  it("keeps the best head on validation data and stops when nothing is gained", () => {
    const validation = linear(400, 16, 5);
    const fit = fitProbe(linear(60, 16, 4), {
      hidden: 16,
      levels,
      epochs: 400,
      learningRate: 0.05,
      batchRows: 60,
      validation,
      patience: 5,
    });
    expect(fit.epochs).toBeLessThan(400);
    const said = applyHead(validation.features, fit.head, levels.length);
    let sum = 0;
    for (const [r, y] of validation.targets.entries())
      for (const [j, q] of levels.entries()) {
        const e = y - (said[r * levels.length + j] ?? 0);
        sum += Math.max(q * e, (q - 1) * e);
      }
    expect(fit.validationPinball).toBeCloseTo(sum / (validation.targets.length * levels.length), 4);
  });

  it("stays near the head it began with when it is held", () => {
    const initial = new Float32Array(17 * 7).fill(0.25);
    const data = linear(200, 16, 6);
    const far = fitProbe(data, { hidden: 16, levels, initial, epochs: 50 }).head;
    const near = fitProbe(data, { hidden: 16, levels, initial, epochs: 50, anchor: 10 }).head;
    const distance = (head: Float32Array) => Math.hypot(...head.map((v) => v - 0.25));
    expect(distance(near)).toBeLessThan(0.3 * distance(far));
  });

  it("says that data do not fit, and that there is no truth", () => {
    const options = { hidden: 16, levels };
    expect(() => fitProbe({ features: new Float32Array(15), targets: new Float32Array(1) }, options)).toThrow(/do not fit/);
    expect(() => fitProbe({ features: new Float32Array(16), targets: Float32Array.of(Number.NaN) }, options)).toThrow(
      /at least one target/,
    );
  });
});
