/** What the engine takes for constant in a weather. */
import { column, type Frame } from "#domain";
import type { StarClimate } from "./description.ts";

/** Means over a frame with the weather columns. Throws `bad-frame` for a missing column. */
export function climateOf(weather: Frame): StarClimate {
  const mean = (name: string) => column(weather, name).reduce((sum, v) => sum + v, 0) / weather.length;
  return { meanWindMPerS: mean("windSpeedMPerS"), meanPressurePa: mean("airPressurePa") };
}
