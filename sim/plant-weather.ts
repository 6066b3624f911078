/** The weather around a plant: days made as they are needed, each on its own, so that no order of asking changes them. */
import { column, rowTs } from "#domain";
import type { BuildingModel } from "./building/model.ts";
import { weatherInputs } from "./thermal/weather-inputs.ts";
import { CLIMATES, type ClimateId, syntheticWeather } from "./weather/index.ts";

const DAY_MS = 86_400_000;
const ROW_S = 300;
const ROWS = 86_400 / ROW_S;

export interface WeatherNow {
  /** Inputs of the thermal core during the five minutes that hold the moment. */
  readonly inputs: Float64Array;
  readonly outdoorTempC: number;
  readonly relativeHumidityPct: number;
  readonly globalIrradianceWPerM2: number;
  readonly windSpeedMPerS: number;
}

/** Weather at `ts` for a building that stands in `climate`. Throws `unknown-name` for a climate that is not in the list. */
export function plantWeather(
  model: BuildingModel,
  names: readonly string[],
  climate: ClimateId,
  seed: number,
): (ts: number) => WeatherNow {
  let day = Number.NaN;
  let now = (_ts: number): WeatherNow => ({
    inputs: new Float64Array(0),
    outdoorTempC: Number.NaN,
    relativeHumidityPct: Number.NaN,
    globalIrradianceWPerM2: Number.NaN,
    windSpeedMPerS: Number.NaN,
  });

  function load(startTs: number): void {
    const frame = syntheticWeather({ climate, seed, startTs, stepS: ROW_S, length: ROWS + 1 });
    const inputs = weatherInputs(model, names, frame, CLIMATES[climate]);
    const [temp, humidity, sun, wind] = [
      column(frame, "outdoorTempC"),
      column(frame, "relativeHumidityPct"),
      column(frame, "globalIrradianceWPerM2"),
      column(frame, "windSpeedMPerS"),
    ];
    // One view a row: the thermal core reuses what it made of a row as long as it is handed the same one.
    const rows = Array.from({ length: ROWS }, (_, k) => inputs.subarray(k * names.length, (k + 1) * names.length));
    now = (ts) => {
      const x = (ts - rowTs(frame, 0)) / (ROW_S * 1000);
      const k = Math.floor(x);
      const between = (v: Float64Array) => v[k]! + (x - k) * (v[k + 1]! - v[k]!);
      return {
        inputs: rows[k]!,
        outdoorTempC: between(temp),
        relativeHumidityPct: between(humidity),
        globalIrradianceWPerM2: sun[k + 1]!,
        windSpeedMPerS: wind[k + 1]!,
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
