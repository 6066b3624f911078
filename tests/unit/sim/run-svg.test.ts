import { expect, test } from "vitest";
import { makeFrame } from "#domain";
import { runPictures } from "../../../sim/run-svg.ts";

const rows = 4_000;
const wave = (mean: number) => Float64Array.from({ length: rows }, (_, i) => mean + Math.sin(i / 10));
const frame = makeFrame(0, 900, [
  ["room/airTempC", wave(20)],
  ["whole/outdoorTempC", wave(0)],
  ["whole/heatingPowerW", wave(3_000)],
]);

test("a long run is drawn as means, with a line for each column that is there", () => {
  const { temperatures, power } = runPictures(frame, "House");
  expect(temperatures.match(/class="line"/g)).toHaveLength(2);
  expect(power.match(/class="line"/g)).toHaveLength(1);
  expect(temperatures).toContain("means over 0.75 h");
  expect(temperatures.length).toBeLessThan(60_000);
  expect(temperatures + power).not.toContain("NaN");
});

test("names stand in one row, and long ones are cut to their part of it", () => {
  const zones = ["open-plan-to-the-south", "b", "c", "d", "e", "f"];
  const many = makeFrame(0, 900, [
    ...zones.map((z) => [`${z}/airTempC`, wave(20)] as const),
    ["whole/outdoorTempC", wave(0)] as const,
    ["whole/heatingPowerW", wave(3_000)] as const,
  ]);
  const { temperatures } = runPictures(many, "House");
  const words = [...temperatures.matchAll(/<text [^>]*>([^<]*)</g)].map((m) => m[1]);
  expect(words).toContain("House: temperatures of 4 of 6 zones");
  expect(words).toContain("open…south");
  const across = [...temperatures.matchAll(/<rect x="([\d.]+)" y="28"/g)].map((m) => Number(m[1]));
  expect(across).toHaveLength(5);
  expect(Math.max(...across)).toBeLessThan(450);
});
