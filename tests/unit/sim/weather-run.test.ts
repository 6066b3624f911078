import { expect, test } from "vitest";
import { column } from "#domain";
import { demoBuildings } from "#sim";
import { createCore } from "../../../sim/thermal/core.ts";
import { onGrid } from "../../../sim/weather-grid.ts";
import { weatherPieces, weatherRun } from "../../../sim/weather-run.ts";
import { PLACE, springWeather } from "../../support/star-run.ts";

const [house] = demoBuildings();
if (!house) throw new Error("there is no demo building");
const core = createCore(house, 300);

test.each([300, 900, 3600])("weather in steps of %i s, made day by day, is the table of all of it at once", (stepS) => {
  const weather = springWeather(stepS, 3);
  const grid = onGrid(weather, 300);
  const whole = core.weatherTable(grid, PLACE);
  const pieces = weatherPieces(core, weather, PLACE);
  const [run, other] = [weatherRun(pieces), weatherRun(pieces)];
  expect(pieces.steps).toBe(3 * 288);
  for (let step = 0; step < pieces.steps; step++) {
    const { table, row, outdoorTempC } = run.at(step);
    expect(table.subarray(row * core.width, (row + 1) * core.width)).toEqual(
      whole.subarray(step * core.width, (step + 1) * core.width),
    );
    expect(outdoorTempC).toBe(column(grid, "outdoorTempC")[step]);
    expect(run.globalAt(step)).toBe(column(grid, "globalIrradianceWPerM2")[step + 1]);
    if (step % 100 === 0) expect(other.at(pieces.steps - 1 - step).table.length).toBeGreaterThan(0);
  }
});
