import { expect, test } from "vitest";
import { LEADS } from "../../../../forecasting/response/operation.ts";
import { createResponseTally } from "../../../../forecasting/response/score.ts";

const all = (value: number) => new Float64Array(LEADS).fill(value);

test("a perfect model is right in sign and size", () => {
  const tally = createResponseTally();
  tally.add(all(2), all(2));
  expect(tally.score()).toEqual({ pairs: LEADS, signShare: 1, sizeShare: 1, rmse1hK: 0, rmse4hK: 0, medianGain: 1 });
});

test("half the size keeps the sign and loses the size", () => {
  const tally = createResponseTally();
  tally.add(all(1), all(2));
  tally.add(all(-2.4), all(-2));
  const score = tally.score();
  expect(score.signShare).toBe(1);
  expect(score.sizeShare).toBe(0.5);
  expect(score.rmse4hK).toBeCloseTo(Math.sqrt((1 + 0.16) / 2), 12);
});

test("differences that are hardly there do not count, but their error does", () => {
  const tally = createResponseTally();
  tally.add(all(1), all(0.01));
  tally.add(all(-1), all(1));
  const score = tally.score();
  expect(score.pairs).toBe(LEADS);
  expect(score.signShare).toBe(0);
  expect(score.rmse1hK).toBeGreaterThan(1);
});
