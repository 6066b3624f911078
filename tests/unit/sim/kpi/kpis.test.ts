import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isZonecastError } from "#domain";
import { kpis } from "../../../../sim/kpi/kpis.ts";
import { sharedData, sharedDataMissing } from "../../../support/shared-data.ts";
import { describeUnless } from "../../../support/visible-skip.ts";

const zone = { tempC: [19, 21], lowerC: 20, upperC: 24 };

test("a day on paper: two zones, two carriers, a price that changes", () => {
  const found = kpis({
    stepS: 3600,
    reading: "mean",
    floorAreaM2: 10,
    zones: [zone, { tempC: [25, 27], lowerC: 20, upperC: 24, co2Ppm: [1100, 400], co2LimitPpm: 1000 }],
    carriers: [
      { kind: "electric", powerW: [1000, 3000], pricePerKWh: [0.2, 0.4], kgCo2PerKWh: 0.5 },
      { kind: "gas", powerW: [2000, 2000], pricePerKWh: 0.1 },
    ],
    computeS: [1.8, 5.4],
  });
  expect(found.tdis_tot).toBeCloseTo((1 + 4) / 2, 12);
  expect(found.idis_tot).toBe(100);
  expect(found.ener_tot).toBeCloseTo(0.8, 12);
  expect(found.cost_tot).toBeCloseTo((0.2 + 1.2 + 0.4) / 10, 12);
  expect(found.emis_tot).toBeCloseTo(0.2, 12);
  expect(found.pele_tot).toBeCloseTo(0.3, 12);
  expect(found.pgas_tot).toBeCloseTo(0.2, 12);
  expect(found.pdih_tot).toBeNull();
  expect(found.time_rat).toBeCloseTo(0.001, 12);
});

test("what does not apply is null, not nought", () => {
  const found = kpis({ stepS: 900, reading: "mean", floorAreaM2: 1, zones: [zone], carriers: [] });
  expect(found).toMatchObject({ idis_tot: null, cost_tot: null, emis_tot: null, pele_tot: null, pgas_tot: null, time_rat: null });
});

test("columns of two lengths and a building without floor are refused", () => {
  const bad = [
    { floorAreaM2: 1, zones: [zone], carriers: [{ kind: "gas", powerW: [1] }] },
    { floorAreaM2: 0, zones: [zone], carriers: [] },
    { floorAreaM2: 1, zones: [], carriers: [] },
  ] as const;
  for (const input of bad) {
    let caught: unknown;
    try {
      kpis({ stepS: 900, reading: "mean", ...input });
    } catch (e) {
      caught = e;
    }
    expect(isZonecastError(caught, "bad-input")).toBe(true);
  }
});

/** A trace of an emulator: nine days in 500 samples. Its indicators cover the last two, after seven of warm-up. */
function trace(emulator: string, scenario: string) {
  const text = (name: string) =>
    readFileSync(sharedData("boptest", emulator, name), "utf8")
      .trim()
      .split(/\r?\n/);
  const [head = "", ...lines] = text(`results_${scenario}.csv`);
  const names = head.split(",");
  const rows = lines.map((line) => line.split(",").map(Number));
  const time = rows.map((r) => r[0] ?? Number.NaN);
  const end = time.at(-1) ?? Number.NaN;
  /** On a grid of a minute over the last two days, straight between samples. */
  const column = (name: string): Float64Array => {
    const c = names.indexOf(name);
    let k = 1;
    return Float64Array.from({ length: 2881 }, (_, i) => {
      const t = end - 172_800 + 60 * i;
      while (k < time.length - 1 && (time[k] ?? 0) < t) k++;
      const [t0 = 0, t1 = 1] = [time[k - 1], time[k]];
      const [y0 = 0, y1 = 0] = [rows[k - 1]?.[c], rows[k]?.[c]];
      return y0 + ((y1 - y0) * (t - t0)) / (t1 - t0);
    });
  };
  const published = new Map(text(`kpis_${scenario}_constant.csv`).map((line) => line.split(",") as [string, string]));
  return { column, kpi: (name: string) => Number(published.get(name)) };
}

describeUnless(sharedDataMissing("boptest"), "against BOPTEST's own indicators", () => {
  test("heat pump, peak heat day: energy, cost, emissions and discomfort", () => {
    const { column, kpi } = trace("bestest_hydronic_heat_pump", "peak_heat_day");
    const roomC = column("reaTZon_y").map((k) => k - 273.15);
    const hourOf = (i: number) => (i / 60) % 24;
    const away = (i: number) => hourOf(i) >= 7 && hourOf(i) < 20;
    const powers = ["reaPHeaPum_y", "reaPFan_y", "reaPPumEmi_y"].map(column);
    const found = kpis({
      stepS: 60,
      reading: "sample",
      floorAreaM2: 192,
      zones: [
        {
          tempC: roomC,
          lowerC: roomC.map((_, i) => (away(i) ? 15 : 21)),
          upperC: roomC.map((_, i) => (away(i) ? 30 : 24)),
        },
      ],
      carriers: powers.map((powerW) => ({ kind: "electric" as const, powerW, pricePerKWh: 0.2535, kgCo2PerKWh: 0.167 })),
    });
    // The samples stand 26 min apart, BOPTEST's own much closer: one per cent, and a tenth of that where nothing is cut off.
    expect(Math.abs(found.ener_tot / kpi("ener_tot") - 1)).toBeLessThan(0.001);
    expect(Math.abs((found.cost_tot ?? 0) / kpi("cost_tot") - 1)).toBeLessThan(0.001);
    expect(Math.abs((found.emis_tot ?? 0) / kpi("emis_tot") - 1)).toBeLessThan(0.001);
    expect(Math.abs(found.tdis_tot / kpi("tdis_tot") - 1)).toBeLessThan(0.01);
    // The highest quarter of an hour lies between two samples.
    expect(found.pele_tot).toBeLessThanOrEqual(kpi("pele_tot") * 1.001);
    expect(found.pele_tot).toBeGreaterThan(kpi("pele_tot") * 0.95);
  });

  test.each(["peak_cool_day", "typical_cool_day"])("air system, %s: peak of electric power", (scenario) => {
    const { column, kpi } = trace("bestest_air", scenario);
    const room = column("zon_reaTRooAir_y");
    const found = kpis({
      stepS: 60,
      reading: "sample",
      floorAreaM2: 48,
      zones: [{ tempC: room }],
      carriers: ["fcu_reaPCoo_y", "fcu_reaPFan_y"].map((name) => ({ kind: "electric" as const, powerW: column(name) })),
    });
    expect(Math.abs((found.pele_tot ?? 0) / kpi("pele_tot") - 1)).toBeLessThan(0.002);
  });
});
