/** Weather from plain CSV: strict about header, times and numbers; what is not there is told or left a gap. */
import { expect, test } from "vitest";
import { column } from "../../../../domain/index.ts";
import { readWeatherCsv } from "../../../../sim/weather/csv.ts";

const site = { name: "Here", latitudeDeg: 52, longitudeDeg: 13, elevationM: 100, utcOffsetH: 1 };
const rows = (n: number, make: (i: number) => string) =>
  Array.from({ length: n }, (_, i) => `${new Date(Date.UTC(2024, 1, 28, 0, 15 * i)).toISOString()},${make(i)}`);
const good = [
  "time,outdoorTempC,relativeHumidityPct,globalIrradianceWPerM2,windSpeedMPerS",
  ...rows(4 * 48, (i) => `${i / 10},60,${i % 96 > 30 && i % 96 < 70 ? 200 : 0},2`),
];

test("any even step, leap days too; what is not there is told from what is", () => {
  const { frame, gaps, estimated } = readWeatherCsv(good.join("\n"), site);
  expect([frame.startTs, frame.stepS, frame.length]).toEqual([Date.UTC(2024, 1, 28), 900, 192]);
  expect(column(frame, "outdoorTempC")[7]).toBe(0.7);
  expect(Object.values(gaps).every((n) => n === 0)).toBe(true);
  expect(estimated).toMatchObject({ directNormalWPerM2: 192, diffuseHorizontalWPerM2: 192, skyTempC: 192, airPressurePa: 192 });
});

test("offsets are honoured, Windows ends and byte-order mark ignored, columns in any order", () => {
  const { frame } = readWeatherCsv("\ufeffoutdoorTempC,time\r\n1,2024-01-01T01:00+01:00\r\n2,2024-01-01T02:00+01:00\r\n", site);
  expect([frame.startTs, frame.stepS]).toEqual([Date.UTC(2024, 0, 1), 3600]);
  expect([...column(frame, "outdoorTempC")]).toEqual([1, 2]);
});

test("rows left out and empty cells become gaps and are counted", () => {
  const text = ["time,outdoorTempC", "2024-01-01T00:00Z,1", "2024-01-01T01:00Z,", "2024-01-01T04:00Z,5"].join("\n");
  const { frame, gaps } = readWeatherCsv(text, site);
  expect([...column(frame, "outdoorTempC")]).toEqual([1, Number.NaN, Number.NaN, Number.NaN, 5]);
  expect(gaps.outdoorTempC).toBe(3);
  expect(gaps.windSpeedMPerS).toBe(5);
  expect(gaps.globalIrradianceWPerM2).toBe(5);
});

test("all eight columns given: nothing is told", () => {
  const header =
    "time,outdoorTempC,relativeHumidityPct,directNormalWPerM2,diffuseHorizontalWPerM2,globalIrradianceWPerM2,windSpeedMPerS,skyTempC,airPressurePa";
  const { frame, estimated } = readWeatherCsv([header, ...rows(3, () => "1,50,2,3,4,5,-6,99000")].join("\n"), site);
  expect(Object.values(estimated).every((n) => n === 0)).toBe(true);
  expect(column(frame, "skyTempC")[1]).toBe(-6);
});

const line = (index: number, text: string) => good.map((l, i) => (i === index ? text : l)).join("\n");
test.each([
  ["no time", line(0, "ts,outdoorTempC"), "line 1: no column 'time'"],
  ["no temperature", line(0, "time,windSpeedMPerS"), "line 1: no column 'outdoorTempC'"],
  ["an unknown column", line(0, "time,outdoorTempC,windSpeedKmh"), "line 1: unknown column 'windSpeedKmh'"],
  ["a column twice", line(0, "time,outdoorTempC,outdoorTempC"), "line 1: a column is named twice"],
  ["a local time", line(5, "2024-02-28 01:00,1,60,0,2"), "line 6: time is '2024-02-28 01:00', not like"],
  ["no such day", line(5, "2024-02-31T25:00Z,1,60,0,2"), "line 6: time is '2024-02-31T25:00Z', not like"],
  [
    "a time between steps",
    line(5, "2024-02-28T01:01Z,1,60,0,2"),
    "line 6: the time is not a whole number of steps (900 s) after the first",
  ],
  ["a time twice", line(5, good[4] ?? ""), "line 6: the time does not come after the one before"],
  ["time backwards at once", line(2, "2024-02-27T00:00Z,1,60,0,2"), "line 3: the time does not come after the one before"],
  ["letters in a number", line(5, (good[5] ?? "").replace(",60,", ",6O,")), "line 6: relativeHumidityPct is '6O', not a number"],
  [
    "an impossible value",
    line(5, (good[5] ?? "").replace(",60,", ",160,")),
    "line 6: relativeHumidityPct is 160, outside 0..100",
  ],
  ["a field too many", line(5, `${good[5]},1`), "line 6: 6 fields, the header names 5"],
  ["one row", good.slice(0, 2).join("\n"), "line 2: at least two rows are due"],
  ["nothing", "", "line 1: no column 'time'"],
  ["two files in one", [...good, ...good].join("\n"), "line 194: time is 'time', not like"],
  ["centuries of steps", `${good.join("\n")}\n2524-01-01T00:00Z,1,60,0,2`, "line 194: from the first row to here are 17526"],
])("%s is refused", (_, text, message) => {
  expect(() => readWeatherCsv(text, site)).toThrow(
    expect.objectContaining({ code: "bad-file", message: expect.stringContaining(message) }),
  );
});
