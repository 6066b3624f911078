import { expect, test } from "vitest";
import { stream } from "#domain";
import { lstm } from "../../../../forecasting/response/lstm.ts";
import { LEADS, LOOK_BACK } from "../../../../forecasting/response/operation.ts";
import { madeUpZone, trueRiseK } from "../../../support/response-record.ts";

test("learns a linear zone's response roughly", () => {
  const model = lstm.learn([madeUpZone(700, 1)], stream(1, "lstm"), { epochs: 12, stride: 3 });
  const fresh = madeUpZone(300, 2);
  const [on, off] = [0.9, 0.1].map((u) =>
    model.predict(fresh, LOOK_BACK + 20, new Float64Array(LEADS).fill(u), new Float64Array(LEADS)),
  );
  const share = (on![LEADS - 1]! - off![LEADS - 1]!) / (0.8 * trueRiseK(LEADS));
  expect(share).toBeGreaterThan(0.7);
  expect(share).toBeLessThan(1.3);
});
