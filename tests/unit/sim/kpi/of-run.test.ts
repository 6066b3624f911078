import { expect, test } from "vitest";
import { archetype } from "#sim";
import { RUN_TERMS, runReport } from "../../../../sim/kpi/of-run.ts";
import { simulate } from "../../../../sim/simulate.ts";
import { stillWeather } from "../../../support/still-weather.ts";

const weather = stillWeather(0, 48, 3600);
const reportOf = (supply: "gas" | "district" | "heat-pump", terms = RUN_TERMS) => {
  const model = archetype("de-sfh-08", { supply });
  const { frame } = simulate({ model, weather, stepS: 3600 });
  return { frame, report: runReport(model, frame, terms), areaM2: model.zones[0]?.floorAreaM2 ?? 0 };
};
const kWh = (column: Float64Array | undefined) => (column ?? new Float64Array()).reduce((a, b) => a + b, 0) / 1000;

test("what is bought is the meters', by carrier, over the floor", () => {
  const { frame, report, areaM2 } = reportOf("gas", { ...RUN_TERMS, pricePerKWh: { gas: 0.1 }, kgCo2PerKWh: { electric: 0.4 } });
  const [gas, electric] = [kWh(frame.columns.get("whole/gasPowerW")), kWh(frame.columns.get("whole/electricPowerW"))];
  expect(gas).toBeGreaterThan(10);
  expect(report.kpis.ener_tot).toBeCloseTo((gas + electric) / areaM2, 9);
  expect(report.kpis.cost_tot).toBeCloseTo((0.1 * gas) / areaM2, 9);
  expect(report.kpis.emis_tot).toBeCloseTo((0.4 * electric) / areaM2, 9);
  expect(report.kpis.pdih_tot).toBeNull();
});

test("the heat of a heat pump is not bought twice, district heat is bought", () => {
  const pump = reportOf("heat-pump");
  expect(pump.report.kpis.ener_tot).toBeCloseTo(kWh(pump.frame.columns.get("whole/electricPowerW")) / pump.areaM2, 9);
  const district = reportOf("district");
  expect(district.report.kpis.pdih_tot).toBeGreaterThan(0);
  expect(district.report.kpis.pgas_tot).toBeNull();
});

test("modules spare what they give, and never sell into the indicator", () => {
  const model = { ...archetype("de-sfh-08", {}), photovoltaics: { peakPowerW: 50_000, azimuthDeg: 180, tiltDeg: 35 } };
  const sunny = { ...weather, columns: new Map(weather.columns) };
  sunny.columns.set("globalIrradianceWPerM2", new Float64Array(weather.length).fill(400));
  sunny.columns.set("diffuseHorizontalWPerM2", new Float64Array(weather.length).fill(400));
  const { frame } = simulate({ model, weather: sunny, stepS: 3600 });
  const { kpis } = runReport(model, frame);
  expect(Math.max(...(frame.columns.get("whole/photovoltaicPowerW") ?? []))).toBeGreaterThan(1000);
  expect(kpis.ener_tot).toBeGreaterThan(0);
  expect(kpis.ener_tot).toBeLessThan(
    (kWh(frame.columns.get("whole/electricPowerW")) + kWh(frame.columns.get("whole/gasPowerW"))) /
      (model.zones[0]?.floorAreaM2 ?? 1),
  );
});

test("bounds are wide while nobody is there", () => {
  const wide = { minC: -20, maxC: 60 };
  expect(reportOf("gas", { ...RUN_TERMS, occupied: wide, empty: wide }).report.kpis.tdis_tot).toBe(0);
  const { report } = reportOf("gas", { ...RUN_TERMS, occupied: { minC: 25, maxC: 26 } });
  expect(report.kpis.tdis_tot).toBeGreaterThan(10);
  expect(report.zones[0]?.discomfortKh).toBe(report.kpis.tdis_tot);
  expect(report.comfort).toEqual(report.zones[0]?.comfort);
});
