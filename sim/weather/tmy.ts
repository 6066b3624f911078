/** Typical meteorological years of 1978 (the first TMY): fixed columns, no header, light in hours of solar time. */
import { checkCalendar, checkRows, HOURS_OF_YEAR, type YearOptions, yearGrid } from "./hourly-year.ts";
import { type HourMeaning, hoursCourse, intoHours, labelledEdges } from "./solar-hours.ts";
import { beamShape, skyShape } from "./spread.ts";
import { badLine, linesOf, type NumberField, readNumber, readWhole } from "./text-lines.ts";
import { noBesides, sealWeather, type WeatherFile, type WeatherSite } from "./weather-file.ts";
import { emptyWeather } from "./weather-frame.ts";

const RECORD_LENGTH = 123;

/** First column (from 0), width and scale to our unit; nines in every place mean missing. */
interface Packed extends NumberField {
  readonly at: number;
  readonly width: number;
  readonly scale: number;
}

const packed = (at: number, width: number, name: string, scale: number, min: number, max: number): Packed => {
  const nines = 10 ** width - 1;
  return { at, width, name, scale, min, max, isMissing: (v) => v === nines };
};

/** Radiation in kJ/m² per hour, pressure in 10 Pa, temperatures and speed in tenths, cloud in tenths of the sky. */
const FIELDS = {
  direct: packed(24, 4, "direct radiation", 1 / 3.6, 0, 5400),
  global: packed(54, 4, "global radiation, standard year corrected", 1 / 3.6, 0, 5400),
  pressure: packed(98, 5, "station pressure", 10, 6000, 11_000),
  temp: packed(103, 4, "dry bulb temperature", 0.1, -600, 600),
  dew: packed(107, 4, "dew point temperature", 0.1, -700, 600),
  wind: packed(114, 4, "wind speed", 0.1, 0, 600),
  opaqueCover: packed(120, 2, "opaque sky cover", 0.1, 0, 10),
} as const satisfies Record<string, Packed>;

/**
 * Reads a year of TMY records. Weather is observed at hours of local standard time: the one nearest to the middle of the
 * record's solar hour, so that twice a year one observation is skipped (a gap) and twice one is repeated. Radiation is summed over the hour of
 * true solar time that ends at its label, and is laid here into hours of standard time. Diffuse light follows from global
 * and direct, the sky's temperature from dew point and opaque cloud.
 *
 * That these files keep solar time is said in NREL's user's manual for TMY2s (1995). The positions of the fields were told
 * from the record of Denver, whose values leave no other reading; no description of the format was at hand. That record
 * is the weather of ASHRAE 140 before 2020: do not mix it with results of later editions.
 * @param site the file has none
 * Throws `bad-file`, with line and field, for wrong lengths, numbers, ranges, order or count; `bad-input` for a leap year.
 */
export function readTmy(text: string, site: WeatherSite, options: YearOptions = {}): WeatherFile {
  const rows = linesOf(text);
  const arrays = emptyWeather(HOURS_OF_YEAR);
  const besides = noBesides(HOURS_OF_YEAR);
  const direct = new Float64Array(HOURS_OF_YEAR);
  const global = new Float64Array(HOURS_OF_YEAR);
  for (let i = 0; i < Math.min(rows.length, HOURS_OF_YEAR); i++) {
    const line = i + 1;
    const row = rows[i] ?? "";
    if (row.length !== RECORD_LENGTH)
      throw badLine(
        line,
        `${row.length} characters, ${RECORD_LENGTH} are due`,
        i === 0 ? "is this a TMY file of 1978?" : undefined,
      );
    const whole = (at: number, name: string) => readWhole(row.slice(at, at + 2), name, line);
    const read = (f: Packed) => f.scale * readNumber(row.slice(f.at, f.at + f.width), f, line);
    const hour = whole(11, "solar hour");
    checkCalendar(i, whole(7, "month"), whole(9, "day"), hour, line);
    global[i] = read(FIELDS.global);
    // At night direct radiation is not recorded, global radiation is nought.
    direct[i] = read(FIELDS.direct);
    if (Number.isNaN(direct[i]) && global[i] === 0) direct[i] = 0;

    const behind = (hour - whole(70, "hour of observation") + 24) % 24;
    if (behind > 1) throw badLine(line, `the hour of observation is ${behind} h before the solar hour; 0 or 1 is due`);
    const at = i - behind;
    arrays.airPressurePa[at] = read(FIELDS.pressure);
    arrays.outdoorTempC[at] = read(FIELDS.temp);
    arrays.windSpeedMPerS[at] = read(FIELDS.wind);
    besides.dewPointC[at] = read(FIELDS.dew);
    besides.cloudCover[at] = read(FIELDS.opaqueCover);
  }
  checkRows(rows.length, 1);

  const grid = yearGrid(site, options);
  const course = hoursCourse(grid, site);
  const edges = labelledEdges(grid, site.utcOffsetH, site, new Array<HourMeaning>(HOURS_OF_YEAR).fill("solar-ends"));
  arrays.directNormalWPerM2.set(intoHours(direct, edges, course, beamShape(course)));
  arrays.globalIrradianceWPerM2.set(intoHours(global, edges, course, skyShape(course)));
  return sealWeather("tmy", site, grid, arrays, besides);
}
