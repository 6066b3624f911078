import { describe, expect, test } from "vitest";
import { stream } from "#domain";
import { applyHead, INPUTS, tftConfig } from "#forecasting";
import type { Features } from "../../../../forecasting/transfer/say.ts";
import { besideFeatures, evenHead, fitBeside } from "../../../../forecasting/transfer/stack.ts";

const config = tftConfig({ ...INPUTS, hidden: 16, horizon: 4 });
const L = config.levels.length;
const P50 = 3;
const WINDOWS = 60;
const CELLS = WINDOWS * config.horizon;

const random = stream(1, "stack");
const head = Float32Array.from({ length: (config.hidden + 1) * L }, () => 0.2 * random.normal());
const scales = Array.from({ length: WINDOWS }, () => ({ centre: 20, scale: 2, base: new Float32Array(4).fill(21), offset: 0 }));
const truth = Float32Array.from({ length: CELLS }, () => random.normal());
const features: Features = {
  values: Float32Array.from({ length: CELLS * config.hidden }, () => random.normal()),
  targets: truth,
  scales,
};
/** Another forecaster, in the unit of the series, that knows the truth but for a bias of half a unit of scale. */
const said = Float32Array.from({ length: CELLS * L }, (_, i) => 21 + 2 * ((truth[Math.floor(i / L)] ?? 0) + 0.5));

describe("a head that hears another forecaster", () => {
  test("begins as the even blend of both, level by level", () => {
    const own = applyHead(features.values, head, L);
    const both = applyHead(besideFeatures(features, said, config).values, evenHead(head, config), L);
    for (const i of [0, 5, L, CELLS * L - 1])
      expect(both[i]).toBeCloseTo(((own[i] ?? 0) + (truth[Math.floor(i / L)] ?? 0) + 0.5) / 2, 4);
  });

  test("learns to follow the one that is right, and takes its bias away", () => {
    const heard = besideFeatures(features, said, config);
    const error = (fitted: Float32Array): number => {
      const out = applyHead(heard.values, fitted, L);
      return truth.reduce((sum, y, cell) => sum + Math.abs(y - (out[cell * L + P50] ?? 0)), 0) / CELLS;
    };
    const even = evenHead(head, config);
    expect(error(fitBeside(heard, config, head))).toBeLessThan(0.5 * error(even));
  });

  test("neither learns nor speaks where the other was silent", () => {
    const silent = said.slice();
    silent.fill(Number.NaN, 0, L);
    const heard = besideFeatures(features, silent, config);
    expect(heard.targets[0]).toBeNaN();
    expect(applyHead(heard.values, evenHead(head, config), L)[P50]).toBeNaN();
    expect(heard.targets[1]).toBe(truth[1]);
  });
});
