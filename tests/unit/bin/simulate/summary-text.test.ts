import { expect, test } from "vitest";
import { archetype, simulate } from "#sim";
import { summaryOf } from "../../../../bin/simulate/summary.ts";
import { summaryText } from "../../../../bin/simulate/summary-text.ts";
import { stillWeather } from "../../../support/still-weather.ts";

const linesOf = (zones: "one" | "day-night") => {
  const model = archetype("de-sfh-08", { zones, supply: "gas" });
  const { frame } = simulate({ model, weather: stillWeather(0, 24, 3600), stepS: 3600 });
  return summaryText(summaryOf(model, frame)).split("\n");
};

test("tables stand in columns, indicators have their units, and what does not apply is left out", () => {
  const lines = linesOf("one");
  expect(lines[0]).toBe("24 rows each 3600 s");
  const head = lines.findIndex((line) => line.startsWith("zone "));
  expect(lines[head + 1]).toHaveLength(lines[head]?.length ?? 0);
  expect(lines.filter((line) => line.startsWith("ener_tot")).join()).toMatch(/kWh\/m² +energy bought$/);
  expect(lines.join("\n")).toContain("pgas_tot");
  expect(lines.join("\n")).not.toMatch(/cost_tot|pdih_tot|null|NaN/);
});

test("everybody together only where there are several zones", () => {
  expect(linesOf("one").some((line) => line.startsWith("all "))).toBe(false);
  expect(linesOf("day-night").some((line) => line.startsWith("all "))).toBe(true);
});
