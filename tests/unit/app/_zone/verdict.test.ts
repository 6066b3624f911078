import { expect, test } from "vitest";
import { verdictOf } from "../../../../app/_zone/verdict.ts";

const judged = (model: string, mae: number | null) => ({ model, mae, pinball: mae });

test("the bar is the best of the naive ones, not persistence alone", () => {
  const candidates = [
    judged("ridge-arx", 0.9),
    judged("seasonal-naive-day", 1),
    judged("persistence", 4),
    judged("grey-box", null),
  ];
  const against = verdictOf(candidates, "ridge-arx");
  expect(against).toMatchObject({ kind: "against", naive: "seasonal-naive-day" });
  expect(against?.kind === "against" && against.gain).toBeCloseTo(0.1, 12);
  expect(verdictOf([judged("tft-probe", 1.1), ...candidates], "tft-probe")).toMatchObject({ naive: "seasonal-naive-day" });
});

test("a naive one that was chosen is called so; without a comparison there is no verdict", () => {
  expect(verdictOf([judged("seasonal-naive-week", 1), judged("ridge-arx", 2)], "seasonal-naive-week")).toEqual({
    kind: "naive",
    naive: "seasonal-naive-week",
  });
  expect(verdictOf([judged("ridge-arx", 1), judged("persistence", null)], "ridge-arx")).toBeUndefined();
  expect(verdictOf([judged("persistence", 1)], "ridge-arx")).toBeUndefined();
});
