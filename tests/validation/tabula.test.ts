/** TABULA's German single-family houses: heat within a band of the seasonal method, in the order of the table. */
import { expect, it } from "vitest";
import { suiteOf } from "#sim";
import { rowText, suiteDataMissing, suiteRows } from "../support/validation.ts";
import { describeUnless } from "../support/visible-skip.ts";

const suite = suiteOf("tabula");

describeUnless(suiteDataMissing(suite), "TABULA, German single-family houses", () => {
  const rows = suiteRows(suite);
  const bars = rows.filter((r) => r.pass !== null);

  it("judges all twelve classes and their order", () => {
    expect(bars.filter((r) => r.case !== "all")).toHaveLength(12);
    expect(bars.filter((r) => r.case === "all")).toHaveLength(2);
  });

  it.each(bars.map((r) => [rowText(r), r] as const))("%s", (_, { pass }) => expect(pass).toBe(true));
});
