import { expect, it } from "vitest";
import { scoreLines, scoresOf } from "../../../../../sim/validation/bestest/score.ts";
import type { Row } from "../../../../../sim/validation/row.ts";

const row = (name: string, quantity: string, ours: number): Row => ({
  suite: "bestest",
  case: name,
  quantity,
  unit: "",
  lower: null,
  upper: null,
  ours,
  pass: null,
});

it("a result counts where its three digits lie in the span, and the sunspace stands apart", () => {
  const rows = [
    row("600", "annual_cooling_MWh", 5.4316),
    row("900", "annual_cooling_MWh", 2.284),
    row("960", "annual_cooling_MWh", 1.8),
  ];
  const cooling = scoresOf(rows).find((s) => s.metric === "annual_cooling_MWh");
  expect(cooling).toMatchObject({ inside: "2/20", accepted: "1/20", insideSunspace: "0/1", acceptedSunspace: "1/1" });
  expect(cooling?.outside).toContain("960: 1.8 beside 0.789 to 0.95");
});

it("temperatures have no accepted limits", () => {
  const highest = scoresOf([row("600FF", "maximum_temperature", 68.44)]).find((s) => s.metric === "maximum_temperature");
  expect(highest).toMatchObject({ inside: "1/6", accepted: undefined });
});

it("a line a quantity, beside the simple hourly method", () => {
  const lines = scoreLines([]);
  expect(lines).toHaveLength(2 + 7 + 2);
  expect(lines[2]).toBe("| annual heating | 0/20 | 8/20 | 0/20 | 20/20 | 0/1, 0/1 |");
});
