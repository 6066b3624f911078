import { expect, test } from "vitest";
import { readWeatherCsv } from "#sim";
import { lightFault, weatherFacts, weatherText } from "../../../../bin/weather/facts.ts";

const hours = Array.from({ length: 48 }, (_, h) => {
  const ts = new Date(Date.UTC(2026, 0, 1, h)).toISOString();
  return `${ts},${h < 24 ? 8 : ""},${h === 12 ? 100 : 0}`;
});
const site = { name: "Here", latitudeDeg: 52, longitudeDeg: 13, elevationM: 30, utcOffsetH: 1 };
const facts = weatherFacts(readWeatherCsv(["time,outdoorTempC,globalIrradianceWPerM2", ...hours].join("\n"), site));

test("means, degree days and sun of what is there; gaps are counted", () => {
  expect(facts).toMatchObject({ rows: 48, stepS: 3600, meanTempC: 8, minTempC: 8, maxTempC: 8, heatingDegreeDays: 10 });
  expect(facts.globalKWhPerM2).toBeCloseTo(0.1, 9);
  expect(facts.gaps.outdoorTempC).toBe(24);
  expect(weatherText(facts)).toContain("missing: outdoorTempC 24 (first 2026-01-02 00:00 UTC)");
});

test("light at the wrong time is told, unless there is too little to tell", () => {
  expect(facts.lightLateH).toBeNaN();
  expect(lightFault(facts)).toBeUndefined();
  expect(lightFault({ lightLateH: 0.2, longitudeDeg: 13 })).toBeUndefined();
  expect(lightFault({ lightLateH: -1, longitudeDeg: 13 })).toContain("1.0 h earlier than the sun at 13.00° E");
});
