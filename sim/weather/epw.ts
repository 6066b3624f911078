/** EnergyPlus weather files (EPW): eight header lines and a year of hours. */
import { ZonecastError } from "#domain";
import { checkCalendar, checkRows, HOURS_OF_YEAR, type YearOptions, yearGrid } from "./hourly-year.ts";
import { badLine, linesOf, type NumberField, readNumber, readWhole } from "./text-lines.ts";
import { noBesides, sealWeather, type WeatherFile, type WeatherSite } from "./weather-file.ts";
import { emptyWeather } from "./weather-frame.ts";

const HEADERS = [
  "LOCATION",
  "DESIGN CONDITIONS",
  "TYPICAL/EXTREME PERIODS",
  "GROUND TEMPERATURES",
  "HOLIDAYS/DAYLIGHT SAVINGS",
  "COMMENTS 1",
  "COMMENTS 2",
  "DATA PERIODS",
] as const;
const FIRST_LINE = HEADERS.length + 1;

const from = (missing: number) => (value: number) => value >= missing;
const field = (index: number, name: string, min: number, max: number, missing: number) => ({
  index,
  name,
  min,
  max,
  isMissing: from(missing),
});

/** Fields by position, their ranges and the value from which they count as missing (the format's data dictionary). */
const FIELDS = {
  temp: field(6, "dry bulb temperature", -90, 70, 99.9),
  dew: field(7, "dew point temperature", -90, 70, 99.9),
  humidity: field(8, "relative humidity", 0, 110, 999),
  pressure: field(9, "atmospheric station pressure", 31_000, 120_000, 999_999),
  infrared: field(12, "horizontal infrared radiation", 0, 1000, 9999),
  global: field(13, "global horizontal radiation", 0, 1600, 9999),
  direct: field(14, "direct normal radiation", 0, 1500, 9999),
  diffuse: field(15, "diffuse horizontal radiation", 0, 1000, 9999),
  wind: field(21, "wind speed", 0, 60, 999),
  opaqueCover: field(23, "opaque sky cover", 0, 10, 99),
} as const satisfies Record<string, NumberField & { index: number }>;
const LEAST_FIELDS = 24;

/** Temperatures of the undisturbed ground, as the header gives them. */
export interface GroundTemps {
  readonly depthM: number;
  /** Monthly means, January first, °C. */
  readonly monthlyC: readonly number[];
}

export interface EpwFile extends WeatherFile {
  readonly ground: readonly GroundTemps[];
}

/**
 * Reads a year of hourly EPW rows. Hour h ends at h:00 local standard time: radiation is the mean of the hour before,
 * everything else the state at that moment. Infrared of 0 counts as missing: no sky is that cold.
 *
 * Source: EnergyPlus, Auxiliary Programs, weather file data dictionary.
 * Throws `bad-file`, with line and field, for wrong headers, numbers, ranges, order or count; `bad-input` for a leap year.
 */
export function readEpw(text: string, options: YearOptions = {}): EpwFile {
  const lines = linesOf(text);
  const headers = HEADERS.map((name, i) => {
    const cells = (lines[i] ?? "").split(",");
    if (cells[0]?.trim().toUpperCase() !== name)
      throw badLine(i + 1, `the header '${name}' is due here`, i === 0 ? "is this an EPW file?" : undefined);
    return cells;
  });
  const site = siteOf(headers[0] ?? []);
  const perHour = readWhole(headers[7]?.[2], "records per hour", HEADERS.length);
  if (perHour !== 1) throw badLine(HEADERS.length, `records per hour is ${perHour}; only hourly files are read`);

  const rows = lines.slice(HEADERS.length);
  const arrays = emptyWeather(HOURS_OF_YEAR);
  const besides = noBesides(HOURS_OF_YEAR);
  for (let i = 0; i < Math.min(rows.length, HOURS_OF_YEAR); i++) {
    const line = FIRST_LINE + i;
    const cells = (rows[i] ?? "").split(",");
    if (cells[0]?.trim().toUpperCase() === HEADERS[0]) throw badLine(line, "a second header begins here", "two files in one?");
    if (cells.length < LEAST_FIELDS) throw badLine(line, `${cells.length} fields, at least ${LEAST_FIELDS} are due`);
    checkCalendar(
      i,
      readWhole(cells[1], "month", line),
      readWhole(cells[2], "day", line),
      readWhole(cells[3], "hour", line),
      line,
    );
    const read = (f: NumberField & { index: number }) => readNumber(cells[f.index], f, line);
    arrays.outdoorTempC[i] = read(FIELDS.temp);
    arrays.relativeHumidityPct[i] = Math.min(100, read(FIELDS.humidity));
    arrays.airPressurePa[i] = read(FIELDS.pressure);
    arrays.globalIrradianceWPerM2[i] = read(FIELDS.global);
    arrays.directNormalWPerM2[i] = read(FIELDS.direct);
    arrays.diffuseHorizontalWPerM2[i] = read(FIELDS.diffuse);
    arrays.windSpeedMPerS[i] = read(FIELDS.wind);
    besides.dewPointC[i] = read(FIELDS.dew);
    besides.infraredWPerM2[i] = read(FIELDS.infrared);
    besides.cloudCover[i] = read(FIELDS.opaqueCover) / 10;
  }
  checkRows(rows.length, FIRST_LINE);
  return { ...sealWeather("epw", site, yearGrid(site, options), arrays, besides), ground: groundOf(headers[3] ?? []) };
}

function siteOf(cells: readonly string[]): WeatherSite {
  const number = (index: number, name: string, min: number, max: number) => readNumber(cells[index], { name, min, max }, 1);
  return {
    name: [cells[1], cells[2], cells[3]]
      .map((s) => (s ?? "").trim())
      .filter((s) => s !== "" && s !== "-")
      .join(", "),
    latitudeDeg: number(6, "latitude", -90, 90),
    longitudeDeg: number(7, "longitude", -180, 180),
    utcOffsetH: number(8, "time zone", -12, 14),
    elevationM: number(9, "elevation", -1000, 9999.9),
  };
}

function groundOf(cells: readonly string[]): GroundTemps[] {
  const line = 4;
  if (cells.length < 2 || cells[1]?.trim() === "") return [];
  const depths = readWhole(cells[1], "number of ground temperature depths", line);
  if (depths < 0 || depths > 20) throw new ZonecastError("bad-file", `line ${line}: ${depths} ground temperature depths`);
  return Array.from({ length: depths }, (_, k) => {
    const at = 2 + 16 * k;
    return {
      depthM: readNumber(cells[at], { name: "ground temperature depth", min: 0, max: 100 }, line),
      monthlyC: Array.from({ length: 12 }, (_, m) =>
        readNumber(cells[at + 4 + m], { name: `ground temperature of month ${m + 1}`, min: -90, max: 90 }, line),
      ),
    };
  });
}
