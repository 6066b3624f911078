import { expect, test } from "vitest";
import { INPUTS, parameterLayout, STRATEGIES, strategyOf, tftConfig, trainedParameters } from "#forecasting";

const layout = (hidden: 16 | 32 | 64) => parameterLayout(tftConfig({ ...INPUTS, hidden }));

test("a probe learns 119, 231 or 455 numbers", () => {
  expect(([16, 32, 64] as const).map((h) => trainedParameters(strategyOf("probe"), layout(h)))).toEqual([119, 231, 455]);
});

test("each strategy learns more than the one before, the last two everything", () => {
  const counts = STRATEGIES.map((s) => trainedParameters(s, layout(16)));
  expect(counts[0]).toBe(0);
  expect([...counts].sort((a, b) => a - b)).toEqual(counts);
  const all = layout(16).reduce((n, p) => n + p.size, 0);
  expect(counts.slice(-2)).toEqual([all, all]);
});

test("an unknown strategy names those that there are", () => {
  expect(() => strategyOf("prob")).toThrow("unknown strategy 'prob'");
});
