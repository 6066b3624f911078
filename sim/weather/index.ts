/** Weather: where it comes from, where the sun is, and what falls on a plane. */
export { type Bridged, bridgeGaps } from "./bridge.ts";
export { CLIMATE_IDS, CLIMATES, type Climate, type ClimateId, isClimateId } from "./climates.ts";
export { readWeatherCsv } from "./csv.ts";
export { siteOfCsv, weatherCsvHead } from "./csv-head.ts";
export { type EpwFile, type GroundTemps, readEpw } from "./epw.ts";
export { TYPICAL_YEAR, type YearOptions } from "./hourly-year.ts";
export { interpolateWeather } from "./interpolate.ts";
export { lightLateH } from "./noon.ts";
export { type OpenMeteo, type OpenMeteoOptions, type OpenMeteoRequest, openMeteo } from "./open-meteo.ts";
export {
  cosIncidence,
  type PlaneInput,
  type PlaneIrradiance,
  planeIrradiance,
  planeLight,
  type SkyModel,
  type SkyMoment,
} from "./plane.ts";
export { type DiffuseShares, diffuseShares, type Fin, type Overhang, type ShadedWindow, sunlitShare } from "./shading.ts";
export { goesRound, stretchOf } from "./stretch.ts";
export { type SunPosition, sunPosition } from "./sun.ts";
export type { Place } from "./sun-course.ts";
export { SYNTHETIC_MEAN_S, type SyntheticWeatherInput, syntheticWeather } from "./synthetic.ts";
export { readTmy } from "./tmy.ts";
export { readTmy3 } from "./tmy3.ts";
export { readTryDwd, type TryOptions } from "./try-dwd.ts";
export type { WeatherFile, WeatherSite } from "./weather-file.ts";
export { WEATHER_COLUMNS, type WeatherColumn } from "./weather-frame.ts";
