/** ASHRAE 140 with the star engine: every published range holds, and every case runs. */
import { describe, expect, it } from "vitest";
import { suiteOf } from "#sim";
import { suiteDataMissing, suiteRows } from "../support/validation.ts";
import { describeUnless } from "../support/visible-skip.ts";

const suite = suiteOf("bestest");

describeUnless(suiteDataMissing(suite), "ASHRAE 140, star engine", () => {
  const rows = suiteRows(suite);

  it("all twenty-seven cases run and give numbers", () => {
    expect(new Set(rows.map((r) => r.case)).size).toBe(27);
    expect(rows.every((r) => Number.isFinite(r.ours))).toBe(true);
  });

  describe("what six programs published holds the result", () => {
    const judged = rows.filter((r) => r.pass !== null);
    it("for at least thirty-three quantities", () => expect(judged.length).toBeGreaterThanOrEqual(33));
    it.each(judged)("$case $quantity: $ours in $lower..$upper $unit", ({ pass }) => expect(pass).toBe(true));
  });
});
