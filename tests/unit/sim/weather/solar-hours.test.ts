/** Hours of true solar time, laid into hours of standard time. */
import { expect, test } from "vitest";
import { hoursCourse, intoHours, labelledEdges } from "../../../../sim/weather/solar-hours.ts";
import { skyShape } from "../../../../sim/weather/spread.ts";
import { sunPosition } from "../../../../sim/weather/sun.ts";

const place = { latitudeDeg: 49.5, longitudeDeg: 8.55 };
const grid = { startTs: Date.UTC(2023, 0, 1), stepS: 3600, length: 8760 };
const all = (meaning: "ends" | "around" | "solar-ends") => new Array(8760).fill(meaning);

test.each([
  ["in November", 305],
  ["in February", 42],
  ["in June", 165],
])("the label 12 of true solar time ends with the sun in the south, %s", (_, day) => {
  const edges = labelledEdges(grid, 1, place, all("solar-ends"));
  // Row of the label 12 on that day; its end is edge + 1.
  const ts = edges[day * 24 + 12] ?? Number.NaN;
  expect(Math.abs(sunPosition(ts, place.latitudeDeg, place.longitudeDeg).azimuthDeg - 180)).toBeLessThan(0.4);
});

test("labels that end or surround their hour need no sun", () => {
  expect(labelledEdges(grid, 1, place, all("ends"))[5]).toBe(grid.startTs + 4 * 3_600_000);
  expect(labelledEdges(grid, 1, place, all("around"))[5]).toBe(grid.startTs + 4.5 * 3_600_000);
});

test("edges ascend, also where the meaning changes", () => {
  const mixed = all("ends").map((_, i) => (["ends", "around", "solar-ends"] as const)[Math.floor(i / 700) % 3] ?? "ends");
  const edges = labelledEdges(grid, 1, place, mixed);
  expect(edges.every((ts, i) => i === 0 || ts > (edges[i - 1] ?? 0))).toBe(true);
});

test("a year of light keeps its energy and finds its noon", () => {
  const course = hoursCourse(grid, place);
  const edges = labelledEdges(grid, 1, place, all("solar-ends"));
  const means = Float64Array.from({ length: 8760 }, (_, i) => Math.max(0, 500 * Math.cos((Math.PI * ((i % 24) - 11.5)) / 10)));
  const hours = intoHours(means, edges, course, skyShape(course));
  const sum = (values: Float64Array) => values.reduce((s, v) => s + v, 0);
  expect(hours.some(Number.isNaN)).toBe(false);
  expect(sum(hours) / sum(means)).toBeCloseTo(1, 3);
  const centre = hours.reduce((s, v, i) => s + v * ((i % 24) + 0.5), 0) / sum(hours);
  // Mannheim lies 6.45 degrees west of the meridian of its time: noon is at 12:26 in the mean of a year.
  expect(centre).toBeCloseTo(12 + 25.8 / 60, 1);
});
