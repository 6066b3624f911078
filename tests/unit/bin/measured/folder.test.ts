import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { column } from "#domain";
import { readMeasured } from "../../../../bin/measured/folder.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "measured-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const HOURS = 600;
const at = (h: number): string => new Date(Date.UTC(2018, 0, 1, h)).toISOString().slice(0, 19).replace("T", " ");

function meters(name: string, header: string, row: (h: number) => string): void {
  mkdirSync(join(folder, "estate"), { recursive: true });
  const rows = Array.from({ length: HOURS }, (_, h) => `${at(h)},5.5,80,${h % 24},${row(h)}`);
  writeFileSync(join(folder, "estate", name), `${[`time_utc,To_C,RH_pct,G_Wm2,${header}`, ...rows].join("\n")}\n`);
}

describe("meters", () => {
  test("zero electricity is a gap, zero gas is not; kWh an hour become W; the half first hour is left out", async () => {
    meters("a.csv", "elec_kWh_x,gas_kWh_x", (h) => `${h === 9 ? 0 : 2 + (h % 7)},${h === 9 ? 0 : 1 + (h % 5)}`);
    const { series } = await readMeasured(folder);
    expect(series.map((s) => [s.id, s.group, s.building])).toEqual([
      ["estate/electricity/x", "electricity", "estate-x"],
      ["estate/gas/x", "gas", "estate-x"],
    ]);
    const [electricity, gas] = series.map((s) => column(s.frame, "y"));
    expect([electricity?.[0], electricity?.[9], electricity?.[1]]).toEqual([Number.NaN, Number.NaN, 3000]);
    expect([gas?.[9], gas?.[1]]).toEqual([0, 2000]);
  });

  test("a value at ten times the mean is a gap", async () => {
    meters("a.csv", "gas_kWh_x", (h) => (h === 50 ? "10000" : "1"));
    const { series, notes } = await readMeasured(folder);
    expect(column(series[0]!.frame, "y")[50]).toBeNaN();
    expect(notes).toEqual(["gas_kWh_x: 1 values are gaps (negative or clipped)"]);
  });

  test("a scaled copy under another name is left out and named", async () => {
    meters("a.csv", "gas_kWh_x,gas_kWh_y,gas_kWh_z", (h) => `${1 + (h % 5)},${3 * (1 + (h % 5))},${1 + (h % 11)}`);
    const { series, notes } = await readMeasured(folder);
    expect(series.map((s) => s.id)).toEqual(["estate/gas/x", "estate/gas/z"]);
    expect(notes).toEqual(["estate/gas/y copies estate/gas/x and is left out"]);
  });

  test("a hole in the times is an error that names the line", async () => {
    writeFileSync(join(folder, "a.csv"), `time_utc,To_C,elec_kWh_x\n${at(0)},1,1\n${at(1)},1,1\n${at(3)},1,1\n`);
    await expect(readMeasured(folder)).rejects.toThrow("a.csv, line 4: the times are not one hour apart");
  });

  test("a cell that is no number is an error that names the place", async () => {
    meters("a.csv", "gas_kWh_x", (h) => (h === 3 ? "1;5" : "1"));
    await expect(readMeasured(folder)).rejects.toThrow("a.csv, line 5, column gas_kWh_x: '1;5' is not a number");
  });
});

describe("rooms of IDEAL", () => {
  const HEADER =
    "seconds_of_day,day_of_year,temperature,radiator-input,radiator-output,outdoor-temperature,solar-radiation,windspeed,humidity";

  test("hourly means; codes for missing are gaps; the weather moves back from the local clock in summer", async () => {
    // Day 200 of 2017 is in July: the local clock is one hour ahead of UTC.
    const rows = Array.from(
      { length: 96 },
      (_, i) =>
        `${i * 900},200,${20 + Math.floor(i / 4)},30,28,${i === 40 ? -17.8 : Math.floor((i + 3) / 4)},${i === 44 ? 1310 : 100},1,50`,
    );
    writeFileSync(join(folder, "65_7.csv"), `${[HEADER, ...rows].join("\n")}\n`);
    const { series, notes } = await readMeasured(folder);
    const [room] = series;
    expect([room?.id, room?.building, room?.frame.stepS]).toEqual(["ideal/65/7", "ideal-home-65", 3600]);
    const y = column(room!.frame, "y");
    // The row of 05:00 holds the samples of 04:15, 04:30, 04:45 (24) and 05:00 (25).
    expect(y[5]).toBeCloseTo((3 * 24 + 25) / 4);
    const outdoor = column(room!.frame, "outdoorTempC");
    expect(outdoor[5]).toBe(6);
    expect(notes).toEqual(["65_7: 2 weather values are gaps (-17.8 degC, humidity 0, radiation out of range)"]);
  });
});

test("kelvin becomes Celsius in targets of GenTL", async () => {
  writeFileSync(
    join(folder, "target_a.csv"),
    "Unnamed: 0,seconds of the day,thermalZone.TAir,weaBus.TDryBul,weaBus.HDirNor,weaBus.HDifHor,u\n0,0,293.15,273.15,0,0,1\n1,900,294.15,274.15,0,0,0.5\n",
  );
  const [series] = (await readMeasured(folder)).series;
  expect(Array.from(column(series!.frame, "y"))).toEqual([Number.NaN, 21]);
  expect(column(series!.frame, "outdoorTempC")[1]).toBeCloseTo(1);
  expect(series?.horizonS).toBe(4 * 3600);
});

test("a folder without known columns says what is known", async () => {
  writeFileSync(join(folder, "a.csv"), "time,value\n1,2\n");
  await expect(readMeasured(folder)).rejects.toThrow("no file below");
  await expect(readMeasured(join(folder, "nowhere"))).rejects.toThrow("is not there");
});
