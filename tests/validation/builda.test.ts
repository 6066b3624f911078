/** BuilDa's house: a year of its FMU met within half a kelvin and three per cent of heat. */
import { expect, it } from "vitest";
import { suiteOf } from "#sim";
import { suiteDataMissing, suiteRows } from "../support/validation.ts";
import { describeUnless } from "../support/visible-skip.ts";

const suite = suiteOf("builda");

describeUnless(suiteDataMissing(suite), "BuilDa's single-family house", () => {
  const rows = suiteRows(suite);

  it("has bars for both traces", () => {
    expect(new Set(rows.map((r) => r.case))).toEqual(new Set(["p-control", "poisson"]));
    expect(rows.filter((r) => r.pass !== null).length).toBeGreaterThanOrEqual(7);
  });

  it.each(rows)("$case $quantity: $ours $unit in $lower..$upper", ({ pass }) => expect(pass).toBe(true));
});
