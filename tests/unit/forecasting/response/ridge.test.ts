import { expect, test } from "vitest";
import { stream } from "#domain";
import { LEADS, LOOK_BACK } from "../../../../forecasting/response/operation.ts";
import { ridgeArx } from "../../../../forecasting/response/ridge.ts";
import { madeUpZone, trueRiseK } from "../../../support/response-record.ts";

const EFFORT = { epochs: 1, stride: 1 };

test("finds a linear zone's response to a thousandth", () => {
  const model = ridgeArx.learn([madeUpZone(900, 1)], stream(1, "ridge"), EFFORT);
  const fresh = madeUpZone(300, 2);
  const [on, off] = [1, 0].map((u) =>
    model.predict(fresh, LOOK_BACK + 20, new Float64Array(LEADS).fill(u), new Float64Array(LEADS)),
  );
  for (let h = 1; h <= LEADS; h++) expect((on![h - 1]! - off![h - 1]!) / trueRiseK(h)).toBeCloseTo(1, 3);
});

test("a record shorter than a day and four hours is too little", () => {
  expect(() => ridgeArx.learn([madeUpZone(100, 1)], stream(1, "ridge"), EFFORT)).toThrow(/no record is as long/);
});
