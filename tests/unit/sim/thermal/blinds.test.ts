import { expect, test } from "vitest";
import { createCore } from "../../../../sim/thermal/core.ts";
import { fittedHouse } from "../../../../sim/validation/analytic/fitted-house.ts";
import { PLACE, springWeather } from "../../../support/star-run.ts";

const model = fittedHouse();
const core = createCore(model, 900);
const table = core.weatherTable(springWeather(900, 4), PLACE);
const rows = table.length / core.width;
const zones = model.zones.length;
const all = (share: number) => new Float64Array(zones).fill(share);
const read = (weather: Float64Array, row: number) => {
  const closed = all(Number.NaN);
  core.blinds.read(weather, row, closed);
  return closed;
};

test("nobody's word leaves the row as it is; a control is what is then read", () => {
  let automatic = 0;
  for (let row = 0; row < rows; row++) {
    expect(core.blinds.apply(table, row, all(Number.NaN)).weather === table).toBe(true);
    automatic += read(table, row).some((c) => c > 0) ? 1 : 0;
    for (const share of [0, 0.4, 1]) {
      const own = core.blinds.apply(table, row, all(share));
      const closed = read(own.weather, own.row);
      for (let z = 0; z < zones; z++) expect(closed[z]).toBeCloseTo(core.blinds.has(z) ? share : 0, 9);
    }
  }
  expect(automatic).toBeGreaterThan(0);
});

test("closed and opened again lets in what open does, and one zone's blinds are its own", () => {
  const noon = 48;
  const open = core.blinds.apply(table, noon, all(0)).weather.slice();
  const closed = core.blinds.apply(table, noon, all(1)).weather.slice();
  const again = core.blinds.apply(closed, 0, all(0)).weather.slice();
  again.forEach((v, i) => void expect(v).toBeCloseTo(open[i] ?? Number.NaN, 9));
  const first = all(Number.NaN);
  const shaded = model.zones.findIndex((_, z) => core.blinds.has(z));
  first[shaded] = 1;
  const own = core.blinds.apply(table, noon, first);
  const before = read(table, noon);
  read(own.weather, own.row).forEach((c, z) => void expect(c).toBeCloseTo(z === shaded ? 1 : (before[z] ?? 0), 9));
});
