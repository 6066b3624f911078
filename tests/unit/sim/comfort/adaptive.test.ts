import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { adaptiveAshrae, adaptiveEn, isWithin } from "../../../../sim/comfort/adaptive.ts";
import { operativeTempC } from "../../../../sim/comfort/operative.ts";
import { sharedData, sharedDataMissing } from "../../../support/shared-data.ts";
import { describeUnless } from "../../../support/visible-skip.ts";

test("moving air lifts the upper bound of warm rooms alone", () => {
  const upper = (operativeC: number, speed: number) => adaptiveEn(20, operativeC, speed)?.bands.II.maxC ?? Number.NaN;
  expect(upper(28, 0.6) - upper(28, 0.1)).toBeCloseTo(1.2, 9);
  expect(upper(28, 0.9) - upper(28, 0.1)).toBeCloseTo(1.8, 9);
  expect(upper(28, 1.2) - upper(28, 0.1)).toBeCloseTo(2.2, 9);
  expect(upper(24, 1.2)).toBe(upper(24, 0.1));
});

test("neither standard speaks where it was not measured", () => {
  expect([adaptiveEn(9.9, 22), adaptiveEn(30.1, 22), adaptiveAshrae(33.6, 22)]).toEqual([undefined, undefined, undefined]);
});

type Cell = number | boolean | null | (number | boolean | null)[] | string | undefined;
interface Case {
  readonly inputs: Readonly<Record<string, Cell>>;
  readonly outputs: Readonly<Record<string, Cell>>;
}
const casesOf = (file: string): Case[] =>
  (JSON.parse(readFileSync(sharedData("comfort", file), "utf8")) as { data: Case[] }).data;
const at = (cell: Cell, i: number) => (Array.isArray(cell) ? cell[i] : cell);
const rowsOf = (cases: readonly Case[]) =>
  cases.flatMap((c) => {
    const lengths = Object.values({ ...c.inputs, ...c.outputs }).map((v) => (Array.isArray(v) ? v.length : 1));
    return Array.from({ length: Math.max(...lengths) }, (_, i) => ({ c, i }));
  });

/** Each published output of row i, by the name that it has there. */
function judge({ inputs, outputs }: Case, i: number, ours: (name: string) => number | boolean | undefined): number {
  let judged = 0;
  for (const [name, cell] of Object.entries(outputs)) {
    const due = at(cell, i);
    const got = ours(name);
    if (due === null) expect(got, name).toBeUndefined();
    else if (typeof due === "boolean") expect(got ?? false, name).toBe(due);
    else expect(Math.abs(Number(got) - Number(due)), `${name} of ${JSON.stringify(inputs)}`).toBeLessThanOrEqual(0.1);
    judged++;
  }
  return judged;
}

describeUnless(sharedDataMissing("comfort"), "against the published tables", () => {
  test.each(rowsOf(casesOf("ts_adaptive_en.json")))("EN 16798-1, $c.inputs, row $i", ({ c, i }) => {
    const input = (name: string) => Number(at(c.inputs[name], i));
    const operativeC = operativeTempC(input("tdb"), input("tr"), input("v"));
    const comfort = adaptiveEn(input("t_running_mean"), operativeC, input("v"));
    const judged = judge(c, i, (name) => {
      if (!comfort) return undefined;
      if (name === "tmp_cmf") return comfort.comfortC;
      const band = comfort.bands[/cat_(i+)/.exec(name)?.[1]?.toUpperCase() as "I" | "II" | "III"];
      return name.startsWith("acceptability") ? isWithin(band, operativeC) : name.endsWith("up") ? band.maxC : band.minC;
    });
    expect(judged).toBeGreaterThan(5);
  });

  test.each(rowsOf(casesOf("ts_adaptive_ashrae.json")))("ASHRAE 55, $c.inputs, row $i", ({ c, i }) => {
    const ip = c.inputs.units === "ip";
    const tempC = (name: string) => (ip ? (Number(at(c.inputs[name], i)) - 32) / 1.8 : Number(at(c.inputs[name], i)));
    const speed = Number(c.inputs.v) * (ip ? 0.3048 : 1);
    const operativeC = operativeTempC(tempC("tdb"), tempC("tr"), speed);
    const comfort = adaptiveAshrae(tempC("t_running_mean"), operativeC, speed);
    const out = (c: number) => (ip ? c * 1.8 + 32 : c);
    const judged = judge(c, i, (name) => {
      if (!comfort) return undefined;
      if (name === "tmp_cmf") return out(comfort.comfortC);
      const band = comfort.bands[name.includes("90") ? 90 : 80];
      return name.startsWith("acceptability") ? isWithin(band, operativeC) : out(name.endsWith("up") ? band.maxC : band.minC);
    });
    expect(judged).toBeGreaterThan(0);
  });
});
