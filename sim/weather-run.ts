/** The weather of a run, step by step, as the thermal core wants it: tables made a day at a time. */
import { column, type Frame } from "#domain";
import type { Outdoors } from "./operation.ts";
import type { ThermalCore } from "./thermal/core.ts";
import type { Place } from "./weather/index.ts";
import { gridPieces } from "./weather-grid.ts";

export interface WeatherRun {
  /** Inner steps from the weather's first row to its last. */
  readonly steps: number;
  /** Weather of an inner step, valid until the next call. */
  at(step: number): Outdoors;
  /** Mean sun on the horizontal over that step, W/m². */
  globalAt(step: number): number;
}

/** Throws `bad-frame` for a missing column and `bad-input` for a gap or steps that do not fit. */
export function weatherRun(core: ThermalCore, weather: Frame, place: Place): WeatherRun {
  const pieces = gridPieces(weather, core.stepS);
  let first = 0;
  let end = 0;
  let now = load(0);

  function load(step: number) {
    const { firstStep, frame } = pieces.pieceOf(step);
    first = firstStep;
    end = firstStep + frame.length - 1;
    return {
      table: core.weatherTable(frame, place),
      temp: column(frame, "outdoorTempC"),
      wind: column(frame, "windSpeedMPerS"),
      global: column(frame, "globalIrradianceWPerM2"),
      humidity: frame.columns.get("relativeHumidityPct"),
    };
  }
  const piece = (step: number) => {
    if (step < first || step >= end) now = load(step);
    return now;
  };
  return {
    steps: pieces.steps,
    at(step) {
      const { table, temp, wind, humidity } = piece(step);
      const row = step - first;
      return {
        table,
        row,
        outdoorTempC: temp[row]!,
        windSpeedMPerS: wind[row + 1]!,
        relativeHumidityPct: humidity ? humidity[row]! : Number.NaN,
      };
    },
    globalAt: (step) => piece(step).global[step - first + 1]!,
  };
}
