import { describe, expect, test } from "vitest";
import { column, isZonecastError } from "#domain";
import {
  blankControls,
  createSimulation,
  demoBuildings,
  type Simulation,
  type SimulationInput,
  simulate,
  syntheticWeather,
} from "#sim";
import { boxBuilding, boxZone } from "../../support/box-building.ts";
import { stillWeather } from "../../support/still-weather.ts";

const [house] = demoBuildings();
if (!house) throw new Error("there is no demo building");
const weather = syntheticWeather({
  climate: "central-europe",
  seed: 3,
  startTs: Date.UTC(2025, 0, 13),
  stepS: 3600,
  length: 4 * 24 + 1,
});
const make = (change: Partial<SimulationInput> = {}) =>
  createSimulation({ model: house, weather, stepS: 900, seed: 7, ...change });
const everything = (s: Simulation) => [...Object.values(s.zone).flatMap((v) => [...v]), ...Object.values(s.whole), s.ts];
const run = (s: Simulation, steps: number) => {
  for (let i = 0; i < steps; i++) s.step();
};

describe("a simulation", () => {
  test("that is stepped comes to what simulate() comes to", () => {
    const { frame } = simulate({ model: house, weather, stepS: 900, seed: 7 });
    const stepped = make();
    const rows: number[] = [];
    while (stepped.canStep) {
      stepped.step();
      rows.push(stepped.zone.airTempC[0] ?? Number.NaN);
    }
    expect(rows).toEqual([...column(frame, `${house.zones[0]?.id}/airTempC`)]);
  });

  test("goes on bit by bit from a snapshot, and so does a branch", () => {
    const one = make();
    run(one, 37);
    const snapshot = structuredClone(one.snapshot());
    const twin = one.branch();
    const seen = everything(one);
    run(one, 50);
    const later = everything(one);
    run(twin, 50);
    expect(everything(twin)).toEqual(later);
    one.restore(snapshot);
    expect(everything(one).map((v) => (Number.isNaN(v) ? 0 : v)).length).toBe(seen.length);
    expect(one.zone.airTempC).toEqual(make().zone.airTempC.map((_, i) => seen[i] ?? Number.NaN));
    run(one, 50);
    expect(everything(one)).toEqual(later);
  });

  test("of a branch knows nothing of the other's steps", () => {
    const one = make();
    run(one, 10);
    const warm = one.branch();
    const controls = blankControls(house);
    controls.heatingSetpointC.fill(25);
    for (let i = 0; i < 20; i++) warm.step(controls);
    run(one, 20);
    const plain = make();
    run(plain, 30);
    expect(everything(one)).toEqual(everything(plain));
    expect(warm.zone.airTempC[0]).toBeGreaterThan((one.zone.airTempC[0] ?? 0) + 1);
  });

  test("does not care how long its output step is", () => {
    const [fine, coarse] = [make({ stepS: 300 }), make({ stepS: 3600 })];
    run(fine, 24 * 12);
    run(coarse, 24);
    expect(coarse.snapshot().thermal).toEqual(fine.snapshot().thermal);
  });

  test("is refused steps, controls and snapshots that make no sense", () => {
    const box = boxBuilding([boxZone("a")]);
    const still = stillWeather(0, 2);
    const codes = [
      () => createSimulation({ model: box, weather: still, stepS: 450 }),
      () => createSimulation({ model: box, weather: still, stepS: 7200, innerStepS: 7200 }),
      () => createSimulation({ model: box, weather: still, stepS: 900 }).restore(make().snapshot()),
      () => run(createSimulation({ model: box, weather: still, stepS: 3600 }), 3),
      () => createSimulation({ model: box, weather: still, stepS: 3600 }).step({ valvePct: Float64Array.of(101) }),
    ].map((act) => {
      try {
        act();
      } catch (e) {
        return isZonecastError(e) && e.code;
      }
      return "nothing";
    });
    expect(codes).toEqual(codes.map(() => "bad-input"));
  });
});
