import { describe, expect, test } from "vitest";
import {
  type BuildingModel,
  blankControls,
  createSimulation,
  demoBuildings,
  type Simulation,
  simulate,
  syntheticWeather,
} from "#sim";
import { fittedHouse } from "../../../sim/validation/analytic/fitted-house.ts";
import { boxBuilding, boxZone } from "../../support/box-building.ts";
import { stillWeather } from "../../support/still-weather.ts";

const [house, office] = demoBuildings();
if (!house || !office) throw new Error("the demo buildings are not there");
const startTs = Date.UTC(2025, 0, 13);
const weather = (climate: "central-europe" | "hot-arid", days: number, fromTs = startTs) =>
  syntheticWeather({ climate, seed: 3, startTs: fromTs, stepS: 3600, length: days * 24 + 1 });
const winter = weather("central-europe", 8);
const summer = weather("hot-arid", 6, Date.UTC(2025, 6, 1));
const live = (model: BuildingModel, frame = winter, change: Partial<Parameters<typeof createSimulation>[0]> = {}): Simulation => {
  const simulation = createSimulation({ model, weather: frame, stepS: 3600, ...change });
  while (simulation.canStep) simulation.step();
  return simulation;
};
const heatingWh = (simulation: Simulation) => simulation.whole.heatEnergyWh;
const { heating } = boxZone("a");
if (!heating) throw new Error("the box has no heating");
const rich = fittedHouse();

describe("a building with every system", () => {
  test.each([
    ["winter", winter],
    ["a hot summer", summer],
  ] as const)("keeps its heat to 1e-9 in %s, step by step", (_, frame) => {
    const simulation = createSimulation({ model: rich, weather: frame, stepS: 300, seed: 5 });
    let worst = 0;
    while (simulation.canStep) {
      simulation.step();
      const { gainW, lossW, storedW, residualW } = simulation.balance;
      worst = Math.max(worst, Math.abs(residualW) / (Math.abs(gainW) + Math.abs(lossW) + Math.abs(storedW)));
    }
    expect(worst).toBeLessThan(1e-9);
  });

  test("counts what it buys: meters are the sums of powers, and heat is what rooms and taps got", () => {
    const simulation = createSimulation({ model: rich, weather: winter, stepS: 3600, seed: 5 });
    let [electricWh, roomsWh, heatWh, sunWh] = [0, 0, 0, 0];
    while (simulation.canStep) {
      simulation.step();
      electricWh += simulation.whole.electricPowerW;
      sunWh += simulation.whole.photovoltaicPowerW;
      heatWh += simulation.whole.heatPowerW;
      roomsWh += simulation.zone.heatingPowerW.reduce((a, b) => a + b, 0) + simulation.whole.hotWaterPowerW;
      expect(simulation.whole.flowTempC).toBeLessThanOrEqual(50);
    }
    expect(electricWh / simulation.whole.electricEnergyWh).toBeCloseTo(1, 9);
    expect(sunWh / simulation.whole.photovoltaicEnergyWh).toBeCloseTo(1, 9);
    expect(roomsWh / heatWh).toBeCloseTo(1, 9);
    expect(sunWh).toBeGreaterThan(1_000);
  });

  test("holds its cooling set-points, shades and bypasses in summer", () => {
    const simulation = live(rich, summer, { seed: 5 });
    const warmest = Math.max(...[...simulation.zone.airTempC].filter((_, i) => i % 2 === 0));
    expect(warmest).toBeLessThan(26);
    expect(simulation.whole.electricEnergyWh).toBeGreaterThan(10_000);
  });
});

