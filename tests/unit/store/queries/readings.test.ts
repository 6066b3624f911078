import { expect, test } from "vitest";
import { usualGapMs } from "../../../../store/queries/readings.ts";

test.each([
  { times: [], gap: null },
  { times: [30, 20, 10], gap: null },
  { times: [40, 30, 20, 10], gap: 10 },
  { times: [1000, 40, 30, 20, 10], gap: 10 },
  { times: [100, 60, 30, 10], gap: 30 },
  { times: [101, 60, 30, 10, 0], gap: 25 },
])("usual gap of $times is $gap ms", ({ times, gap }) => {
  expect(usualGapMs(times)).toBe(gap);
});
