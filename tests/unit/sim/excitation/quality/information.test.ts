import { expect, test } from "vitest";
import { stream } from "../../../../../domain/index.ts";
import { information } from "../../../../../sim/excitation/quality/information.ts";

const noise = (name: string) => {
  const random = stream(1, name);
  return { name, values: Float64Array.from({ length: 5_000 }, () => random.normal()) };
};
const [state, u, v, weather] = [noise("T"), noise("u"), noise("v"), noise("To")];

test("independent regressors: condition and inflation near one, determinant near that of the unit matrix", () => {
  const found = information(state, [u, v], [weather]);
  expect(found.regressors).toEqual(["T", "u", "v", "To"]);
  expect(found.condition).toBeLessThan(1.15);
  for (const inflation of found.responseInflation) expect(inflation).toBeCloseTo(1, 1);
  expect(found.logDet).toBeCloseTo(0, 1);
});

test("the inflation is 1/(1 - R²) of the control upon the rest", () => {
  const follows = { name: "u", values: u.values.map((x, k) => x - 2 * (state.values[k] ?? 0)) };
  // Of the control's variance 4/5 come from the state.
  expect(information(state, [follows], [weather]).responseInflation[0]).toBeCloseTo(5, 0);
});

test("a control that is a function of the state, or stands still, tells nothing; the others stay as they are", () => {
  const p = { name: "u", values: state.values.map((x) => 21 - x) };
  const still = { name: "u", values: new Float64Array(5_000).fill(4) };
  for (const lost of [p, still]) {
    const found = information(state, [lost, v], []);
    expect(found.condition).toBe(Number.POSITIVE_INFINITY);
    expect(found.logDet).toBe(Number.NEGATIVE_INFINITY);
    expect(found.responseInflation[0]).toBe(Number.POSITIVE_INFINITY);
    expect(found.responseInflation[1]).toBeCloseTo(1, 1);
  }
});
