import { expect, test } from "vitest";
import { attentionByDay, lookedRows } from "../../../../app/_zone/looked.ts";

test("sine and cosine are one hour, the greatest share of either side comes first, and what is missing is named", () => {
  const { rows, missing } = lookedRows({
    past: [
      { input: "y", share: 0.5 },
      { input: "hourSin", share: 0.25 },
      { input: "hourCos", share: 0.25 },
      { input: "setpointC", share: 0 },
    ],
    ahead: [
      { input: "hourSin", share: 0.75 },
      { input: "hourCos", share: 0.25 },
      { input: "setpointC", share: 0 },
    ],
  });
  expect(rows).toEqual([
    { input: "hour", past: 0.5, ahead: 1 },
    { input: "y", past: 0.5, ahead: undefined },
  ]);
  expect(missing).toEqual(["setpointC"]);
});

test("attention by day: a week and the day ahead; a short first day counts as one", () => {
  const week = { attention: new Array(192).fill(1 / 192), hoursBack: 168 };
  expect(attentionByDay(week)).toHaveLength(8);
  expect(attentionByDay(week).at(-1)).toBeCloseTo(1 / 8, 12);
  const short = attentionByDay({ attention: [...new Array(30).fill(1 / 40), ...new Array(10).fill(1 / 40)], hoursBack: 30 });
  expect(short.map((v) => Math.round(40 * v))).toEqual([6, 24, 10]);
});
