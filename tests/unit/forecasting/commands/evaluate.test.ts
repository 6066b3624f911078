import { expect, test } from "vitest";
import { evaluate, NAIVE } from "#forecasting";
import { hourlySeries } from "../../../support/hourly-series.ts";

test("baselines on two buildings: the one that fits the shape wins, and its error is the shape's", () => {
  const week = (h: number): number => (Math.floor(h / 24) % 7 < 5 ? 1 : 0);
  const houses = [0, 1].map((i) =>
    hourlySeries(`house-${i}`, 60, (h) => 20 + i + 2 * week(h) * Math.sin((2 * Math.PI * h) / 24)),
  );
  const shares: number[] = [];
  const lines = evaluate(houses, { everyH: 53, onProgress: (share) => shares.push(share) })["as issued"];
  const of = (model: string) => lines.find((l) => l.model === model);
  expect(of("seasonal-naive-week")?.mae).toBeCloseTo(0, 9);
  // A working day's mean |2 sin| is 4/pi; persistence at midnight says the mean of it.
  expect(of("persistence")?.mae).toBeGreaterThan(0.5);
  expect(lines.map((l) => l.model)).toEqual(expect.arrayContaining([...NAIVE, "ridge-arx"]));
  expect(of("persistence")).toMatchObject({ series: 2, buildings: 2 });
  expect(shares.at(-1)).toBe(1);
});
