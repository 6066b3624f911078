/**
 * Rooms of the IDEAL household set (Pullinger et al., Scientific Data 2021, s41597-021-00921-y), one file `home_room.csv` a
 * room: brought to hourly means, the weather back from the local clock to UTC, codes for "missing" taken out.
 */
import { makeFrame } from "#domain";
import { utcOffsetMs } from "#forecasting";
import type { MeasuredReader } from "./csv.ts";
import { gridded, gridOver } from "./grid.ts";

const HEADER =
  "seconds_of_day,day_of_year,temperature,radiator-input,radiator-output,outdoor-temperature,solar-radiation,windspeed,humidity";
const TIME_ZONE = "Europe/London";
/** 0 degF written in degC: the loggers' word for "missing". */
const MISSING_C = -17.8;
/** More never reaches the ground at 56° north: spikes of the logger. */
const MOST_IRRADIANCE = 1_100;
const DAY_ONE = Date.UTC(2017, 0, 1);

const without = (values: Float64Array, isGap: (v: number) => boolean): Float64Array =>
  values.map((v) => (isGap(v) ? Number.NaN : v));

export const readIdeal: MeasuredReader = {
  fits: ({ header, name }) => header.join(",") === HEADER && /^\d+_\d+$/.test(name),
  read(csv) {
    const [home = "", room = ""] = csv.name.split("_");
    const days = csv.numbers("day_of_year");
    const ts = csv.numbers("seconds_of_day").map((s, i) => DAY_ONE + ((days[i] ?? 1) - 1) * 86_400_000 + s * 1000);
    const local = ts.map((t) => t - utcOffsetMs(TIME_ZONE, t));
    const grid = gridOver(ts, 3600);
    const isMissing = (v: number) => Math.abs(v - MISSING_C) < 0.05;
    const dead = csv.numbers("humidity").map((v) => (v === 0 ? 1 : 0));
    const outdoor = csv.numbers("outdoor-temperature").map((v, i) => (isMissing(v) || dead[i] === 1 ? Number.NaN : v));
    const sun = without(csv.numbers("solar-radiation"), (v) => v < 0 || v > MOST_IRRADIANCE);
    const lost = outdoor.filter(Number.isNaN).length + sun.filter(Number.isNaN).length;
    return {
      series: [
        {
          id: `ideal/${home}/${room}`,
          building: `ideal-home-${home}`,
          group: "room temperature",
          signal: "airTempC",
          timeZone: TIME_ZONE,
          horizonS: 86_400,
          frame: makeFrame(grid.startTs, grid.stepS, [
            ["y", gridded(grid, ts, without(csv.numbers("temperature"), isMissing))],
            ["outdoorTempC", gridded(grid, local, outdoor)],
            ["globalIrradianceWPerM2", gridded(grid, local, sun)],
            ["waterTempC", gridded(grid, ts, without(csv.numbers("radiator-input"), isMissing))],
          ]),
        },
      ],
      notes: lost > 0 ? [`${csv.name}: ${lost} weather values are gaps (-17.8 degC, humidity 0, radiation out of range)`] : [],
    };
  },
};
