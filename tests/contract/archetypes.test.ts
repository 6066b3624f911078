import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { buildingSchema, column } from "#domain";
import { type BuildingModel, demoBuildings, parseBuildingModel, simulate, syntheticWeather } from "#sim";
import { sharedData, sharedDataMissing } from "../support/shared-data.ts";
import { describeUnless } from "../support/visible-skip.ts";

interface Year {
  readonly kWh: number;
  /** October to April, heat and degree days to 20 °C. */
  readonly winterKWh: number;
  readonly winterKd: number;
  readonly warmestC: number;
}

/** A year of central European weather, after two weeks that are only lived in. */
function liveAYear(model: BuildingModel): Year {
  const startTs = Date.UTC(2024, 11, 18);
  const weather = syntheticWeather({ climate: "central-europe", seed: 1, startTs, stepS: 900, length: 379 * 96 + 1 });
  const { frame } = simulate({ model, weather, stepS: 3600 });
  const heat = column(frame, "whole/heatingPowerW");
  const outdoor = column(frame, "whole/outdoorTempC");
  let [kWh, winterKWh, winterKd] = [0, 0, 0];
  for (let i = 14 * 24; i < frame.length; i++) {
    const month = new Date(startTs + i * 3_600_000).getUTCMonth();
    kWh += (heat[i] ?? 0) / 1000;
    if (month >= 4 && month < 9) continue;
    winterKWh += (heat[i] ?? 0) / 1000;
    winterKd += (20 - (outdoor[i] ?? 0)) / 24;
  }
  const warmestC = Math.max(...model.zones.map((z) => Math.max(...column(frame, `${z.id}/airTempC`))));
  return { kWh, winterKWh, winterKd, warmestC };
}

const [house, office] = demoBuildings();
if (!house || !office) throw new Error("the demo buildings are not there");
const years = { house: liveAYear(house), office: liveAYear(office) };

describe.each(demoBuildings().map((m) => [m.building.id, m] as const))("%s", (_, model) => {
  test("is a valid model that survives JSON, with a record, a source and five zones at least", () => {
    expect(parseBuildingModel(JSON.parse(JSON.stringify(model)))).toEqual(model);
    expect(buildingSchema.parse(model.building)).toMatchObject({
      origin: "simulated",
      actuation: false,
      timeZone: "Europe/Berlin",
    });
    expect(model.zones.length).toBeGreaterThanOrEqual(5);
    expect(model.source.length).toBeGreaterThan(20);
  });

  test("each zone has an envelope, and its radiator covers its part of the load at -14 °C", () => {
    for (const zone of model.zones) {
      const own = model.elements.filter((e) => e.zone === zone.id && e.boundary.to !== "zone");
      const opaque = own.reduce((sum, e) => sum + e.areaM2 * e.uWPerM2K, 0);
      const glazed = model.windows.filter((w) => w.zone === zone.id).reduce((sum, w) => sum + w.areaM2 * w.uWPerM2K, 0);
      expect(own.length).toBeGreaterThan(0);
      expect(zone.heating?.maxPowerW).toBeGreaterThan((opaque + glazed + zone.thermalBridgesWPerK) * 34);
    }
  });
});

test("there are ten zones or more together, and every id is used once", () => {
  const ids = demoBuildings().map((m) => m.building.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(demoBuildings().reduce((n, m) => n + m.zones.length, 0)).toBeGreaterThanOrEqual(10);
});

test("the new office needs a fraction of the heat of the old house, and neither boils in summer", () => {
  const [old, fresh] = [years.house.kWh / 121.2, years.office.kWh / 260];
  expect(fresh).toBeGreaterThan(25);
  expect(fresh).toBeLessThan(80);
  expect(old / fresh).toBeGreaterThan(3);
  for (const { warmestC } of Object.values(years)) expect(warmestC).toBeLessThan(33);
});

const TABULA = ["tabula", "tabula_archetypes_slim.csv"] as const;
describeUnless(sharedDataMissing(...TABULA), "the house of 1958-68 against TABULA DE.N.SFH.05.Gen.ReEx.001", () => {
  const [head = "", ...lines] = readFileSync(sharedData(...TABULA), "utf8").split(/\r?\n/);
  const names = head.split(",");
  const cells = (lines.find((l) => l.startsWith("DE.N.SFH.05.Gen.ReEx.001")) ?? "").split(",");
  const tabula = (name: string): number => Number(cells[names.indexOf(name)]);

  test("loses by transmission what the type loses, within 3 %", () => {
    // TABULA weighs what lies on the unheated cellar with 0.5.
    const opaque = house.elements.reduce((sum, e) => {
      const b = e.boundary.to === "outdoors" ? 1 : e.boundary.to === "ground" ? 0.5 : 0;
      return sum + b * e.areaM2 * e.uWPerM2K;
    }, 0);
    const glazed = house.windows.reduce((sum, w) => sum + w.areaM2 * w.uWPerM2K, 0);
    const bridges = house.zones.reduce((sum, z) => sum + z.thermalBridgesWPerK, 0);
    const type = tabula("h_Transmission") * tabula("A_C_Ref");
    expect(Math.abs((opaque + glazed + bridges) / type - 1)).toBeLessThan(0.03);
  });

  test("needs in winter what the type needs, for equal degree days, between its intermittent and its constant heating", () => {
    const degreeDays = tabula("HeatingDays") * (tabula("theta_i") - tabula("Theta_e"));
    const need = ((years.house.winterKWh / tabula("A_C_Ref")) * degreeDays) / years.house.winterKd;
    // The type is heated part of the day in part of its rooms (factor F = 0.8 at this heat loss, TABULA calculation method 2013).
    const intermittent = tabula("q_h_nd");
    const losses = 0.024 * (tabula("h_Transmission") + tabula("h_Ventilation")) * degreeDays;
    const constant = intermittent + (1 - 0.8) * losses;
    expect(need).toBeGreaterThan(0.9 * intermittent);
    expect(need).toBeLessThan(constant);
  });
});
