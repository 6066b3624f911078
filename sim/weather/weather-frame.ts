/** What a weather frame is: the eight columns that every source of weather fills and every simulation reads. */
import { type Frame, makeFrame } from "#domain";

/**
 * The columns, in this order. Row i stands at `ts = startTs + i * stepS * 1000` (UTC ms).
 *
 * Irradiances are means over the interval that ends at `ts`; whoever needs the sun's position with them takes it at the
 * interval's middle, `ts - stepS * 500`. All others are states at `ts`. A gap is NaN.
 */
export const WEATHER_COLUMNS = [
  /** Dry-bulb temperature of the outdoor air, °C. */
  "outdoorTempC",
  /** Relative humidity over water, %, 0..100. */
  "relativeHumidityPct",
  /** Direct irradiance on a plane that faces the sun (circumsolar excluded), W/m². */
  "directNormalWPerM2",
  /** Diffuse irradiance of the sky on the horizontal, W/m². */
  "diffuseHorizontalWPerM2",
  /** Direct and diffuse irradiance on the horizontal, W/m². */
  "globalIrradianceWPerM2",
  /** Wind speed at the height of the station's mast, commonly 10 m, m/s. */
  "windSpeedMPerS",
  /** Temperature of a black sky that sends down the same long-wave radiation, °C. */
  "skyTempC",
  /** Pressure of the air at station height (not reduced to sea level), Pa. */
  "airPressurePa",
] as const;

export type WeatherColumn = (typeof WEATHER_COLUMNS)[number];

/** The columns of one weather frame before it is sealed, writable. */
export type WeatherArrays = Readonly<Record<WeatherColumn, Float64Array>>;

/** Fresh columns of `length` rows, all gaps. */
export function emptyWeather(length: number): WeatherArrays {
  const gap = () => new Float64Array(length).fill(Number.NaN);
  return {
    outdoorTempC: gap(),
    relativeHumidityPct: gap(),
    directNormalWPerM2: gap(),
    diffuseHorizontalWPerM2: gap(),
    globalIrradianceWPerM2: gap(),
    windSpeedMPerS: gap(),
    skyTempC: gap(),
    airPressurePa: gap(),
  };
}

/** Seals the columns into a frame. Throws `bad-frame` when their lengths differ or the step is not positive. */
export const weatherFrame = (startTs: number, stepS: number, arrays: WeatherArrays): Frame =>
  makeFrame(
    startTs,
    stepS,
    WEATHER_COLUMNS.map((name) => [name, arrays[name]] as const),
  );
