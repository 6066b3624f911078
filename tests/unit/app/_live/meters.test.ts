import { expect, it } from "vitest";
import { metersOf, powerPoint } from "../../../../app/_live/meters.ts";
import { forecast, point } from "../../../support/wire-messages.ts";

const power = point({ signal: "electricPowerW", source: "main" });
const energy = point({ signal: "electricEnergyWh", source: "main" });
const solar = point({ signal: "electricPowerW", source: "solar" });
const heat = point({ signal: "heatEnergyWh", source: "heat" });

it("tells a carrier's power from the most direct point", () => {
  expect(powerPoint([energy, power], "electricity")).toBe(power);
  expect(powerPoint([energy], "electricity")).toBe(energy);
  expect(powerPoint([energy], "gas")).toBeUndefined();
});

it("lists each meter once, by the point that has a forecast", () => {
  const points = [energy, heat, power, solar];
  expect(metersOf(points, new Map()).map((m) => m.point)).toEqual([power, solar, heat]);
  const forecasts = new Map([["mill/hall/electricEnergyWh/main", forecast(0)]]);
  expect(metersOf(points, forecasts)).toEqual([
    { carrier: "electricity", point: energy },
    { carrier: "electricity", point: solar },
    { carrier: "heat", point: heat },
  ]);
});
