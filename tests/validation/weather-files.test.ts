/** Every weather file of the data folder is read: rows, gaps and sums in one table, and light that is where the sun is. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { column } from "../../domain/index.ts";
import {
  readEpw,
  readTmy,
  readTmy3,
  readTryDwd,
  sunPosition,
  type TryOptions,
  WEATHER_COLUMNS,
  type WeatherFile,
} from "../../sim/weather/index.ts";
import { sharedData, sharedDataMissing } from "../support/shared-data.ts";
import { describeUnless } from "../support/visible-skip.ts";
import { TMY_SITE } from "../support/weather-texts.ts";

const missing = sharedDataMissing("weather");
const names = missing === undefined ? readdirSync(sharedData("weather")).sort() : [];

function read(name: string, options: TryOptions = {}): WeatherFile {
  const text = readFileSync(sharedData("weather", name), "utf8");
  if (name.endsWith(".epw")) return readEpw(text);
  if (name.endsWith(".csv")) return readTmy3(text);
  if (name.endsWith(".TMY")) return readTmy(text, TMY_SITE);
  return readTryDwd(text, options);
}

const values = (file: WeatherFile, name: string) => column(file.frame, name);
const sum = (v: Float64Array) => v.reduce((s, x) => s + (Number.isNaN(x) ? 0 : x), 0);
const kWh = (file: WeatherFile, name: string) => sum(values(file, name)) / 1000;
const mean = (file: WeatherFile, name: string) =>
  sum(values(file, name)) / values(file, name).filter((v) => !Number.isNaN(v)).length;

/** Mean temperature (°C) and global light (kWh/m²) of the files' own columns, counted without these readers. */
const KNOWN: Readonly<Record<string, { meanC?: number; globalKWh?: number }>> = {
  "USA_AZ_Davis-Monthan.AFB.722745_TMY3.epw": { meanC: 21.7, globalKWh: 2002 },
  "USA_CA_San.Francisco.Intl.AP.724940_TMY3.epw": { meanC: 13.8 },
  "USA_NY_New.York-J.F.Kennedy.Intl.AP.744860_TMY3.epw": { meanC: 12.6 },
  "USA_CO_Denver.Intl.AP.725650_TMY3.epw": { meanC: 10.9, globalKWh: 1670 },
  "USA_WA_Port.Angeles-William.R.Fairchild.Intl.AP.727885_TMY3.epw": { meanC: 9.3, globalKWh: 1262 },
  "USA_IL_Chicago-OHare.Intl.AP.725300_TMY3.epw": { meanC: 10.0 },
  "TRY2010_12_Jahr.dat": { meanC: 11.1 },
  "TRY2010_04_Jahr.dat": { meanC: 9.5 },
  "TRY2010_13_Jahr.dat": { meanC: 8.6 },
  "TRY2010_11_Jahr.dat": { meanC: 3.8 },
  "SandPoint_AK_703165TY_TMY3.csv": {},
  "DRYCOLD.TMY": { meanC: 9.7, globalKWh: 1832 },
};

/** How late the light of clear days is against the sun, h; NaN without a clear day. */
function lateH(file: WeatherFile): number {
  const global = values(file, "globalIrradianceWPerM2");
  const { latitudeDeg, longitudeDeg } = file.site;
  let [late, days] = [0, 0];
  for (let day = 0; day < 365; day++) {
    let [light, lightTime, sun, sunTime] = [0, 0, 0, 0];
    for (let h = 0; h < 24; h++) {
      const ts = file.frame.startTs + (day * 24 + h - 0.5) * 3_600_000;
      const up = Math.max(0, Math.sin((sunPosition(ts, latitudeDeg, longitudeDeg).elevationDeg * Math.PI) / 180));
      light += global[day * 24 + h] ?? Number.NaN;
      lightTime += (global[day * 24 + h] ?? Number.NaN) * h;
      sun += up;
      sunTime += up * h;
    }
    // Six tenths of the light above the air: a day without much cloud.
    if (light < 0.6 * 1367 * sun) continue;
    late += lightTime / light - sunTime / sun;
    days++;
  }
  return late / days;
}

describeUnless(missing, "weather files", () => {
  const files = new Map(names.map((name) => [name, read(name)]));

  test("every file is known here, and the other way round", () => {
    expect(names).toEqual(Object.keys(KNOWN).sort());
  });

  test("the table", () => {
    const lines = [...files].map(([name, file]) => {
      const gaps = WEATHER_COLUMNS.map((c) => file.gaps[c]).join("/");
      const told = WEATHER_COLUMNS.map((c) => file.estimated[c]).join("/");
      const light = ["globalIrradianceWPerM2", "directNormalWPerM2", "diffuseHorizontalWPerM2"].map((c) =>
        kWh(file, c).toFixed(0).padStart(5),
      );
      const states = ["outdoorTempC", "skyTempC", "windSpeedMPerS"].map((c) => mean(file, c).toFixed(1).padStart(5));
      return `${name.slice(0, 26).padEnd(27)}${file.frame.length} rows  gaps ${gaps}  told ${told.padEnd(28)} ${light.join(" ")} kWh/m²  ${states.join(" ")}  late ${lateH(file).toFixed(2)} h`;
    });
    process.stdout.write(
      `\ngaps and told: ${WEATHER_COLUMNS.join("/")}\nsums: global, direct normal, diffuse; means: air °C, sky °C, wind m/s\n${lines.join("\n")}\n`,
    );
    expect(lines).toHaveLength(names.length);
  });

  test.each(names)("%s", (name) => {
    const file = files.get(name) ?? read(name);
    const known = KNOWN[name] ?? {};
    expect(file.frame.length).toBe(8760);
    if (known.meanC !== undefined) expect(Math.abs(mean(file, "outdoorTempC") - known.meanC)).toBeLessThan(0.06);
    if (known.globalKWh !== undefined) expect(Math.abs(kWh(file, "globalIrradianceWPerM2") - known.globalKWh)).toBeLessThan(1);
    // The record of 1978 skips an observation twice a year; all others are whole.
    for (const c of WEATHER_COLUMNS) expect(file.gaps[c]).toBeLessThanOrEqual(name === "DRYCOLD.TMY" ? 2 : 0);
    // Afternoon cloud of the summer makes the light of Denver and Chicago up to 0.06 h early.
    const late = lateH(file);
    expect(Math.abs(late), `${late} h late`).toBeLessThan(0.08);
  });

  test("reference years: light by the labels alone would be early by the longitude, or by half an hour", () => {
    const early = (region: string) => lateH(read(`TRY2010_${region}_Jahr.dat`, { light: "ends" }));
    // Potsdam 13.07° E and Mannheim 8.55° E against the meridian of 15° E, means over the clear days of the year.
    expect(early("04")).toBeCloseTo(-0.135, 1);
    expect(early("12")).toBeCloseTo(-0.48, 1);
    expect(early("13")).toBeCloseTo(-0.5, 1);
  });

  test("reference years: the sums of the columns B and D are kept", () => {
    for (const name of names.filter((n) => n.startsWith("TRY"))) {
      const rows = readFileSync(sharedData("weather", name), "utf8").split("\n").slice(38);
      const raw = rows.reduce(
        (s, row) => s + Number(row.trim().split(/\s+/)[13] ?? 0) + Number(row.trim().split(/\s+/)[14] ?? 0),
        0,
      );
      expect(kWh(files.get(name) ?? read(name), "globalIrradianceWPerM2") / (raw / 1000)).toBeCloseTo(1, 2);
    }
  });
});
