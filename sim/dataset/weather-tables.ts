/** What buildings feel of the weathers of a data set: each column is made once for all that are built and turned alike. */
import { createColumnMemory } from "../star/column-memory.ts";
import { type Outside, weatherOutside } from "../star/outside.ts";
import type { Plan } from "../star/plan.ts";
import type { WeatherRows } from "../star/weather-columns.ts";
import type { Weather } from "./weather-set.ts";

export interface WeatherTables {
  /** Row by row, for the kernel. */
  rows(plan: Plan, weather: Weather): WeatherRows;
  /** All at once. */
  table(plan: Plan, weather: Weather): Float64Array;
  /** Of the columns that are kept. */
  readonly bytes: number;
}

/** Bytes of columns that are kept; what was not asked for longest goes first. */
const KEPT_BYTES = 384 * 2 ** 20;

export function createWeatherTables(): WeatherTables {
  const memory = createColumnMemory(KEPT_BYTES);
  const outsides = new WeakMap<Weather, Outside>();
  const outsideIn = (weather: Weather): Outside => {
    const known = outsides.get(weather);
    if (known) return known;
    const made = weatherOutside(weather.frame, weather.place, memory, weather.id);
    outsides.set(weather, made);
    return made;
  };
  return {
    rows: (plan, weather) => plan.columns.rowsOf(outsideIn(weather)),
    table: (plan, weather) => plan.columns.tableOf(outsideIn(weather)),
    get bytes() {
      return memory.bytes;
    },
  };
}
