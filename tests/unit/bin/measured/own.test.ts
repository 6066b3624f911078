import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { column } from "#domain";
import { readCsv } from "../../../../bin/measured/csv.ts";
import { readOwn } from "../../../../bin/measured/own.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "own-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(header: string, ...lines: string[]) {
  writeFileSync(join(folder, "villa.csv"), `${[header, ...lines].join("\n")}\n`);
  return readCsv(join(folder, "villa.csv"));
}

test("rooms and counters of a building, each with the weather and what is set in its own zone", () => {
  const csv = file(
    "time_utc@Europe/Berlin,outdoorTempC,kitchen.airTempC,kitchen.heatingSetpointC,hall.airTempC,hall.valvePct,whole.electricEnergyWh,mood",
    "2025-01-06T00:00:00.000Z,3,20,21,18,50,400,9",
    "2025-01-06T01:00:00.000Z,,20.5,21,,60,410,9",
  );
  expect(readOwn.fits(csv)).toBe(true);
  const { series, notes } = readOwn.read(csv);
  expect(series.map((s) => [s.id, s.group, s.timeZone, [...s.frame.columns.keys()]])).toEqual([
    ["villa/kitchen/airTempC", "room temperature", "Europe/Berlin", ["y", "outdoorTempC", "heatingSetpointC"]],
    ["villa/hall/airTempC", "room temperature", "Europe/Berlin", ["y", "outdoorTempC", "valvePct"]],
    ["villa/whole/electricEnergyWh", "electricity", "Europe/Berlin", ["y", "outdoorTempC"]],
  ]);
  expect([...column(series[1]!.frame, "y")]).toEqual([18, Number.NaN]);
  expect(notes).toEqual(["villa.csv: columns of no known name: mood"]);
});

test("another step, a time that is none, and a time zone that is none are errors that name the place", () => {
  const header = "time_utc,a.airTempC";
  expect(() => readOwn.read(file(header, "2025-01-06T00:00:00Z,1", "2025-01-06T00:15:00Z,1"))).toThrow(
    "villa.csv, line 3: the times are not one hour apart",
  );
  expect(() => readOwn.read(file(header, "monday,1"))).toThrow("villa.csv, line 2");
  expect(() => readOwn.read(file(header))).toThrow("villa.csv has a head and no rows");
  expect(() => readOwn.read(file("time_utc@Mars/Olympus,a.airTempC", "2025-01-06T00:00:00Z,1"))).toThrow(
    "'Mars/Olympus' is no time zone",
  );
  expect(readOwn.fits(file("time_utc,elec_kWh_x", "2025-01-06T00:00:00Z,1"))).toBe(false);
});
