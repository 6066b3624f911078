/** Weather: where it comes from, where the sun is, and what falls on a plane. */
export { CLIMATE_IDS, CLIMATES, type Climate, type ClimateId, isClimateId } from "./climates.ts";
export { type PlaneInput, type PlaneIrradiance, planeIrradiance, type SkyModel } from "./plane.ts";
export { type SunPosition, sunPosition } from "./sun.ts";
export { SYNTHETIC_MEAN_S, type SyntheticWeatherInput, syntheticWeather } from "./synthetic.ts";
export { WEATHER_COLUMNS, type WeatherColumn } from "./weather-frame.ts";
