import { expect, test } from "vitest";
import { axes, line, PLOT } from "../../../../../sim/excitation/svg/axes.ts";

const labels = (marks: readonly string[]) => marks.flatMap((m) => [...m.matchAll(/<text[^>]*>([^<]*)</g)].map((t) => t[1]));

test("ends lie at the ends, what is beyond is drawn there", () => {
  const { x, y } = axes({ label: "x", from: 0, to: 10 }, { label: "y", from: 1e-3, to: 1, log: true });
  expect([x(0), x(10), x(99)]).toEqual([PLOT.left, PLOT.right, PLOT.right]);
  expect(y(0.001)).toBeCloseTo(PLOT.bottom, 9);
  expect(y(1)).toBeCloseTo(PLOT.top, 9);
  expect(y(0)).toBeCloseTo(PLOT.bottom, 9);
});

test("an axis may run backwards", () => {
  const { x } = axes({ label: "x", from: 96, to: 0.75, log: true }, { label: "y", from: 0, to: 1 });
  expect(x(96)).toBe(PLOT.left);
  expect(x(0.75)).toBe(PLOT.right);
});

test("ticks are round", () => {
  const { marks } = axes({ label: "x", from: 17.3, to: 26.2 }, { label: "y", from: 1e-4, to: 1, log: true });
  expect(labels(marks)).toEqual(["1.0e-4", "0.001", "0.01", "0.1", "1", "18", "20", "22", "24", "26", "x", "y"]);
});

test("a gap parts a line", () => {
  const plot = axes({ label: "x", from: 0, to: 3 }, { label: "y", from: 0, to: 1 });
  expect(line(plot, [0, 1, 2, 3], [0, 1, Number.NaN, 1], 0).match(/M/g)).toHaveLength(2);
});
