import { expect, test } from "vitest";
import type { HeatingModel } from "../../../../sim/building/model.ts";
import { heaterOf } from "../../../../sim/systems/emitters.ts";
import { createCore, type StepInput } from "../../../../sim/thermal/core.ts";
import { boxBuilding, boxZone } from "../../../support/box-building.ts";
import { PLACE } from "../../../support/star-run.ts";
import { stillWeather } from "../../../support/still-weather.ts";

const { heating } = boxZone("a");
if (!heating) throw new Error("the box has no heating");
/** The box on a slab that stores heat. */
const boxWith = (change: Partial<HeatingModel>) => {
  const model = boxBuilding([boxZone("a", { heating: { ...heating, ...change } })]);
  const [wall] = model.elements;
  if (!wall) throw new Error("the box has no wall");
  const slab = {
    ...wall,
    id: "slab",
    tiltDeg: 180,
    areaM2: 40,
    heatCapacityJPerM2K: 200_000,
    uWPerM2K: 0.5,
    massPosition: "inside",
  };
  return boxBuilding(model.zones, { elements: [wall, slab as typeof wall] });
};

/** Air temperature by step after a heater goes on at full power, from 20 °C in and out. */
function stepResponse(change: Partial<HeatingModel>, steps: number): { rise: number[]; worst: number } {
  const core = createCore(boxWith(change), 300);
  const all = (v: number) => Float64Array.of(v);
  const input: StepInput = {
    weather: core.weatherTable(stillWeather(20, 1, 300), PLACE),
    row: 0,
    gainsW: all(0),
    outdoorAirM3PerH: all(0),
    setpointC: all(Number.NaN),
    forcedPowerW: all(1_000),
  };
  let worst = 0;
  const rise = Array.from({ length: steps }, () => {
    core.step(input);
    const { gainW, residualW } = core.balance();
    worst = Math.max(worst, Math.abs(residualW) / gainW);
    return (core.airTempC[0] ?? Number.NaN) - 20;
  });
  return { rise, worst };
}

test("the quicker the emitter, the sooner its room is warm; in the end all bring the same", () => {
  const [ideal, radiator, floor] = [
    stepResponse({ emitter: "ideal" }, 12_000),
    stepResponse({ emitter: "radiator", emitterTimeConstantS: 1_800 }, 12_000),
    stepResponse({ emitter: "floor" }, 12_000),
  ];
  const after = (r: { rise: number[] }, hours: number) => r.rise[hours * 12 - 1] ?? Number.NaN;
  expect(after(ideal, 1)).toBeGreaterThan(1.3 * after(radiator, 1));
  expect(after(radiator, 1)).toBeGreaterThan(1.3 * after(floor, 1));
  expect(after(floor, 1_000)).toBeCloseTo(after(ideal, 1_000), 2);
  expect(after(radiator, 1_000)).toBeCloseTo(after(ideal, 1_000), 3);
  for (const { worst } of [ideal, radiator, floor]) expect(worst).toBeLessThan(1e-9);
});

test("a radiator at a quarter of its power is warmer than a proportional one: 0.25^(1/1.3) of its design excess", () => {
  const core = createCore(boxWith({ emitter: "radiator" }), 3600);
  const all = (v: number) => Float64Array.of(v);
  const weather = core.weatherTable(stillWeather(0, 1, 3600), PLACE);
  for (let k = 0; k < 5_000; k++)
    core.step({ weather, row: 0, gainsW: all(0), outdoorAirM3PerH: all(0), setpointC: all(Number.NaN), forcedPowerW: all(250) });
  const emitterC = core.state()[2] ?? Number.NaN;
  const room = ((core.airTempC[0] ?? 0) + (core.radiantTempC[0] ?? 0)) / 2;
  expect(emitterC - room).toBeCloseTo(40 * 0.25 ** (1 / 1.3), 6);
});

test("what a zone has says what the engine gets", () => {
  const schedule = [{ days: "every-day" as const, fromHour: 0, setpointC: 26 }];
  const cooled = boxZone("a", { heating: undefined, cooling: { maxPowerW: 900, schedule, eer: 3 } });
  expect(heaterOf(cooled, 300)).toMatchObject({ maxHeatingW: 0, maxCoolingW: 900 });
  expect(heaterOf(boxZone("a", { heating: undefined }), 300)).toBeUndefined();
  expect(heaterOf(boxZone("a", { heating: { ...heating, emitter: "floor" } }), 300)).toMatchObject({ inFloor: true });
});
