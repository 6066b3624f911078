import { expect, test } from "vitest";
import { createKernel, kernelAllowed } from "../../../../../sim/star/kernel/kernel.ts";
import { planOf } from "../../../../../sim/star/plan.ts";
import { temperaturesOf } from "../../../../../sim/star/state.ts";
import { createStepper } from "../../../../../sim/star/stepper.ts";
import { HEATED_FLOOR, heatedBy, RADIATOR, threeRooms } from "../../../../support/star-building.ts";
import { PLACE, springWeather, wildActs } from "../../../../support/star-run.ts";

const BUILDINGS = [
  ["with a radiator and a heated floor", heatedBy(RADIATOR, HEATED_FLOOR)],
  ["with heated floors", { ...heatedBy(HEATED_FLOOR, HEATED_FLOOR), airLinks: [] }],
  ["with partitions and doors", threeRooms],
  ["with partitions", { ...threeRooms, airLinks: [] }],
  ["apart", { ...threeRooms, airLinks: [], elements: threeRooms.elements.filter((e) => e.boundary.to !== "zone") }],
  ["without windows", { ...threeRooms, windows: [] }],
] as const;

test.each(BUILDINGS)("rooms %s: the kernel does what the loops do, step by step", (_, building) => {
  const plan = planOf(building, 900);
  const table = plan.columns.table(springWeather(900, 12), PLACE);
  const acts = wildActs(plan, 100);
  for (const filmEvery of [1, 4]) {
    const steps = 1_100;
    const results = [createStepper(plan, filmEvery), createKernel(plan, filmEvery)].map((stepper) => {
      const airTempC = new Float64Array(steps * 3);
      const powerW = new Float64Array(steps * 3);
      stepper.run({ steps, weather: table, acts, firstAct: 30, airTempC, powerW });
      return { airTempC, powerW, temps: temperaturesOf(plan, stepper.work) };
    });
    const [loops, kernel] = results;
    const differ = (a: ArrayLike<number> = [], b: ArrayLike<number> = []) =>
      Array.from(a).reduce((most, v, i) => Math.max(most, Math.abs(v - b[i]!)), 0);
    expect(differ(loops?.airTempC, kernel?.airTempC)).toBeLessThan(1e-7);
    expect(differ(loops?.powerW, kernel?.powerW)).toBeLessThan(1e-4);
    expect(differ(loops?.temps, kernel?.temps)).toBeLessThan(1e-7);
  }
});

test("runs may be of any length and follow each other", () => {
  const plan = planOf(threeRooms, 900);
  const table = plan.columns.table(springWeather(900, 12), PLACE);
  const acts = wildActs(plan, 37);
  const [once, often] = [createKernel(plan), createKernel(plan)];
  once.run({ steps: 700, weather: table, acts });
  let done = 0;
  for (const steps of [1, 191, 192, 193, 123]) {
    often.run({ steps, weather: table, firstRow: done, acts, firstAct: done });
    done += steps;
  }
  expect(done).toBe(700);
  expect(temperaturesOf(plan, often.work)).toEqual(temperaturesOf(plan, once.work));
});

test("acts may be many", () => {
  const plan = planOf(threeRooms, 900);
  const table = plan.columns.table(springWeather(900, 12), PLACE);
  // All at once, and such that begin anew in the midst of a piece of weather.
  for (const [rows, firstAct] of [
    [1_152, 0],
    [500, 130],
  ] as const) {
    const acts = wildActs(plan, rows);
    const [loops, kernel] = [createStepper(plan), createKernel(plan)];
    for (const stepper of [loops, kernel]) stepper.run({ steps: 1_152, weather: table, acts, firstAct });
    kernel.work.zone.air.forEach((t, z) => void expect(t).toBeCloseTo(loops.work.zone.air[z]!, 7));
  }
});

test("this place allows it", () => {
  expect(kernelAllowed()).toBe(true);
});
