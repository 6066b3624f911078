/** TMY3 files of the U.S. National Renewable Energy Laboratory: two header lines and a year of hours. */
import { checkCalendar, checkRows, HOURS_OF_YEAR, type YearOptions, yearGrid } from "./hourly-year.ts";
import { badLine, linesOf, type NumberField, readNumber } from "./text-lines.ts";
import { noBesides, sealWeather, type WeatherFile, type WeatherSite } from "./weather-file.ts";
import { emptyWeather } from "./weather-frame.ts";

const FIRST_LINE = 3;
const isMissing = (value: number) => value <= -9900;

/** Columns by the name in the second line; units are part of the name. */
const FIELDS = {
  global: { name: "GHI (W/m^2)", min: 0, max: 1600, isMissing },
  direct: { name: "DNI (W/m^2)", min: 0, max: 1500, isMissing },
  diffuse: { name: "DHI (W/m^2)", min: 0, max: 1000, isMissing },
  opaqueCover: { name: "OpqCld (tenths)", min: 0, max: 10, isMissing },
  temp: { name: "Dry-bulb (C)", min: -90, max: 70, isMissing },
  dew: { name: "Dew-point (C)", min: -90, max: 70, isMissing },
  humidity: { name: "RHum (%)", min: 0, max: 110, isMissing },
  pressure: { name: "Pressure (mbar)", min: 310, max: 1200, isMissing },
  wind: { name: "Wspd (m/s)", min: 0, max: 60, isMissing },
} as const satisfies Record<string, NumberField>;

/**
 * Reads a year of TMY3 rows. Times 01:00..24:00 are local standard time at the end of the hour: radiation is the mean
 * of the hour before, everything else the state at that moment. There is no long-wave column: the sky's temperature is
 * told from dew point and opaque cloud.
 *
 * Source: S. Wilcox and W. Marion, Users manual for TMY3 data sets, NREL/TP-581-43156 (2008).
 * Throws `bad-file`, with line and field, for wrong headers, numbers, ranges, order or count; `bad-input` for a leap year.
 */
export function readTmy3(text: string, options: YearOptions = {}): WeatherFile {
  const lines = linesOf(text);
  const site = siteOf(lines[0] ?? "");
  const names = (lines[1] ?? "").split(",").map((s) => s.trim());
  const places = new Map<NumberField, number>(
    Object.values(FIELDS).map((f) => {
      const index = names.indexOf(f.name);
      if (index < 0) throw badLine(2, `no column '${f.name}'`, "is this a TMY3 file?");
      return [f, index];
    }),
  );

  const rows = lines.slice(FIRST_LINE - 1);
  const arrays = emptyWeather(HOURS_OF_YEAR);
  const besides = noBesides(HOURS_OF_YEAR);
  for (let i = 0; i < Math.min(rows.length, HOURS_OF_YEAR); i++) {
    const line = FIRST_LINE + i;
    const cells = (rows[i] ?? "").split(",");
    const time = /^(\d\d)\/(\d\d)\/\d{4},(\d\d):00$/.exec(`${cells[0]?.trim()},${cells[1]?.trim()}`);
    if (!time) throw badLine(line, `date and time are '${cells[0]} ${cells[1]}', not MM/DD/YYYY HH:00`);
    checkCalendar(i, Number(time[1]), Number(time[2]), Number(time[3]), line);
    if (cells.length !== names.length) throw badLine(line, `${cells.length} fields, the header names ${names.length}`);
    const read = (f: NumberField) => readNumber(cells[places.get(f) ?? -1], f, line);
    arrays.globalIrradianceWPerM2[i] = read(FIELDS.global);
    arrays.directNormalWPerM2[i] = read(FIELDS.direct);
    arrays.diffuseHorizontalWPerM2[i] = read(FIELDS.diffuse);
    arrays.outdoorTempC[i] = read(FIELDS.temp);
    arrays.relativeHumidityPct[i] = Math.min(100, read(FIELDS.humidity));
    arrays.airPressurePa[i] = 100 * read(FIELDS.pressure);
    arrays.windSpeedMPerS[i] = read(FIELDS.wind);
    besides.dewPointC[i] = read(FIELDS.dew);
    besides.cloudCover[i] = read(FIELDS.opaqueCover) / 10;
  }
  checkRows(rows.length, FIRST_LINE);
  return sealWeather("tmy3", site, yearGrid(site, options), arrays, besides);
}

/** Station number, quoted name, state, UTC offset (h), latitude, longitude (degrees), elevation (m). */
function siteOf(header: string): WeatherSite {
  const cells = /^\s*\d{6},"([^"]*)",([^,]*),([^,]*),([^,]*),([^,]*),([^,]*)$/.exec(header);
  if (!cells)
    throw badLine(
      1,
      "the header is not: station, name, state, time zone, latitude, longitude, elevation",
      "is this a TMY3 file?",
    );
  const number = (index: number, name: string, min: number, max: number) => readNumber(cells[index], { name, min, max }, 1);
  return {
    name: `${cells[1]}, ${cells[2]?.trim()}`,
    utcOffsetH: number(3, "time zone", -12, 14),
    latitudeDeg: number(4, "latitude", -90, 90),
    longitudeDeg: number(5, "longitude", -180, 180),
    elevationM: number(6, "elevation", -1000, 9000),
  };
}
