import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { standardEffectiveTempC } from "../../../../sim/comfort/set.ts";
import { sharedData, sharedDataMissing } from "../../../support/shared-data.ts";
import { describeUnless } from "../../../support/visible-skip.ts";

const desk = { airTempC: 25, radiantTempC: 25, relativeHumidityPct: 50, airSpeedMPerS: 0.1, met: 1, clo: 0.6 };

test("a standard room is its own standard: clothes for rest, still air at 50 %", () => {
  expect(standardEffectiveTempC(desk)).toBeCloseTo(25, 0);
});

test("warmer air, walls, clothes, damp and work warm; moving air cools", () => {
  const own = standardEffectiveTempC(desk);
  for (const warmer of [{ airTempC: 27 }, { radiantTempC: 27 }, { clo: 1 }, { met: 1.5 }, { relativeHumidityPct: 90 }])
    expect(standardEffectiveTempC({ ...desk, ...warmer })).toBeGreaterThan(own);
  expect(standardEffectiveTempC({ ...desk, airSpeedMPerS: 1 })).toBeLessThan(own);
});

test("thin air takes less heat away", () => {
  const high = standardEffectiveTempC({ ...desk, airTempC: 18, radiantTempC: 18, pressurePa: 70_000 });
  expect(high).toBeGreaterThan(standardEffectiveTempC({ ...desk, airTempC: 18, radiantTempC: 18 }) - 1);
  expect(high).toBeLessThan(25);
});

interface Case {
  readonly inputs: {
    readonly tdb: number;
    readonly tr: number;
    readonly rh: number;
    readonly v: number;
    readonly met: number;
    readonly clo: number;
    readonly calculate_ce?: boolean;
  };
  readonly outputs: { readonly set: number };
}

const TABLE = ["comfort", "ts_set.json"] as const;
describeUnless(sharedDataMissing(...TABLE), "against the published table", () => {
  const { data } = JSON.parse(readFileSync(sharedData(...TABLE), "utf8")) as { data: Case[] };

  test("has the rows that it had", () => expect(data.length).toBe(52));

  test.each(data)("$inputs: $outputs.set °C", ({ inputs, outputs }) => {
    const ours = standardEffectiveTempC({
      airTempC: inputs.tdb,
      radiantTempC: inputs.tr,
      relativeHumidityPct: inputs.rh,
      airSpeedMPerS: inputs.v,
      met: inputs.met,
      clo: inputs.clo,
      stirsAir: inputs.calculate_ce !== true,
    });
    // The table allows 0.5 K; its values have one digit.
    expect(Math.abs(ours - outputs.set)).toBeLessThan(0.15);
  });
});
