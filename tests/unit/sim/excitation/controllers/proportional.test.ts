import { expect, test } from "vitest";
import { proportional } from "../../../../../sim/excitation/controllers/proportional.ts";

test("as BuilDa's house does it: clip(set-point - temperature, 0, 1) of the range", () => {
  const controller = proportional({ gainPerK: 1 }, { range: { min: 0, max: 8_000 }, stepS: 900, sense: "heating" });
  const at = (airTempC: number) => controller.act({ airTempC, setpointC: 21 });
  expect([19, 20, 20.25, 21, 24].map(at)).toEqual([8_000, 8_000, 6_000, 0, 0]);
});

test("a range that does not begin at nothing", () => {
  const controller = proportional({ gainPerK: 0.5 }, { range: { min: 20, max: 40 }, stepS: 900, sense: "cooling" });
  expect([23, 25, 27].map((airTempC) => controller.act({ airTempC, setpointC: 24 }))).toEqual([20, 30, 40]);
});
