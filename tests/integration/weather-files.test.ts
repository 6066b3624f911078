/** `zonecast weather check | convert | fetch | synth` as their user runs them: what is told of a file, and where what is wrong in it stands. */
import { execFile, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { readParquet } from "#store";
import { fakeOpenMeteo } from "../support/open-meteo.ts";
import { NODE, ROOT } from "../support/paths.ts";
import { weatherText } from "../support/weather-texts.ts";

const folder = mkdtempSync(join(tmpdir(), "zonecast-weather-"));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) =>
  spawnSync(NODE, [join(ROOT, "bin/zonecast.ts"), ...args], { cwd: folder, encoding: "utf8", timeout: 60_000 });

const HEAD = 8;
/** Cells of the row at which hour `hour` of the year ends, changed. */
const rowChanged = (hour: number, change: (cells: string[]) => string[]) => (lines: string[]) =>
  lines.map((line, i) => (i === HEAD + hour - 1 ? change(line.split(",")).join(",") : line));
const headChanged = (from: string, to: string) => (lines: string[]) => lines.map((l, i) => (i === 0 ? l.replace(from, to) : l));
const file = (name: string, spoil?: (lines: string[]) => string[]): string => {
  writeFileSync(join(folder, name), weatherText("epw", spoil));
  return name;
};

/** 29 February after the 28th, a day like it. */
const leapYear = (lines: string[]) => {
  const day = lines.slice(HEAD + 58 * 24, HEAD + 59 * 24);
  return lines.toSpliced(HEAD + 59 * 24, 0, ...day.map((line) => line.replace(/^(\d+),2,28,/, "$1,2,29,")));
};

it("weather check tells what a sound file holds", { timeout: 60_000 }, () => {
  const words = run("weather", "check", file("sound.epw"));
  expect([words.status, words.stderr]).toEqual([0, ""]);
  expect(words.stdout).toMatch(/^Testville, CO, USA \(epw\): 40\.00° N, -105\.00° E, 1600 m\n8,760 rows each 3600 s/);
  const facts = JSON.parse(run("weather", "check", "sound.epw", "--json").stdout);
  expect(facts).toMatchObject({ format: "epw", rows: 8760, stepS: 3600, gaps: {}, longitudeDeg: -105 });
  expect(Math.abs(facts.lightLateH)).toBeLessThan(0.6);
});

describe.each([
  ["a row that lacks columns", rowChanged(92, (cells) => cells.slice(0, 20)), "line 100: 20 fields, at least 24 are due"],
  ["a cell that is no number", rowChanged(92, (c) => c.with(6, "NaN")), "line 100: dry bulb temperature is 'NaN', not a number"],
  ["a year of 8,784 hours", leapYear, "line 1425: date and hour are month 2, day 29, hour 1; month 3, day 1, hour 1 is due"],
  ["an impossible time zone", headChanged(",-7.0,", ",-70,"), "line 1: time zone is -70, outside -12..14"],
  [
    "another time zone",
    headChanged(",-7.0,", ",-5.0,"),
    "its light comes 2.0 h earlier than the sun at -105.00° E: the time zone",
  ],
] as const)("%s", (what, spoil, message) => {
  it("ends with 1 and one line that names file and place", { timeout: 60_000 }, () => {
    const name = file(`${what.replaceAll(/[ ,]/g, "-")}.epw`, spoil);
    const { status, stderr } = run("weather", "check", name);
    expect(status).toBe(1);
    expect(stderr).toContain(name);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });
});

it("a gap is told with its column and its time, and refused by a run that comes to it", { timeout: 60_000 }, () => {
  file(
    "gap.epw",
    rowChanged(24 * 20, (c) => c.with(6, "99.9")),
  );
  const checked = run("weather", "check", "gap.epw");
  expect(checked.stdout).toMatch(/missing: outdoorTempC 1 \(first \d{4}-01-21 07:00 UTC\)/);
  expect([checked.status, checked.stderr]).toEqual([1, "gap.epw: has gaps: a simulation cannot use it as it is\n"]);
  const { status, stderr } = run("simulate", "de-sfh-08", "--weather", "gap.epw", "--from", "2026-01-19", "--days", "3");
  expect(status).toBe(1);
  expect(stderr).toMatch(/outdoorTempC.*(row|2026-01-2|line)/s);
});

it("a run with another site's weather, or one whose light is late, says so and goes on", { timeout: 60_000 }, () => {
  file("far.epw", headChanged(",-7.0,", ",-5.0,"));
  const { status, stderr } = run("simulate", "de-sfh-08", "--weather", "far.epw", "--days", "1");
  expect(status, stderr).toBe(0);
  expect(stderr).toMatch(/far\.epw was seen \d+ km from the building: Testville/);
  expect(stderr).toContain("its light comes 2.0 h earlier");
});

