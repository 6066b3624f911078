/** ASHRAE 140 with lumped zones: what each reduction costs, and that more elements are worth their while. */
import { describe, expect, it } from "vitest";
import { suiteOf, type ValidationRow } from "#sim";
import { suiteDataMissing, suiteRows } from "../support/validation.ts";
import { describeUnless } from "../support/visible-skip.ts";

const suite = suiteOf("bestest-lumped");

describeUnless(suiteDataMissing(suite), "ASHRAE 140, lumped", () => {
  const rows = suiteRows(suite);
  const find = (name: string, quantity: string): ValidationRow => {
    const row = rows.find((r) => r.case === name && r.quantity === quantity);
    if (!row) throw new Error(`no row ${name} ${quantity}`);
    return row;
  };

  it("runs all cases that have parameters, in both editions, and judges none", () => {
    const boxes = (edition: string) => new Set(rows.filter((r) => r.case.endsWith(`(${edition})`)).map((r) => r.case)).size;
    expect(boxes("2020")).toBe(7 + 1);
    expect(boxes("2017")).toBe(12 + 1);
    expect(rows.every((row) => row.pass === null && Number.isFinite(row.ours))).toBe(true);
  });

  describe.each(["2020", "2017"])("edition %s", (edition) => {
    it("temperatures: two elements and more are several times nearer than one", () => {
      const error = (form: string) => find(`all (${edition})`, `mean error of temperatures, ${form}`).ours;
      for (const form of ["2 elements", "3 elements", "4 elements"]) expect(error(form)).toBeLessThan(error("1 element") / 3);
      expect(error("4 elements")).toBeLessThan(1.2);
    });

    it("loads: within 16 % on average, whatever the form", () => {
      for (const form of ["1 element", "2 elements", "3 elements", "4 elements"])
        expect(find(`all (${edition})`, `mean error of loads, ${form}`).ours).toBeLessThan(16);
    });
  });

  it("heavy walls damp: the heavy box needs less than half the heat of the light one, and swings less", () => {
    expect(find("900 (2020)", "annual heating, 2 elements").ours).toBeLessThan(
      0.5 * find("600 (2020)", "annual heating, 2 elements").ours,
    );
    expect(find("900FF (2020)", "highest temperature, 2 elements").ours).toBeLessThan(
      find("600FF (2020)", "highest temperature, 2 elements").ours - 15,
    );
  });
});
