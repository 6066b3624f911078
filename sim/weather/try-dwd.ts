/** Test reference years of the Deutscher Wetterdienst, edition of 2010 and 2011 (.dat): German header, a year of hours. */
import { checkCalendar, checkRows, HOURS_OF_YEAR, type YearOptions, yearGrid } from "./hourly-year.ts";
import { type HourMeaning, hoursCourse, intoHours, labelledEdges } from "./solar-hours.ts";
import { flatBeamShape, skyShape } from "./spread.ts";
import { badLine, linesOf, type NumberField, readNumber, readWhole } from "./text-lines.ts";
import { noBesides, sealWeather, type WeatherFile, type WeatherSite } from "./weather-file.ts";
import { emptyWeather } from "./weather-frame.ts";

/** Columns in their order; the line above the row of asterisks must name exactly these. */
const NAMES = ["RG", "IS", "MM", "DD", "HH", "N", "WR", "WG", "t", "p", "x", "RF", "W", "B", "D", "IK", "A", "E", "IL"] as const;
type Name = (typeof NAMES)[number];

/** More than this many header lines there cannot be. */
const MOST_HEADERS = 100;

/** Nines in every place of a field mean that the value is missing; no value comes near. */
const FIELDS: Partial<Record<Name, NumberField>> = {
  N: { name: "N (cloud cover, eighths)", min: 0, max: 8, isMissing: (v) => v === 9 },
  WG: { name: "WG (wind speed, m/s)", min: 0, max: 60, isMissing: (v) => v >= 99 },
  t: { name: "t (air temperature, C)", min: -60, max: 60, isMissing: (v) => v >= 99 },
  p: { name: "p (station pressure, hPa)", min: 600, max: 1100, isMissing: (v) => v >= 9999 },
  RF: { name: "RF (relative humidity, %)", min: 0, max: 100, isMissing: (v) => v >= 999 },
  B: { name: "B (direct irradiance on the horizontal, W/m2)", min: 0, max: 1400, isMissing: (v) => v >= 9999 },
  D: { name: "D (diffuse irradiance on the horizontal, W/m2)", min: 0, max: 1000, isMissing: (v) => v >= 9999 },
  A: { name: "A (long-wave radiation of the sky, W/m2)", min: 0, max: 700, isMissing: (v) => v >= 9999 },
};

export interface TryOptions extends YearOptions {
  /**
   * What the hour of a radiation value means. `"by-origin"` (default): measured values (IK not 9) are means over the hour
   * of true solar time that ends at the label, as the service keeps its radiation records; computed ones (IK = 9) are
   * means around the label. `"ends"`: means over the hour of standard time before the label, as the header reads.
   *
   * The files do not say so, but show it: on clear days the centre of the light of Potsdam and Mannheim lies at 12:30 of
   * true solar time through all seasons, that of Mühldorf, all computed, at 12:00 (`tests/validation/weather-files`).
   */
  readonly light?: "by-origin" | "ends";
}

/**
 * Reads a year of TRY rows, hours 1..24 of Central European Time (UTC+1 all year). Light is laid into hours that end at
 * full hours, direct light on the horizontal is turned into direct normal, infrared into the sky's temperature.
 *
 * Source: Deutscher Wetterdienst (data); column names, units and time zone from the file's own header.
 * Throws `bad-file`, with line and field, for wrong headers, numbers, ranges, order or count; `bad-input` for a leap year.
 */
export function readTryDwd(text: string, options: TryOptions = {}): WeatherFile {
  const lines = linesOf(text);
  const stars = lines.slice(0, MOST_HEADERS).findIndex((line) => line.startsWith("***"));
  if (stars < 1)
    throw badLine(Math.min(lines.length, MOST_HEADERS), "no line of asterisks after the header", "is this a TRY file of 2010?");
  const names = (lines[stars - 1] ?? "").trim().split(/\s+/);
  if (names.join(" ") !== NAMES.join(" ")) throw badLine(stars, `the columns are not ${NAMES.join(" ")}`);
  const site = siteOf(lines.slice(0, stars));

  const firstLine = stars + 2;
  const rows = lines.slice(stars + 1);
  const arrays = emptyWeather(HOURS_OF_YEAR);
  const besides = noBesides(HOURS_OF_YEAR);
  const direct = new Float64Array(HOURS_OF_YEAR);
  const diffuse = new Float64Array(HOURS_OF_YEAR);
  const meanings = new Array<HourMeaning>(HOURS_OF_YEAR).fill("ends");
  for (let i = 0; i < Math.min(rows.length, HOURS_OF_YEAR); i++) {
    const line = firstLine + i;
    const cells = (rows[i] ?? "").trim().split(/\s+/);
    if (cells.length !== NAMES.length) throw badLine(line, `${cells.length} fields, ${NAMES.length} are due`);
    const cell = (name: Name) => cells[NAMES.indexOf(name)];
    const read = (name: Name) => readNumber(cell(name), FIELDS[name] ?? { name, min: -9999, max: 9999 }, line);
    checkCalendar(
      i,
      readWhole(cell("MM"), "MM", line),
      readWhole(cell("DD"), "DD", line),
      readWhole(cell("HH"), "HH", line),
      line,
    );
    arrays.outdoorTempC[i] = read("t");
    arrays.relativeHumidityPct[i] = read("RF");
    arrays.airPressurePa[i] = 100 * read("p");
    arrays.windSpeedMPerS[i] = read("WG");
    besides.cloudCover[i] = read("N") / 8;
    besides.infraredWPerM2[i] = read("A");
    direct[i] = read("B");
    diffuse[i] = read("D");
    if (options.light !== "ends") meanings[i] = readWhole(cell("IK"), "IK", line) === 9 ? "around" : "solar-ends";
  }
  checkRows(rows.length, firstLine);

  const grid = yearGrid(site, options);
  const edges = labelledEdges(grid, site.utcOffsetH, site, meanings);
  const course = hoursCourse(grid, site);
  const flatBeam = intoHours(direct, edges, course, flatBeamShape(course));
  arrays.diffuseHorizontalWPerM2.set(intoHours(diffuse, edges, course, skyShape(course)));
  arrays.globalIrradianceWPerM2.set(arrays.diffuseHorizontalWPerM2.map((d, i) => d + (flatBeam[i] ?? Number.NaN)));
  return sealWeather("try-2010", site, grid, arrays, besides);
}

/** Position from lines like `Lage: 52°23'N <- B.  13°04'O <- L.    81 Meter ...`, whatever became of the degree sign. */
function siteOf(headers: readonly string[]): WeatherSite {
  const at = headers.findIndex((line) => line.startsWith("Lage:"));
  const found = /^Lage:\s*(\d+)\D+(\d+)\D*([NS]).*?(\d+)\D+(\d+)\D*([OW])\b.*?(\d+)\s*Meter/.exec(headers[at] ?? "");
  if (!found) throw badLine(Math.max(1, at + 1), "no position ('Lage: 49°31'N <- B. 8°33'O <- L. 96 Meter')");
  const degrees = (k: number) => Number(found[k]) + Number(found[k + 1]) / 60;
  const station = /^Station:\s*(.*?)\s{2,}/.exec(headers.find((line) => line.startsWith("Station:")) ?? "");
  return {
    name: station?.[1] ?? "unnamed",
    latitudeDeg: found[3] === "S" ? -degrees(1) : degrees(1),
    longitudeDeg: found[6] === "W" ? -degrees(4) : degrees(4),
    elevationM: Number(found[7]),
    utcOffsetH: 1,
  };
}
