import { expect, test } from "vitest";
import { longestWithoutGap } from "../../../../../sim/excitation/quality/gap-free.ts";

const x = Float64Array.of(1, Number.NaN, 3, 4, 5, 6, Number.NaN, 8);
const y = Float64Array.of(1, 2, 3, Number.NaN, 5, 6, 7, 8);

test("the longest stretch that all columns have", () => {
  expect(longestWithoutGap([x])).toEqual({ from: 2, to: 6 });
  expect(longestWithoutGap([x, y])).toEqual({ from: 4, to: 6 });
  expect(longestWithoutGap([x.slice(1, 2)])).toEqual({ from: 0, to: 0 });
  expect(longestWithoutGap([])).toEqual({ from: 0, to: 0 });
});
