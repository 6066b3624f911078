/** The weather around a plant: days made as they are needed, each on its own, so that no order of asking changes them. */
import { column, rowTs } from "#domain";
import type { Outdoors } from "./operation.ts";
import type { ThermalCore } from "./thermal/core.ts";
import { CLIMATES, type ClimateId, syntheticWeather } from "./weather/index.ts";

const DAY_MS = 86_400_000;

export interface WeatherNow extends Outdoors {
  readonly globalIrradianceWPerM2: number;
}

/**
 * Weather at `ts` for a building that stands in `climate`, in rows of `rowS` (a part of a day, s). Throws `unknown-name` for a
 * climate that is not in the list.
 */
export function plantWeather(
  core: Pick<ThermalCore, "weatherTable">,
  climate: ClimateId,
  seed: number,
  rowS: number,
): (ts: number) => WeatherNow {
  let day = Number.NaN;
  let now = (_ts: number): WeatherNow => ({
    table: new Float64Array(0),
    row: 0,
    outdoorTempC: Number.NaN,
    relativeHumidityPct: Number.NaN,
    globalIrradianceWPerM2: Number.NaN,
    windSpeedMPerS: Number.NaN,
  });

  function load(startTs: number): void {
    const frame = syntheticWeather({ climate, seed, startTs, stepS: rowS, length: 86_400 / rowS + 1 });
    const table = core.weatherTable(frame, CLIMATES[climate]);
    const [temp, humidity, sun, wind] = [
      column(frame, "outdoorTempC"),
      column(frame, "relativeHumidityPct"),
      column(frame, "globalIrradianceWPerM2"),
      column(frame, "windSpeedMPerS"),
    ];
    now = (ts) => {
      const x = (ts - rowTs(frame, 0)) / (rowS * 1000);
      const row = Math.floor(x);
      const between = (v: Float64Array) => v[row]! + (x - row) * (v[row + 1]! - v[row]!);
      return {
        table,
        row,
        outdoorTempC: between(temp),
        relativeHumidityPct: between(humidity),
        globalIrradianceWPerM2: sun[row + 1]!,
        windSpeedMPerS: wind[row + 1]!,
      };
    };
  }
  return (ts) => {
    const wanted = Math.floor(ts / DAY_MS);
    if (wanted !== day) {
      load(wanted * DAY_MS);
      day = wanted;
    }
    return now(ts);
  };
}
