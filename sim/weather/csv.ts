/** Weather from plain CSV: a header of our column names, a time column, an even step. */
import { oneLine, unknownName } from "#domain";
import { headLength } from "./csv-head.ts";
import { badLine, linesOf, type NumberField, readNumber } from "./text-lines.ts";
import { noBesides, sealWeather, type WeatherFile, type WeatherSite } from "./weather-file.ts";
import { emptyWeather, WEATHER_COLUMNS, type WeatherColumn } from "./weather-frame.ts";

const TIME = "time";
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:?\d\d)$/;

/** No file may make a frame of more rows than this: 40 years of 5 minutes. */
const MOST_ROWS = 4_300_000;

const RANGES: Readonly<Record<WeatherColumn, readonly [number, number]>> = {
  outdoorTempC: [-90, 65],
  relativeHumidityPct: [0, 100],
  directNormalWPerM2: [0, 1500],
  diffuseHorizontalWPerM2: [0, 1000],
  globalIrradianceWPerM2: [0, 1600],
  windSpeedMPerS: [0, 120],
  skyTempC: [-120, 65],
  airPressurePa: [30_000, 120_000],
};

const isColumn = (name: string): name is WeatherColumn => (WEATHER_COLUMNS as readonly string[]).includes(name);

/**
 * Reads weather from CSV. The first line (behind any that begin with `#`) names the columns: `time` and any of `WEATHER_COLUMNS`, `outdoorTempC` at least;
 * names we do not know are errors. Times are ISO 8601 with `Z` or an offset, ascending; the first two set the step, and
 * rows left out become gaps. An empty cell is a gap. Irradiances are means over the step that ends at the row's time.
 *
 * Columns that are not there are told from the others as in `sealWeather`.
 * Throws `bad-file`, with line and field, for wrong headers, times and numbers.
 */
export function readWeatherCsv(text: string, site: WeatherSite): WeatherFile {
  const lines = linesOf(text);
  const header = headLength(lines);
  /** Line of the first row, counted from 1. */
  const first = header + 2;
  const names = (lines[header] ?? "").split(",").map((s) => s.trim());
  const columns = headerOf(names, header + 1);
  const rows = lines.slice(header + 1);
  const times = rows.map((line, i) => timeOf(line.split(",")[names.indexOf(TIME)], i + first));
  const startTs = times[0] ?? Number.NaN;
  const stepMs = (times[1] ?? Number.NaN) - startTs;
  if (times.length < 2) throw badLine(lines.length, "at least two rows are due, to tell the step");
  if (!(stepMs > 0)) throw badLine(first + 1, "the time does not come after the one before");
  const length = ((times[times.length - 1] ?? Number.NaN) - startTs) / stepMs + 1;
  if (!(length <= MOST_ROWS))
    throw badLine(lines.length, `from the first row to here are ${Math.ceil(length)} steps, more than ${MOST_ROWS}`);

  const arrays = emptyWeather(Math.floor(length));
  let row = -1;
  rows.forEach((text, i) => {
    const line = i + first;
    const at = ((times[i] ?? Number.NaN) - startTs) / stepMs;
    if (at <= row) throw badLine(line, "the time does not come after the one before");
    if (!Number.isInteger(at))
      throw badLine(line, `the time is not a whole number of steps (${stepMs / 1000} s) after the first`);
    row = at;
    const cells = text.split(",");
    if (cells.length !== names.length) throw badLine(line, `${cells.length} fields, the header names ${names.length}`);
    for (const [index, field] of columns) {
      const cell = cells[index]?.trim() ?? "";
      if (cell !== "") arrays[field.name][row] = readNumber(cell, field, line);
    }
  });
  const grid = { startTs, stepS: stepMs / 1000, length: arrays.outdoorTempC.length };
  return sealWeather("csv", site, grid, arrays, noBesides(grid.length));
}

function headerOf(names: readonly string[], line: number): (readonly [number, NumberField & { name: WeatherColumn }])[] {
  if (!names.includes(TIME)) throw badLine(line, `no column '${TIME}'`, `the header names ${oneLine(names.join(", "), 120)}`);
  if (!names.includes("outdoorTempC")) throw badLine(line, "no column 'outdoorTempC'");
  if (new Set(names).size !== names.length) throw badLine(line, "a column is named twice");
  return names.flatMap((name, index) => {
    if (name === TIME) return [];
    if (!isColumn(name))
      throw badLine(
        line,
        unknownName("column", name, WEATHER_COLUMNS).message,
        unknownName("column", name, WEATHER_COLUMNS).hint,
      );
    const [min, max] = RANGES[name];
    return [[index, { name, min, max }] as const];
  });
}

function timeOf(text: string | undefined, line: number): number {
  const trimmed = (text ?? "").trim();
  const ts = INSTANT.test(trimmed) ? Date.parse(trimmed) : Number.NaN;
  if (Number.isNaN(ts))
    throw badLine(line, `${TIME} is '${oneLine(trimmed, 40)}', not like 2024-01-31T13:00:00Z`, "the offset or Z must be there");
  return ts;
}
