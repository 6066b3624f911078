/** Which set-point holds: the schedule's, or one written from outside until the schedule's next block. */
import type { LocalTime } from "./building/local-time.ts";
import type { ZoneModel } from "./building/model.ts";
import { activeBlock } from "./building/schedule.ts";

export interface Setpoints {
  /** Of zone `i` at `ts`, °C; NaN for a zone without heating. */
  at(i: number, ts: number): number;
  /** From `ts` on, until the schedule's next block begins. */
  override(i: number, valueC: number, ts: number): void;
}

export function createSetpoints(zones: readonly ZoneModel[], localTime: (ts: number) => LocalTime): Setpoints {
  const written = new Map<number, { valueC: number; sinceHour: number }>();
  return {
    at(i, ts) {
      const heating = zones[i]?.heating;
      if (!heating) return Number.NaN;
      const block = activeBlock(heating.schedule, localTime(ts));
      const own = written.get(i);
      return own?.sinceHour === block.sinceHour ? own.valueC : block.setpointC;
    },
    override(i, valueC, ts) {
      const heating = zones[i]?.heating;
      if (heating) written.set(i, { valueC, sinceHour: activeBlock(heating.schedule, localTime(ts)).sinceHour });
    },
  };
}