describe("one limit for all", () => {
  test("a supply that is too small gives each room the same share, and no more than it has", () => {
    const rooms = [boxZone("a"), boxZone("b", { infiltrationPerH: 2 })];
    const model = boxBuilding(rooms, { supply: { carrier: "district", maxPowerW: 900 } });
    const simulation = live(model, stillWeather(-5, 24 * 8));
    expect(simulation.whole.heatingPowerW).toBeCloseTo(900, 6);
    const free = live(boxBuilding(rooms), stillWeather(-5, 24 * 8));
    expect(free.whole.heatingPowerW).toBeGreaterThan(1_000);
    expect(simulation.zone.airTempC[0]).toBeLessThan(free.zone.airTempC[0] ?? 0);
    expect(Math.abs(simulation.balance.residualW)).toBeLessThan(1e-6);
  });

  test("a heater's own limit is reached and kept", () => {
    const simulation = live(boxBuilding([boxZone("a")]), stillWeather(-25, 24 * 8));
    expect(simulation.zone.heatingPowerW[0]).toBeCloseTo(1_000, 9);
  });
});

describe("what must hold for every building", () => {
  const changed = (f: (m: BuildingModel) => BuildingModel) => heatingWh(live(f({ ...house, supply: { carrier: "district" } })));
  const plain = changed((m) => m);

  test("better walls need less heat, warmer set-points more, and gains replace heat", () => {
    const better = changed((m) => ({
      ...m,
      elements: m.elements.map((e) => (e.boundary.to === "outdoors" ? { ...e, uWPerM2K: e.uWPerM2K / 2, layers: undefined } : e)),
    }));
    const warmer = changed((m) => ({
      ...m,
      zones: m.zones.map((z) => ({
        ...z,
        heating: z.heating && { ...z.heating, schedule: z.heating.schedule.map((b) => ({ ...b, setpointC: b.setpointC + 1 })) },
      })),
    }));
    const busier = changed((m) => ({
      ...m,
      zones: m.zones.map((z) => ({ ...z, gains: { ...z.gains, applianceBaseW: z.gains.applianceBaseW + 100 } })),
    }));
    expect(better).toBeLessThan(0.9 * plain);
    expect(warmer).toBeGreaterThan(1.02 * plain);
    expect(busier).toBeLessThan(plain);
    expect(plain - busier).toBeLessThan(100 * house.zones.length * 24 * 8);
  });

  test("no temperature runs away, whatever the controls and however long the step", () => {
    for (const innerStepS of [60, 900, 3_600]) {
      const simulation = createSimulation({ model: rich, weather: summer, stepS: 3_600, innerStepS });
      const controls = blankControls(rich);
      for (let k = 0; simulation.canStep && k < 60; k++) {
        controls.windowOpenShare.fill(k % 2);
        controls.ventilationPerH.fill(k % 3 === 0 ? 50 : 0);
        controls.valvePct.fill(k % 5 === 0 ? 100 : 0);
        controls.blindClosedShare.fill((k % 4) / 3);
        simulation.step(controls);
        for (const T of simulation.zone.airTempC) expect(T > 5 && T < 75).toBe(true);
      }
    }
  });

  test("mirrored zones are alike, and equal zones behind a wall are one zone alone", () => {
    const wall = (zone: string) => ({
      id: `${zone}-out`,
      zone,
      areaM2: 20,
      uWPerM2K: 0.8,
      heatCapacityJPerM2K: 200_000,
      massPosition: "distributed" as const,
      solarAbsorptance: 0.5,
      azimuthDeg: zone === "a" ? 90 : 270,
      tiltDeg: 90,
      boundary: { to: "outdoors" as const },
    });
    const between = {
      ...wall("a"),
      id: "between",
      areaM2: 12,
      boundary: { to: "zone" as const, zone: "b" },
    };
    const still = stillWeather(2, 24 * 6);
    const pair = live(boxBuilding([boxZone("a"), boxZone("b")], { elements: [wall("a"), wall("b"), between] }), still);
    expect(pair.zone.airTempC[0]).toBeCloseTo(pair.zone.airTempC[1] ?? 0, 9);
    const half = { ...between, boundary: { to: "adiabatic" as const } };
    const alone = live(boxBuilding([boxZone("a")], { elements: [wall("a"), half] }), still);
    // Half a wall with its middle adiabatic is not the fitted chain of a whole one: the steady state is the same.
    expect(alone.zone.airTempC[0]).toBeCloseTo(pair.zone.airTempC[0] ?? 0, 2);
  });

  test("a zone without window, wall or heating follows its neighbour through a door and nothing else", () => {
    const bare = boxZone("b", { heating: undefined, infiltrationPerH: 0 });
    const link = { zones: ["a", "b"] as [string, string], flowM3PerH: 60 };
    const model = boxBuilding([boxZone("a"), bare], { airLinks: [link] });
    const simulation = live({ ...model, elements: model.elements.filter((e) => e.zone === "a") }, stillWeather(5, 24 * 40));
    expect(simulation.zone.heatingPowerW[1]).toBe(0);
    expect(simulation.zone.airTempC[1]).toBeCloseTo(simulation.zone.airTempC[0] ?? 0, 4);
  });

  test("shorter steps come nearer to the finest ones", () => {
    const at = (innerStepS: number) =>
      simulate({ model: { ...house, supply: { carrier: "district" } }, weather: winter, stepS: 3_600, innerStepS }).endState
        .whole;
    const heatAt = (innerStepS: number) => at(innerStepS)[13] ?? Number.NaN;
    const best = heatAt(60);
    const [hour, quarter, five] = [3_600, 900, 300].map((s) => Math.abs(heatAt(s) / best - 1));
    expect(five).toBeLessThan(quarter ?? 0);
    expect(quarter).toBeLessThan(hour ?? 0);
    expect(quarter).toBeLessThan(5e-3);
  });
});

