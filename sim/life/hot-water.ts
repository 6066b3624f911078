/** Hot water drawn at taps and showers, where the heat generator makes it. */
import type { LocalTime } from "../building/local-time.ts";
import type { BuildingModel } from "../building/model.ts";
import { hotWaterWhPerDayOf } from "../systems/supply.ts";
import { chance } from "./chance.ts";

/** Share of the day's hot water by hour: a morning and an evening hump (shape of EN 16147 tapping cycle M, smoothed). */
const BY_HOUR = [0, 0, 0, 0, 0, 2, 12, 20, 8, 4, 3, 4, 5, 3, 2, 2, 3, 4, 6, 8, 8, 4, 2, 0];
const SUM = BY_HOUR.reduce((a, b) => a + b, 0);

/** Water runs in one ten-minute stretch out of four. */
const RUNNING = 0.25;

/** Power into hot water, W, over a day on average what the model says; 0 where the supply makes none. Without a seed it runs evenly. */
export function hotWaterPowerW(model: BuildingModel, seed?: number): (time: LocalTime) => number {
  const wattHoursPerDay = hotWaterWhPerDayOf(model.supply);
  if (wattHoursPerDay === 0) return () => 0;
  const luck = seed === undefined ? undefined : chance(seed, `hot-water/${model.building.id}`);
  return (time) => {
    const meanW = (wattHoursPerDay * (BY_HOUR[Math.floor(time.hour)] ?? 0)) / SUM;
    if (!luck) return meanW;
    const slot = time.day * 256 + Math.floor(time.hour * 6);
    return luck.uniform(slot) < RUNNING ? meanW / RUNNING : 0;
  };
}
