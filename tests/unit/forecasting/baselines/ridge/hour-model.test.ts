/** The regression of one hour: learns in blocks, leaves out what is unknown, and weighs shrinkages by later rows. */
import { expect, test } from "vitest";
import { stream } from "#domain";
import { hourModel } from "../../../../../forecasting/baselines/ridge/hour-model.ts";

const law = (x: readonly number[]) => 4 + 2 * (x[0] ?? 0) - (x[1] ?? 0);

function taught(rows: number, noise: number, blocks = 4) {
  const random = stream(3, "hour");
  const model = hourModel(6);
  for (let b = 0; b < blocks; b++) {
    for (let i = 0; i < rows / blocks; i++) {
      const x = Float64Array.from({ length: 6 }, () => random.normal());
      model.add(x, law([...x]) + noise * random.normal());
    }
    model.learn();
  }
  return model;
}

const CASE = Float64Array.of(1, -1, 0.5, 0, 0, 0);

test("a clear law is followed closely: heavy shrinkages have lost on later rows", () => {
  expect(taught(800, 0).predict(CASE, 6)).toBeCloseTo(7, 1);
});

test("noise makes it careful: the prediction lies between the mean and the law", () => {
  const careful = taught(80, 8).predict(CASE, 6);
  expect(careful).toBeGreaterThan(3);
  expect(careful).toBeLessThan(8);
});

test("an unknown feature is left out: the rest predicts its mean effect", () => {
  const model = taught(4000, 0);
  const unknown = Float64Array.from(CASE);
  unknown[1] = Number.NaN;
  expect(model.predict(unknown, 6)).toBeCloseTo(6, 0);
  expect(model.predict(Float64Array.of(1, -1, 0, 0, 0, 999), 5)).toBeCloseTo(7, 1);
});

test("rows count only once they are learned, and few rows say nothing", () => {
  const model = hourModel(1);
  for (let i = 0; i < 100; i++) model.add(Float64Array.of(i), i);
  expect(model.predict(Float64Array.of(5), 1)).toBeNaN();
  model.learn();
  expect(model.predict(Float64Array.of(50), 1)).toBeGreaterThan(30);
  expect(taught(32, 0).predict(CASE, 6)).toBeNaN();
});
