import { expect, it } from "vitest";
import { yearOf } from "../../../../../sim/validation/lumped/metrics.ts";

it("sums loads by sign and finds the extremes", () => {
  const year = yearOf(Float64Array.of(10, 20, 30), Float64Array.of(1000, 3000, -500));
  expect(year).toEqual({
    annual_heating_MWh: 0.004,
    annual_cooling_MWh: 0.0005,
    peak_heating_kW: 3,
    peak_cooling_kW: 0.5,
    maximum_temperature: 30,
    minimum_temperature: 10,
    average_temperature: 20,
  });
});
