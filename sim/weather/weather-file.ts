/** What every reader of weather files hands out, and how the columns that a file lacks are told from those it has. */
import type { Frame } from "#domain";
import { coverFromSunshine } from "./cloud-from-sunshine.ts";
import { completeLight } from "./direct-diffuse.ts";
import { skyTempFromCloudC, skyTempFromInfraredC } from "./long-wave.ts";
import { dewPointC, relativeHumidityPct, standardPressurePa } from "./moist-air.ts";
import type { Grid, Place } from "./sun-course.ts";
import { WEATHER_COLUMNS, type WeatherArrays, type WeatherColumn, weatherFrame } from "./weather-frame.ts";

export interface WeatherSite extends Place {
  readonly name: string;
  /** Height above sea level, m. */
  readonly elevationM: number;
  /** Local standard time less UTC, h. */
  readonly utcOffsetH: number;
}

export interface WeatherFile {
  readonly format: "epw" | "tmy3" | "try-2010" | "tmy" | "csv" | "open-meteo";
  readonly site: WeatherSite;
  /** Columns `WEATHER_COLUMNS`; row times are UTC. */
  readonly frame: Frame;
  /** Values that are missing in the frame (NaN), by column. */
  readonly gaps: Readonly<Record<WeatherColumn, number>>;
  /** Values that the file lacks and that were told from its other columns. */
  readonly estimated: Readonly<Record<WeatherColumn, number>>;
}

/** What a file says beside the frame's own columns; NaN where it says nothing. */
export interface Besides {
  readonly dewPointC: Float64Array;
  /** Long-wave radiation of the sky on the horizontal, W/m². */
  readonly infraredWPerM2: Float64Array;
  /** 0..1 */
  readonly cloudCover: Float64Array;
}

/** `length` rows of gaps. */
export function noBesides(length: number): Besides {
  const gap = () => new Float64Array(length).fill(Number.NaN);
  return { dewPointC: gap(), infraredWPerM2: gap(), cloudCover: gap() };
}

const zeros = (): Record<WeatherColumn, number> => ({
  outdoorTempC: 0,
  relativeHumidityPct: 0,
  directNormalWPerM2: 0,
  diffuseHorizontalWPerM2: 0,
  globalIrradianceWPerM2: 0,
  windSpeedMPerS: 0,
  skyTempC: 0,
  airPressurePa: 0,
});

/**
 * Seals what was read into a frame. Missing humidity is told from the dew point; light from the light that is there
 * (`direct-diffuse.ts`); the sky's temperature from infrared, else from cloud, else from the day's sunshine; pressure
 * from the height. Temperature and wind are never guessed.
 */
export function sealWeather(
  format: WeatherFile["format"],
  site: WeatherSite,
  grid: Grid,
  arrays: WeatherArrays,
  besides: Besides,
): WeatherFile {
  const estimated = { ...zeros(), ...completeLight(arrays, grid, site) };
  const { outdoorTempC, relativeHumidityPct: humidity, skyTempC, airPressurePa } = arrays;
  let sunshineCover: Float64Array | undefined;
  for (let i = 0; i < grid.length; i++) {
    const air = outdoorTempC[i] ?? Number.NaN;
    const dew = besides.dewPointC[i] ?? Number.NaN;
    if (Number.isNaN(humidity[i]) && !Number.isNaN(air + dew)) {
      humidity[i] = relativeHumidityPct(air, dew);
      estimated.relativeHumidityPct++;
    }
    if (Number.isNaN(airPressurePa[i])) {
      airPressurePa[i] = standardPressurePa(site.elevationM);
      estimated.airPressurePa++;
    }
    const infrared = besides.infraredWPerM2[i] ?? Number.NaN;
    if (!Number.isNaN(skyTempC[i])) continue;
    if (infrared > 0) {
      skyTempC[i] = skyTempFromInfraredC(infrared);
      continue;
    }
    let cover = besides.cloudCover[i] ?? Number.NaN;
    if (Number.isNaN(cover)) {
      sunshineCover ??= coverFromSunshine(arrays.globalIrradianceWPerM2, grid, site);
      cover = sunshineCover[i] ?? Number.NaN;
    }
    const moisture = Number.isNaN(dew) ? dewPointC(air, humidity[i] ?? Number.NaN) : dew;
    skyTempC[i] = skyTempFromCloudC(air, moisture, cover);
    if (!Number.isNaN(skyTempC[i])) estimated.skyTempC++;
  }
  const gaps = zeros();
  for (const name of WEATHER_COLUMNS) gaps[name] = arrays[name].reduce((n, v) => n + Number(Number.isNaN(v)), 0);
  return { format, site, frame: weatherFrame(grid.startTs, grid.stepS, arrays), gaps, estimated };
}