it("weather convert writes a plain table that can be read again, finer if asked", { timeout: 60_000 }, async () => {
  file("sound.epw");
  expect(run("weather", "convert", "sound.epw", "plain.csv").status).toBe(0);
  expect(readFileSync(join(folder, "plain.csv"), "utf8").split("\n")[0]).toMatch(/^time,.*outdoorTempC/);
  const again = run("weather", "check", "plain.csv", "--latitude", "40", "--longitude", "-105", "--json");
  expect(JSON.parse(again.stdout)).toMatchObject({ rows: 8760, gaps: {} });
  expect(run("weather", "convert", "sound.epw", "fine.parquet", "--step", "900").status).toBe(0);
  const { columns } = await readParquet(join(folder, "fine.parquet"));
  expect(columns.get("outdoorTempC")?.length).toBe(4 * 8760);
  const placeless = run("weather", "check", "plain.csv");
  expect(placeless.stderr).toMatch(/plain\.csv: .*does not say where.*--latitude and --longitude/);
  expect(run("weather", "convert", "sound.epw", "plain.xlsx").stderr).toMatch(/\.csv or \.parquet/);
});

it("weather synth writes the same history for the same seed", { timeout: 60_000 }, () => {
  const args = ["--days", "3", "--step", "3600"];
  for (const [name, seed] of Object.entries({ a: "1", b: "1", c: "2" }))
    expect(run("weather", "synth", "central-europe", `${name}.csv`, "--seed", seed, ...args).status).toBe(0);
  const text = (name: string) => readFileSync(join(folder, `${name}.csv`), "utf8");
  expect(text("a")).toBe(text("b"));
  expect(text("a")).not.toBe(text("c"));
  expect(text("a").trimEnd().split("\n")).toHaveLength(1 + 3 * 24 + 1);
  expect(run("weather", "synth", "central-europ", "d.csv").stderr).toMatch(/did you mean 'central-europe'/);
});

const FETCH = ["weather", "fetch", "--lat", "40", "--lon", "-105", "--from", "2023-12-15", "--to", "2024-01-04"];
/** Beside the server that it asks, in one process: the command must not block it. */
const runBeside = (...args: string[]) =>
  promisify(execFile)(NODE, [join(ROOT, "bin/zonecast.ts"), ...args], { cwd: folder, timeout: 60_000 }).then(
    ({ stdout, stderr }) => ({ status: 0, stdout, stderr }),
    (e: { code?: number; stdout: string; stderr: string }) => ({ status: e.code, stdout: e.stdout, stderr: e.stderr }),
  );

it("weather fetch writes a file with its place, which check, convert and simulate read without being told", {
  timeout: 90_000,
}, async () => {
  await using service = await fakeOpenMeteo();
  const fetched = await runBeside(...FETCH, "--name", "Boulder", "--server", service.url, "--out", "fetched.csv");
  expect(fetched).toMatchObject({ status: 0, stdout: "" });
  expect(fetched.stderr).toMatch(/^fetched\.csv: 504 hours, 38 m above sea level; data by Open-Meteo\.com, CC BY 4\.0\n$/);
  const facts = JSON.parse(run("weather", "check", "fetched.csv", "--json").stdout);
  expect(facts).toMatchObject({ format: "csv", site: "Boulder", latitudeDeg: 40, rows: 504, meanTempC: 12.5, gaps: {} });
  expect(run("weather", "convert", "fetched.csv", "fetched.parquet", "--step", "900").status).toBe(0);
  const simulated = run("simulate", "de-sfh-08", "--weather", "fetched.csv", "--from", "2024-01-01", "--days", "1");
  expect(simulated.status, simulated.stderr).toBe(0);
  expect(simulated.stderr).toContain("Boulder");
});

it("weather fetch that fails leaves no file and says why in one line", { timeout: 60_000 }, async () => {
  await using service = await fakeOpenMeteo({ status: 400 });
  const refused = await runBeside(...FETCH, "--server", service.url, "--out", "refused.csv");
  expect([refused.status, refused.stderr]).toEqual([1, "zonecast: Open-Meteo refused: 400 Value of latitude is out of range\n"]);
  writeFileSync(join(folder, "key"), "s3cret\n");
  const keyed = await runBeside(...FETCH, "--server", service.url, "--out", "refused.csv", "--key-file", "key");
  expect([keyed.status, keyed.stderr]).toEqual([refused.status, refused.stderr]);
  expect(service.asked.map(({ query }) => query.get("apikey"))).toEqual([null, "s3cret"]);
  const nobody = await runBeside(...FETCH, "--server", "http://127.0.0.1:9", "--out", "refused.csv");
  expect(nobody.status).toBe(1);
  expect(nobody.stderr).toMatch(/^zonecast: Open-Meteo \(127\.0\.0\.1:9\): not reached \(check the network.*\)\n$/);
  expect(existsSync(join(folder, "refused.csv"))).toBe(false);
  expect((await runBeside(...FETCH, "--server", service.url, "--out", "x.parquet")).stderr).toContain("written as .csv");
});
