import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readRecording } from "../../../../bin/replay/recording.ts";

const folder = (files: Record<string, string>): string => {
  const dir = mkdtempSync(join(tmpdir(), "zonecast-recording-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
};
const IDEAL =
  "seconds_of_day,day_of_year,temperature,radiator-input,radiator-output,outdoor-temperature,solar-radiation,windspeed,humidity";

describe("recordings", () => {
  it("merge files in order of time, whatever their own order", () => {
    const dir = folder({
      "house_kitchen.csv": "time,airTempC\n2024-01-02T00:00:00Z,20\n2024-01-01T00:00:00Z,19\n",
      "house_hall.csv": "time,airTempC,heatingSetpointC\n2024-01-01T12:00:00+01:00,18,21\n",
    });
    const { samples, files, gaps } = readRecording(dir);
    expect(files).toBe(2);
    expect(gaps).toBe(0);
    expect(samples.map((s) => [new Date(s.ts).toISOString(), s.building, s.zone, s.values])).toEqual([
      ["2024-01-01T00:00:00.000Z", "house", "kitchen", { airTempC: 19 }],
      ["2024-01-01T11:00:00.000Z", "house", "hall", { airTempC: 18, heatingSetpointC: 21 }],
      ["2024-01-02T00:00:00.000Z", "house", "kitchen", { airTempC: 20 }],
    ]);
  });

  it("read an IDEAL room: day 1 is 1 January 2017, 0 degF is missing, spikes are left out", () => {
    const dir = folder({ "65_731.csv": `${IDEAL}\n3600,1,18.5,40,35,-17.8,1305,3,80\n3600,2,-17.8,40,35,8.5,105,3,80\n` });
    const { samples, gaps } = readRecording(dir);
    expect(gaps).toBe(3);
    expect(samples.map((s) => [s.ts, s.zone, s.values])).toEqual([
      [Date.UTC(2017, 0, 1, 1), "room-731", { airTempC: 18.5, waterTempC: 40 }],
      [Date.UTC(2017, 0, 1, 1), "whole", {}],
      [Date.UTC(2017, 0, 2, 1), "room-731", { waterTempC: 40 }],
      [Date.UTC(2017, 0, 2, 1), "whole", { outdoorTempC: 8.5, globalIrradianceWPerM2: 105 }],
    ]);
  });

  it.each([
    [
      "a letter in a number",
      { "a_b.csv": "time,airTempC\n2024-01-01T00:00:00Z,2O\n" },
      /a_b\.csv: line 2, column airTempC: '2O' is not a number/,
    ],
    ["a time without zone", { "a_b.csv": "time,airTempC\n2024-01-01T00:00:00,20\n" }, /line 2: .* is no time with a zone/],
    ["a short row", { "a_b.csv": "time,airTempC\n2024-01-01T00:00:00Z\n" }, /line 2: 1 cells, the header has 2/],
    ["unknown columns", { "a_b.csv": "when,temp\n1,2\n" }, /columns are not known: when, temp/],
    ["no row", { "a_b.csv": "time,airTempC\n" }, /holds no measurement/],
    ["no file", {}, /holds no \.csv file/],
  ])("say what is wrong with %s", (_, files, line) => {
    expect(() => readRecording(folder(files))).toThrow(line);
  });
});
