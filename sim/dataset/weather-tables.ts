/** What buildings feel of the weathers of a data set: each column is made once for all that are built and turned alike. */
import { createColumnMemory } from "../star/column-memory.ts";
import { type Outside, weatherOutside } from "../star/outside.ts";
import type { Plan } from "../star/plan.ts";
import type { WeatherRows } from "../star/weather-columns.ts";
import type { Weather } from "./weather-set.ts";

export interface WeatherTables {
  /** For the kernel: row by row when asked for the first time, from a table when houses that feel the same come again. */
  rows(plan: Plan, weather: Weather): WeatherRows | Float64Array;
  /** All at once. */
  table(plan: Plan, weather: Weather): Float64Array;
  /** Of the columns that are kept, tables not counted. */
  readonly bytes: number;
}

/** Bytes of columns, and of whole tables, that are kept; what was not asked for longest goes first. */
const KEPT_BYTES = 320 * 2 ** 20;
const KEPT_TABLE_BYTES = 96 * 2 ** 20;
/** Names that are remembered as asked for once. */
const MOST_NAMES = 4_096;

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
  const tables = createColumnMemory(KEPT_TABLE_BYTES);
  const once = new Set<string>();
  return {
    rows(plan, weather) {
      const name = `${weather.id} ${plan.columns.name()}`;
      if (once.has(name)) return tables.of(name, () => [plan.columns.tableOf(outsideIn(weather))])[0]!;
      if (once.size >= MOST_NAMES) once.clear();
      once.add(name);
      return plan.columns.rowsOf(outsideIn(weather));
    },
    table: (plan, weather) => plan.columns.tableOf(outsideIn(weather)),
    get bytes() {
      return memory.bytes;
    },
  };
}
