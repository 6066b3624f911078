import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openWeather } from "../../../../bin/weather/open-weather.ts";

const folder = mkdtempSync(join(tmpdir(), "zonecast-weather-"));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const CSV = "time,outdoorTempC,globalIrradianceWPerM2\n2026-01-01T00:00:00Z,1,0\n2026-01-01T01:00:00Z,2,0\n";

test("plain CSV needs a place, which may be given", () => {
  const path = file("own.csv", CSV);
  expect(() => openWeather(path)).toThrow(/own\.csv: the file does not say where its weather was seen \(--latitude/);
  const { site, frame } = openWeather(path, { latitudeDeg: 52, longitudeDeg: 13 });
  expect(site).toMatchObject({ latitudeDeg: 52, utcOffsetH: 1 });
  expect(frame.length).toBe(2);
});

test("what cannot be read is told with the file and the line", () => {
  expect(() => openWeather(file("x.epw", "nothing\n"))).toThrow(/x\.epw: line 1: the header 'LOCATION' is due here/);
  expect(() => openWeather(file("own2.csv", CSV.replace(",2,", ",hot,")), { latitudeDeg: 52, longitudeDeg: 13 })).toThrow(
    /own2\.csv: line 3/,
  );
  expect(() => openWeather(join(folder, "gone.epw"))).toThrow(/cannot read .*gone\.epw/);
});

test("an ending that is no weather's is told with those that are", () => {
  let hint: unknown;
  try {
    openWeather("weather.xlsx");
  } catch (e) {
    hint = (e as { hint?: string }).hint;
  }
  expect(hint).toContain("central-europe");
});
