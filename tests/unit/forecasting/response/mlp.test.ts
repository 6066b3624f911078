import { expect, test } from "vitest";
import { stream } from "#domain";
import { perceptron } from "../../../../forecasting/response/mlp.ts";
import { LEADS, LOOK_BACK } from "../../../../forecasting/response/operation.ts";
import { madeUpZone, trueRiseK } from "../../../support/response-record.ts";

const learn = () => perceptron.learn([madeUpZone(900, 1)], stream(1, "mlp"), { epochs: 30, stride: 1 });
const fresh = madeUpZone(300, 2);
const ask = (model: ReturnType<typeof learn>, u: number) =>
  model.predict(fresh, LOOK_BACK + 20, new Float64Array(LEADS).fill(u), new Float64Array(LEADS));

test("learns a linear zone's response roughly, and the same each time", () => {
  const [one, again] = [learn(), learn()];
  const riseK = ask(one, 0.9)[LEADS - 1]! - ask(one, 0.1)[LEADS - 1]!;
  expect(riseK / (0.8 * trueRiseK(LEADS))).toBeGreaterThan(0.75);
  expect(riseK / (0.8 * trueRiseK(LEADS))).toBeLessThan(1.25);
  expect(ask(again, 0.4)).toEqual(ask(one, 0.4));
});
