/** The heating season of a weather year: its days, their mean, and the sun on each plane in them. */
import { column, type Frame, rowTs } from "#domain";
import { type Place, planeIrradiance, sunPosition } from "../../weather/index.ts";
import type { Season } from "./seasonal.ts";

const DAY_MS = 86_400_000;
/** Days whose mean is below this are days of heating. */
const BASE_C = 12;
const ALBEDO = 0.2;

export interface WeatherSeason extends Season {
  /** kWh/m² on a plane over the days of heating. */
  irradiation(azimuthDeg: number, tiltDeg: number): number;
}

/** Of hourly weather over whole days. */
export function seasonOf(weather: Frame, place: Place): WeatherSeason {
  const tempC = column(weather, "outdoorTempC");
  const direct = column(weather, "directNormalWPerM2");
  const diffuse = column(weather, "diffuseHorizontalWPerM2");
  const perDay = 86_400 / weather.stepS;
  const cold: number[] = [];
  let sum = 0;
  for (let day = 0; day < weather.length / perDay; day++) {
    const mean = tempC.subarray(day * perDay, (day + 1) * perDay).reduce((a, b) => a + b, 0) / perDay;
    if (mean >= BASE_C) continue;
    cold.push(day);
    sum += mean;
  }
  const rows = cold.flatMap((day) => Array.from({ length: perDay }, (_, k) => day * perDay + k));
  return {
    days: cold.length,
    outdoorC: sum / cold.length,
    irradiation(azimuthDeg, tiltDeg) {
      let wh = 0;
      for (const i of rows) {
        const ts = rowTs(weather, i) - weather.stepS * 500;
        const plane = planeIrradiance({
          directNormalWPerM2: direct[i]!,
          diffuseHorizontalWPerM2: diffuse[i]!,
          sun: sunPosition(ts, place.latitudeDeg, place.longitudeDeg),
          azimuthDeg,
          tiltDeg,
          groundReflectance: ALBEDO,
          sky: "perez",
          dayOfYear: 1 + (Math.floor((ts - Date.UTC(new Date(ts).getUTCFullYear(), 0, 1)) / DAY_MS) % 365),
        });
        wh += (plane.totalWPerM2 * weather.stepS) / 3600;
      }
      return wh / 1000;
    },
  };
}
