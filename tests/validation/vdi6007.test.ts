/** VDI 6007-1: all twelve test examples within the standard's limits, and the evidence for the inputs that were completed. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { suiteOf } from "#sim";
import { readCases, readReferences } from "../../sim/validation/vdi6007/read.ts";
import { roomOf } from "../../sim/validation/vdi6007/room.ts";
import { simulateCase } from "../../sim/validation/vdi6007/simulate-case.ts";
import { sharedData } from "../support/shared-data.ts";
import { rowText, suiteDataMissing, suiteRows } from "../support/validation.ts";
import { describeUnless } from "../support/visible-skip.ts";

const suite = suiteOf("vdi6007");
const text = (i: number) => readFileSync(sharedData(suite.files[i] ?? ""), "utf8");

describeUnless(suiteDataMissing(suite), "VDI 6007-1", () => {
  const rows = suiteRows(suite);
  const judged = rows.filter((row) => row.pass !== null);

  it("judges every case, against the standard's limit and with the rounding of its references", () => {
    expect(new Set(judged.map((row) => row.case)).size).toBe(12);
    expect(judged).toHaveLength(26);
  });

  it("compares 72 hours of every series", () => {
    const series = readReferences(text(1));
    expect(series.map((s) => s.references.length)).toEqual(series.map(() => 72));
    expect(series).toHaveLength(13);
  });

  it.each(judged.map((row) => ({ row, name: rowText(row) })))("$name", ({ row }) => {
    expect(row.pass).toBe(true);
  });

  it("is nowhere worse than this", () => {
    // Set just above what is reached; the references' rounding is taken off.
    const worst = (unit: string) =>
      Math.max(...judged.filter((r) => r.unit === unit && r.quantity.endsWith("beyond rounding")).map((r) => r.ours));
    expect(worst("K")).toBeLessThan(0.03);
    expect(worst("W")).toBeLessThan(0.61);
  });

  describe("evidence for completed inputs", () => {
    const cases = readCases(text(0));
    const caseOf = (name: string) => {
      const found = cases.get(name);
      if (!found) throw new Error(`no case ${name}`);
      return found;
    };

    /** U-value of the rooms' window of 7 m², W/m²K. It reproduces case 8, where all films are known. */
    const WINDOW_W_PER_K = 7 * 2.1;
    /** Conductance inside that the file's resistances and weights leave, over the element's area, W/m²K. */
    const impliedInsideWPerM2K = (name: string): number => {
      const vdi = caseOf(name);
      const { exterior } = roomOf(name, vdi, "as-filed").elements;
      const weight = vdi.equivalent_air_temperature?.wfWin[0] ?? Number.NaN;
      if (!exterior) throw new Error(`case ${name} has no exterior element`);
      const wholeKPerW = weight / WINDOW_W_PER_K;
      const outwardKPerW = (exterior.chain[0]?.resistanceKPerW ?? Number.NaN) + (exterior.outwardKPerW ?? Number.NaN);
      return 1 / (wholeKPerW - outwardKPerW) / exterior.areaM2;
    };

    it("case 8: resistances, weights and films of the file agree", () => {
      expect(impliedInsideWPerM2K("8")).toBeCloseTo(2.7 + 5, 2);
    });

    it("case 10: they leave 2.075 W/m²K of convection inside, not the 2.4 of the file", () => {
      expect(impliedInsideWPerM2K("10") - 5).toBeCloseTo(2.075, 3);
      expect(caseOf("10").zone.hConExt).toBe(2.4);
    });

    it("where no plant runs the step does not matter", () => {
      for (const name of ["5", "8", "12"]) {
        const hourly = simulateCase(name, caseOf(name)).airTempC;
        const fine = simulateCase(name, caseOf(name), "completed", 600).airTempC;
        expect(Math.max(...hourly.map((t, i) => Math.abs(t - (fine[i] ?? Number.NaN))))).toBeLessThan(1e-8);
      }
    });
  });
});
