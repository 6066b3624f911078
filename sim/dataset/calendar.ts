/** Local days and hours of many steps, in columns: buildings walk along them by the hundred. */
import type { LocalTime } from "../building/local-time.ts";

/** By step; see `LocalTime`. */
export interface Calendar {
  readonly day: Int32Array;
  readonly hour: Float64Array;
  /** 1 on Saturdays and Sundays. */
  readonly weekend: Uint8Array;
}

export function calendarOf(steps: number, timeOf: (step: number) => LocalTime): Calendar {
  const calendar = { day: new Int32Array(steps), hour: new Float64Array(steps), weekend: new Uint8Array(steps) };
  for (let i = 0; i < steps; i++) {
    const { day, hour, weekend } = timeOf(i);
    calendar.day[i] = day;
    calendar.hour[i] = hour;
    calendar.weekend[i] = weekend ? 1 : 0;
  }
  return calendar;
}
