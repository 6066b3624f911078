/** Where the marks of an axis stand: round numbers, and round hours of the building's own day. Pure. */

const HOUR_MS = 3_600_000;
const HALF_HOUR_MS = HOUR_MS / 2;
/** Lines keep this much clear of the frame. */
const AIR = 1.06;
const STEPS_H = [1, 2, 3, 6, 12, 24] as const;

/**
 * Round numbers from at or below `low` to at or above `high`, about `count` of them and at least `leastSpan` apart in all.
 * They go below zero only where the values do.
 */
export function niceTicks(low: number, high: number, count: number, leastSpan: number): number[] {
  const middle = (low + high) / 2;
  const span = Math.max((high - low) * AIR, leastSpan);
  const rough = span / Math.max(1, count - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5, 10].find((m) => m * power >= rough) ?? 10);
  const lowest = Math.floor((middle - span / 2) / step);
  const first = low >= 0 ? Math.max(0, lowest) : lowest;
  const last = Math.ceil((middle + span / 2) / step);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Hour and minute on the wall of `timeZone`. */
export function wallClock(timeZone: string): (ts: number) => { readonly hour: number; readonly minute: number } {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return (ts) => {
    const [hour = 0, minute = 0] = format.format(ts).split(":").map(Number);
    return { hour, minute };
  };
}

export interface TimeTick {
  readonly ts: number;
  /** Local midnight: the day begins here. */
  readonly midnight: boolean;
}

/**
 * Full hours of `timeZone` within the span, about `most` of them at most. Days of
 * 23 and 25 hours keep their marks on the wall's hours.
 */
export function timeTicks(fromTs: number, toTs: number, timeZone: string, most: number): TimeTick[] {
  const spanH = (toTs - fromTs) / HOUR_MS;
  const stepH = STEPS_H.find((h) => spanH / h <= most) ?? 24;
  const wall = wallClock(timeZone);
  const ticks: TimeTick[] = [];
  for (let ts = Math.ceil(fromTs / HALF_HOUR_MS) * HALF_HOUR_MS; ts <= toTs; ts += HALF_HOUR_MS) {
    const { hour, minute } = wall(ts);
    if (minute === 0 && hour % stepH === 0) ticks.push({ ts, midnight: hour === 0 });
  }
  const every = Math.ceil(ticks.length / Math.max(1, most));
  return every <= 1 ? ticks : ticks.filter((_, i) => i % every === 0);
}
