import { expect, test } from "vitest";
import { makeFrame } from "#domain";
import { seasonOf } from "../../../../../sim/validation/tabula/season-of.ts";

const place = { latitudeDeg: 50, longitudeDeg: 0 };
/** Four days of March: cold, warm, cold, warm; the sun shines alike every day. */
const hours = 96;
const weather = makeFrame(Date.UTC(2023, 2, 20, 1), 3600, [
  ["outdoorTempC", Float64Array.from({ length: hours }, (_, h) => (Math.floor(h / 24) % 2 === 0 ? 4 : 16))],
  ["directNormalWPerM2", new Float64Array(hours).fill(500)],
  ["diffuseHorizontalWPerM2", new Float64Array(hours).fill(0)],
]);

test("counts cold days alone, and the sun on them alone", () => {
  const season = seasonOf(weather, place);
  expect([season.days, season.outdoorC]).toEqual([2, 4]);
  const whole = seasonOf(
    makeFrame(weather.startTs, 3600, [...weather.columns, ["outdoorTempC", new Float64Array(hours)]]),
    place,
  );
  expect(season.irradiation(180, 90) / whole.irradiation(180, 90)).toBeCloseTo(0.5, 2);
});

test("at the equinox, south gets more than north, and a plane that looks down the ground's part only", () => {
  const season = seasonOf(weather, place);
  expect(season.irradiation(180, 90)).toBeGreaterThan(3 * season.irradiation(0, 90));
  expect(season.irradiation(0, 180)).toBeCloseTo(0.2 * season.irradiation(0, 0), 6);
});
