import { expect, test } from "vitest";
import { stream } from "#domain";
import { demoBuildings } from "#sim";
import { createCore, type StepInput, type ThermalCore } from "../../../../sim/thermal/core.ts";
import { BOX_W_PER_K, boxBuilding, boxZone } from "../../../support/box-building.ts";

const input = (core: ThermalCore, change: Partial<StepInput> = {}): StepInput => {
  const all = (v: number) => new Float64Array(core.zones.length).fill(v);
  return {
    weather: new Float64Array(core.weatherInputs.length),
    gainsW: all(0),
    airingWPerK: all(0),
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
  settle(core, input(core, { forcedPowerW: Float64Array.of(1000, 0) }));
  // (Ga + Gab) Ta - Gab Tb = P; -Gab Ta + (Gb + Gab) Tb = 0 with Ga = Gab = G, Gb = G/2
  const a = (1.5 * 1000) / (2 * BOX_W_PER_K);
  expect(core.airTempC[0]).toBeCloseTo(a, 8);
  expect(core.airTempC[1]).toBeCloseTo(a / 1.5, 8);
});

test("a thermostat settles on its proportional line, and no higher than its heater can", () => {
  const core = createCore(boxBuilding([boxZone("a")]), 300);
  settle(core, input(core));
  // G T = P/band (Tset - T) + P/2
  const expected = (500 * 20 + 500) / (BOX_W_PER_K + 500);
  expect(core.airTempC[0]).toBeCloseTo(expected, 8);
  expect(core.heatingPowerW[0]).toBeCloseTo(BOX_W_PER_K * expected, 6);

  const weather = Float64Array.from(core.weatherInputs, (name) => (name === "outdoor" ? -20 : 0));
  settle(core, input(core, { weather }));
  expect(core.heatingPowerW[0]).toBe(1000);
  expect(core.airTempC[0]).toBeCloseTo(-20 + 1000 / BOX_W_PER_K, 7);
});

test("extra air cools like its conductance", () => {
  const core = createCore(boxBuilding([boxZone("a")]), 300);
  settle(core, input(core, { forcedPowerW: Float64Array.of(1000), airingWPerK: Float64Array.of(BOX_W_PER_K) }));
  expect(core.airTempC[0]).toBeCloseTo(1000 / (2 * BOX_W_PER_K), 8);
});

test.each(demoBuildings().map((m) => [m.building.id, m] as const))(
  "%s: at every step, what is gained is lost or stored to 1e-9",
  (_, model) => {
    const core = createCore(model, 300);
    const chance = stream(7, "balance");
    const random = (from: number, to: number) =>
      new Float64Array(core.zones.length).map(() => from + (to - from) * chance.uniform());
    for (let i = 0; i < 2_000; i++) {
      const weather = Float64Array.from(core.weatherInputs, (name) =>
        name.startsWith("sun/") ? 3000 * chance.uniform() : -15 + 45 * chance.uniform(),
      );
      const forcedPowerW = random(0, 4000).map((v) => (v < 2000 ? Number.NaN : v));
      const balance = core.step({
        weather,
        gainsW: random(0, 2000),
        airingWPerK: random(-50, 50).map((g) => Math.max(0, g)),
        setpointC: random(15, 24),
        forcedPowerW,
      });
      const size = Math.abs(balance.gainW) + Math.abs(balance.lossW) + Math.abs(balance.storedW);
      expect(Math.abs(balance.residualW) / size).toBeLessThan(1e-9);
    }
  },
);

test("state can be taken out and put back", () => {
  const model = boxBuilding([boxZone("a")]);
  const [one, other] = [createCore(model, 300), createCore(model, 300)];
  for (let i = 0; i < 50; i++) one.step(input(one));
  other.restore(one.nodeTempsC());
  one.step(input(one));
  other.step(input(other));
  expect(other.airTempC[0]).toBeCloseTo(one.airTempC[0] ?? Number.NaN, 12);
  expect(() => other.restore(new Float64Array(2))).toThrowError(/temperatures/);
});
