import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { column, rowTs } from "#domain";
import { distanceKm, weatherOf } from "../../../../bin/simulate/weather.ts";
import { weatherText } from "../../../support/weather-texts.ts";

const potsdam = { latitudeDeg: 52.4, longitudeDeg: 13.06 };
const fromTs = Date.UTC(2026, 0, 10);
const untilTs = fromTs + 2 * 86_400_000;

test("the earth is round", () => {
  expect(distanceKm(potsdam, potsdam)).toBe(0);
  expect(distanceKm({ latitudeDeg: 0, longitudeDeg: 0 }, { latitudeDeg: 0, longitudeDeg: 180 })).toBeCloseTo(Math.PI * 6371, 6);
  expect(distanceKm({ latitudeDeg: 10, longitudeDeg: 170 }, { latitudeDeg: 10, longitudeDeg: -170 })).toBeLessThan(2_200);
});

test("a climate has its own place, and covers the time that is asked for", () => {
  const { frame, site } = weatherOf({ weather: "central-europe", seed: 1, fromTs, untilTs }, potsdam);
  expect(site).toEqual({ latitudeDeg: 52.383, longitudeDeg: 13.067 });
  expect([rowTs(frame, 0), rowTs(frame, frame.length - 1)]).toEqual([fromTs, untilTs]);
});

test("a file's hours become quarters that keep the hour's light; its own place is the sun's", () => {
  const said: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
  const file = join(mkdtempSync(join(tmpdir(), "zonecast-run-weather-")), "test.epw");
  writeFileSync(file, weatherText("epw"));
  const { frame, site } = weatherOf({ weather: file, seed: 1, fromTs, untilTs }, potsdam);
  vi.restoreAllMocks();
  expect(said.join("")).toMatch(/was seen 8\d\d\d km from the building: Testville/);
  expect(site).toMatchObject({ latitudeDeg: 40, longitudeDeg: -105 });
  expect(frame.stepS).toBe(900);
  const light = column(frame, "globalIrradianceWPerM2");
  const noon = light.findIndex((_, i) => rowTs(frame, i) === Date.UTC(2026, 0, 10, 19));
  const quarters = [...light.subarray(noon - 3, noon + 1)];
  expect(new Set(quarters).size).toBeGreaterThan(1);
});
