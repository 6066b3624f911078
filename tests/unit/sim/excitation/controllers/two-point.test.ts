import { expect, test } from "vitest";
import { twoPoint } from "../../../../../sim/excitation/controllers/two-point.ts";

test("switches at the edges of its hysteresis and keeps its state between them", () => {
  const controller = twoPoint({ hysteresisK: 1 }, { range: { min: 0, max: 1 }, stepS: 900, sense: "heating" });
  const levels = [20.6, 20.4, 21, 21.4, 21.6, 21, 20.5, 20.4].map((airTempC) => controller.act({ airTempC, setpointC: 21 }));
  expect(levels).toEqual([0, 1, 1, 1, 0, 0, 0, 1]);
});
