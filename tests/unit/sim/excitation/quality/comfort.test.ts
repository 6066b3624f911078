import { expect, test } from "vitest";
import { comfortShare } from "../../../../../sim/excitation/quality/comfort.ts";

const band = { minC: 18, maxC: 26 };

test("counts the rows in which somebody is there", () => {
  const found = comfortShare(Float64Array.of(17.9, 18, 22.2, 26, 26.1, 40), band, Float64Array.of(1, 1, 1, 1, 1, 0));
  expect(found).toMatchObject({ share: 0.6, rows: 5, minC: 17.9, maxC: 26.1, firstBinC: 17.5 });
  expect(found.histogram.reduce((a, b) => a + b, 0)).toBe(5);
  expect(found.histogram[0]).toBe(1);
  expect(found.histogram.at(-1)).toBe(2);
});

test("without people every row counts, with nobody none", () => {
  expect(comfortShare(Float64Array.of(20, 10), band).share).toBe(0.5);
  const nobody = comfortShare(Float64Array.of(20, 10), band, new Float64Array(2));
  expect([nobody.share, nobody.rows]).toEqual([Number.NaN, 0]);
});
