/** ASHRAE 140 with the star engine: every case runs, every published range holds, and rows have the form that programs read. */
import { describe, expect, it } from "vitest";
import { suiteOf } from "#sim";
import { scoresOf } from "../../sim/validation/bestest/score.ts";
import { suiteDataMissing, suiteRows } from "../support/validation.ts";
import { describeUnless } from "../support/visible-skip.ts";

const suite = suiteOf("bestest");

const LOADS = ["annual_heating_MWh", "annual_cooling_MWh", "peak_heating_kW", "peak_cooling_kW"];
const TEMPERATURES = ["maximum_temperature", "minimum_temperature", "average_temperature"];
const HEATED = "600 610 620 630 640 650 660 670 680 685 695 900 910 920 930 940 950 960 980 985 995".split(" ");
const FREE = "600FF 650FF 680FF 900FF 950FF 980FF".split(" ");
/** Whose range the data beside the repository hold. */
const RANGED = "600 620 640 900 920 960 600FF 900FF".split(" ");

describeUnless(suiteDataMissing(suite), "ASHRAE 140, star engine", () => {
  const all = suiteRows(suite);
  const rows = all.filter((r) => r.suite === "bestest");

  it("all twenty-seven cases run and give numbers", () => {
    expect([...new Set(rows.map((r) => r.case))].sort()).toEqual([...HEATED, ...FREE].sort());
    expect(all.every((r) => Number.isFinite(r.ours))).toBe(true);
  });

  it("rows have these keys and no other, in this order", () => {
    for (const row of all)
      expect(Object.keys(row)).toEqual(["suite", "case", "quantity", "unit", "lower", "upper", "ours", "pass"]);
  });

  it.each(HEATED)("case %s has its loads, once each", (name) => {
    const own = rows.filter((r) => r.case === name);
    expect(own.map((r) => r.quantity)).toEqual(name === "960" ? [...LOADS, ...TEMPERATURES] : LOADS);
    expect(own.slice(0, 4).map((r) => r.unit)).toEqual(["MWh", "MWh", "kW", "kW"]);
  });

  it.each(FREE)("case %s has its temperatures, once each", (name) => {
    expect(rows.filter((r) => r.case === name).map((r) => [r.quantity, r.unit])).toEqual(TEMPERATURES.map((q) => [q, "°C"]));
  });

  it("cases without a published range have no bounds and no verdict", () => {
    for (const row of rows)
      if (RANGED.includes(row.case)) expect([row.lower, row.upper, row.pass]).not.toContain(null);
      else expect([row.lower, row.upper, row.pass]).toEqual([null, null, null]);
  });

  describe("what six programs published, and what is accepted, holds the result", () => {
    const judged = all.filter((r) => r.pass !== null);
    it("for forty-five quantities", () => expect(judged.length).toBe(45));
    it.each(judged)("$suite $case $quantity: $ours in $lower..$upper $unit", ({ pass }) => expect(pass).toBe(true));
  });

  it("more cases lie inside than ISO 13790's hourly method has there, in every column where it misses one", () => {
    const scores = Object.fromEntries(scoresOf(rows).map((s) => [s.metric, s]));
    const inside = (metric: string) => Number(scores[metric]?.inside.split("/")[0]);
    expect(inside("annual_heating_MWh")).toBeGreaterThanOrEqual(18);
    expect(inside("annual_cooling_MWh")).toBeGreaterThanOrEqual(18);
    expect(inside("peak_heating_kW")).toBeGreaterThan(14);
    expect(inside("peak_cooling_kW")).toBeGreaterThan(11);
    expect(inside("maximum_temperature")).toBe(6);
    expect(inside("minimum_temperature")).toBeGreaterThan(4);
    for (const metric of ["annual_heating_MWh", "annual_cooling_MWh"])
      expect([scores[metric]?.accepted, scores[metric]?.acceptedSunspace]).toEqual(["20/20", "1/1"]);
  });
});
