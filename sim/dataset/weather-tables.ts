/** What buildings feel of a weather: made once for all that are built and turned alike. */
import type { BuildingModel } from "../building/model.ts";
import { createColumnMemory } from "../star/column-memory.ts";
import { type Outside, weatherOutside } from "../star/outside.ts";
import type { Plan } from "../star/plan.ts";
import type { Weather } from "./weather-set.ts";

export interface WeatherTables {
  of(model: BuildingModel, plan: Plan, weather: Weather): Float64Array;
  /** Tables that had to be made, of so many that were asked for. */
  readonly made: number;
  readonly asked: number;
}

/** Bytes of tables, and of single columns, that are kept; the oldest go first. */
const KEPT_BYTES = 64 * 2 ** 20;
const KEPT_COLUMN_BYTES = 384 * 2 ** 20;

/** Everything of a model that its columns of a weather depend on; areas, U-values of walls and masses are not among it. */
export function outsideOf(model: BuildingModel): string {
  const order = model.zones.map((z) => z.id);
  const at = (zone: string) => order.indexOf(zone);
  const walls = model.elements.flatMap((e) =>
    e.boundary.to === "outdoors" ? [[at(e.zone), e.azimuthDeg, e.tiltDeg, e.solarAbsorptance]] : [],
  );
  const windows = model.windows.map((w) => [
    at(w.zone),
    w.azimuthDeg,
    w.tiltDeg,
    w.uWPerM2K,
    w.gValue,
    w.frameShare,
    w.shadingFactor,
    w.blind?.closesAboveWPerM2,
    w.blind?.factor,
  ]);
  return JSON.stringify([walls, windows]);
}

export function createWeatherTables(): WeatherTables {
  const kept = new Map<string, Float64Array>();
  const memory = createColumnMemory(KEPT_COLUMN_BYTES);
  const outsides = new WeakMap<Weather, Outside>();
  const outsideIn = (weather: Weather): Outside => {
    const known = outsides.get(weather);
    if (known) return known;
    const made = weatherOutside(weather.frame, weather.place, memory, weather.id);
    outsides.set(weather, made);
    return made;
  };
  let [bytes, made, asked] = [0, 0, 0];
  return {
    get made() {
      return made;
    },
    get asked() {
      return asked;
    },
    of(model, plan, weather) {
      asked++;
      const key = `${weather.id} ${outsideOf(model)}`;
      const known = kept.get(key);
      if (known) {
        kept.delete(key);
        kept.set(key, known);
        return known;
      }
      made++;
      const table = plan.columns.tableOf(outsideIn(weather));
      bytes += table.byteLength;
      kept.set(key, table);
      for (const [oldest, { byteLength }] of kept) {
        if (bytes <= KEPT_BYTES || oldest === key) break;
        kept.delete(oldest);
        bytes -= byteLength;
      }
      return table;
    },
  };
}