describe("air", () => {
  test("settles where people's CO2 and vapour meet the outdoor air", () => {
    const all = { workday: Array<number>(24).fill(1), weekend: Array<number>(24).fill(1) };
    const gains = { persons: 4, presence: all, applianceBaseW: 0, appliancePeakW: 0, appliances: all, moistureGPerH: 0 };
    const simulation = live(boxBuilding([boxZone("a", { gains })]), stillWeather(10, 24 * 4));
    // 4 * 0.018 m³/h into 100 m³/h.
    expect(simulation.zone.co2Ppm[0]).toBeCloseTo(425 + (1e6 * 4 * 0.018) / 100, 3);
    expect(simulation.zone.relativeHumidityPct[0]).toBeGreaterThan(30);
    expect(simulation.zone.relativeHumidityPct[0]).toBeLessThan(60);
  });

  test("is moved by controls: fans, windows and blinds do what they are told", () => {
    const controls = blankControls(rich);
    controls.windowOpenShare.fill(1);
    controls.blindClosedShare.fill(1);
    const [open, closed] = [
      createSimulation({ model: rich, weather: summer, stepS: 900 }),
      createSimulation({ model: rich, weather: summer, stepS: 900 }),
    ];
    const shut = blankControls(rich);
    shut.windowOpenShare.fill(0);
    shut.blindClosedShare.fill(0);
    for (let k = 0; k < 60; k++) {
      open.step(controls);
      closed.step(shut);
    }
    for (let i = 0; i < rich.zones.length; i++) {
      expect(open.zone.windowOpenShare[i]).toBeCloseTo(1, 9);
      expect(open.zone.blindClosedShare[i]).toBeCloseTo(1, 6);
      expect(closed.zone.blindClosedShare[i]).toBeCloseTo(0, 6);
      expect(open.zone.freshAirPerH[i]).toBeGreaterThan(3 * (closed.zone.freshAirPerH[i] ?? 0));
      expect(open.zone.co2Ppm[i]).toBeLessThanOrEqual(closed.zone.co2Ppm[i] ?? 0);
    }
  });
});

test("two-point thermostats take steps of a minute by themselves", () => {
  const model = boxBuilding([boxZone("a", { heating: { ...heating, control: { law: "two-point", hysteresisK: 0.5 } } })]);
  const simulation = live(model, stillWeather(5, 24 * 3));
  expect(simulation.innerStepS).toBe(60);
  expect(Math.abs((simulation.zone.airTempC[0] ?? 0) - 20)).toBeLessThan(1);
});
