import { expect, it } from "vitest";
import { analytic } from "../../../../../sim/validation/analytic/suite.ts";
import { rowText } from "../../../../support/validation.ts";

const rows = analytic.run({});

it.each(rows.map((row) => ({ row, name: rowText(row) })))("$name", ({ row }) => {
  expect(row.pass).toBe(true);
});

it("needs no data", () => {
  expect(analytic.files).toEqual([]);
});
