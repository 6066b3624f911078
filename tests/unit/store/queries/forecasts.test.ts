import fc from "fast-check";
import { expect, test } from "vitest";
import { QUANTILE_LEVELS } from "#domain";
import { packLeads, packQuantiles, unpackLeads, unpackQuantiles } from "../../../../store/queries/forecasts.ts";

test("lead times and quantiles come out of their bytes as they went in", () => {
  const row = fc.array(fc.double({ noNaN: true }), { minLength: QUANTILE_LEVELS.length, maxLength: QUANTILE_LEVELS.length });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 96 }), fc.array(fc.nat(864_000)), (quantiles, leads) => {
      expect(unpackQuantiles(packQuantiles(quantiles))).toEqual(quantiles);
      expect(unpackLeads(packLeads(leads))).toEqual(leads);
    }),
  );
});

test("bytes in the middle of a larger buffer are read where they lie", () => {
  const packed = Buffer.concat([Buffer.from("abc"), packLeads([900, 1800])]).subarray(3);
  expect(unpackLeads(packed)).toEqual([900, 1800]);
});

test("a day's forecast takes 5.4 kB", () => {
  const quantiles = Array.from({ length: 96 }, () => QUANTILE_LEVELS.map(() => 20));
  expect(packQuantiles(quantiles).byteLength).toBe(5376);
});
