import { expect, test } from "vitest";
import { stream } from "#domain";
import { demoBuildings } from "#sim";
import { createCore, type StepInput, type ThermalCore } from "../../../../sim/thermal/core.ts";
import { BOX_W_PER_K, boxBuilding, boxZone } from "../../../support/box-building.ts";
import { PLACE, springWeather } from "../../../support/star-run.ts";
import { stillWeather } from "../../../support/still-weather.ts";

const input = (core: ThermalCore, outdoorC: number, change: Partial<StepInput> = {}): StepInput => {
  const all = (v: number) => new Float64Array(core.zones.length).fill(v);
  return {
    weather: core.weatherTable(stillWeather(outdoorC, core.stepS / 3600, core.stepS), PLACE),
    row: 0,
    gainsW: all(0),
    outdoorAirM3PerH: all(0),
    setpointC: all(20),
    forcedPowerW: all(Number.NaN),
    ...change,
  };
};

function settle(core: ThermalCore, step: StepInput): void {
  for (let i = 0; i < 40_000; i++) core.step(step);
}

test("two zones joined by a door settle where the hand calculation puts them", () => {
  const model = boxBuilding([boxZone("a"), boxZone("b", { infiltrationPerH: 0.5 })], {
    airLinks: [{ zones: ["a", "b"], flowM3PerH: 100 }],
  });
  const core = createCore(model, 3600);
  settle(core, input(core, 0, { forcedPowerW: Float64Array.of(1000, 0) }));
  // (Ga + Gab) Ta - Gab Tb = P; -Gab Ta + (Gb + Gab) Tb = 0 with Ga = Gab = G, Gb = G/2
  const a = (1.5 * 1000) / (2 * BOX_W_PER_K);
  expect(core.airTempC[0]).toBeCloseTo(a, 6);
  expect(core.airTempC[1]).toBeCloseTo(a / 1.5, 6);
});

test("a thermostat settles on its proportional line, and no higher than its heater can", () => {
  const core = createCore(boxBuilding([boxZone("a")]), 300);
  settle(core, input(core, 0));
  // G T = P/band (Tset - T) + P/2
  const expected = (500 * 20 + 500) / (BOX_W_PER_K + 500);
  expect(core.airTempC[0]).toBeCloseTo(expected, 7);
  expect(core.powerW[0]).toBeCloseTo(BOX_W_PER_K * expected, 5);

  settle(core, input(core, -20));
  expect(core.powerW[0]).toBe(1000);
  expect(core.airTempC[0]).toBeCloseTo(-20 + 1000 / BOX_W_PER_K, 6);
});

test("extra air cools like its flow", () => {
  const core = createCore(boxBuilding([boxZone("a")]), 300);
  settle(core, input(core, 0, { forcedPowerW: Float64Array.of(1000), outdoorAirM3PerH: Float64Array.of(100) }));
  expect(core.airTempC[0]).toBeCloseTo(1000 / (2 * BOX_W_PER_K), 7);
});

test.each(demoBuildings().map((m) => [m.building.id, m] as const))(
  "%s: at every step, what is gained is lost or stored to 1e-9",
  (_, model) => {
    const core = createCore(model, 300);
    const weather = core.weatherTable(springWeather(300, 7), PLACE);
    const chance = stream(7, "balance");
    const random = (from: number, to: number) =>
      new Float64Array(core.zones.length).map(() => from + (to - from) * chance.uniform());
    let worst = 0;
    for (let row = 0; row < 2_000; row++) {
      core.step({
        weather,
        row,
        gainsW: random(0, 2000),
        outdoorAirM3PerH: random(-150, 150).map((v) => Math.max(0, v)),
        setpointC: random(15, 24),
        forcedPowerW: random(0, 4000).map((v) => (v < 2000 ? Number.NaN : v)),
      });
      const { gainW, lossW, storedW, residualW } = core.balance();
      worst = Math.max(worst, Math.abs(residualW) / (Math.abs(gainW) + Math.abs(lossW) + Math.abs(storedW)));
    }
    expect(worst).toBeLessThan(1e-9);
  },
);

test("state can be taken out and put back", () => {
  const model = boxBuilding([boxZone("a")]);
  const [one, other] = [createCore(model, 300), createCore(model, 300)];
  for (let i = 0; i < 50; i++) one.step(input(one, 0));
  other.restore(one.temperaturesC());
  const state = one.state();
  one.step(input(one, 0));
  other.step(input(other, 0));
  expect(other.airTempC[0]).toBeCloseTo(one.airTempC[0] ?? Number.NaN, 12);
  other.setState(state);
  other.step(input(other, 0));
  expect(other.state()).toEqual(one.state());
  expect(() => other.setState(new Float64Array(2))).toThrowError(/numbers/);
  expect(() => other.restore(new Float64Array(2))).toThrowError(/temperatures/);
});
