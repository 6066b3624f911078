/** Small forecast tasks for tests: a series given by a function of time, ending at a chosen moment. */
import { type ForecastTask, makeFrame, type SignalId } from "#domain";

export interface TaskShape {
  readonly days: number;
  readonly stepS?: number;
  /** Time of the last row (UTC ms). */
  readonly issuedAt?: number;
  readonly timeZone?: string;
  readonly signal?: SignalId;
}

export const POINT = { building: "house", zone: "room", signal: "airTempC", source: "test:1" } as const;

/** 2024-03-07T00:00Z, a Thursday, far from any change of clocks. */
export const SOME_THURSDAY = Date.UTC(2024, 2, 7);

/** A task whose column `name` is `columns[name](ts, row)`; `y` is the target. */
export function taskOf(shape: TaskShape, columns: Record<string, (ts: number, row: number) => number>): ForecastTask {
  const { days, stepS = 900, issuedAt = SOME_THURSDAY, timeZone = "UTC", signal = "airTempC" } = shape;
  const length = (days * 86_400) / stepS;
  const startTs = issuedAt - (length - 1) * stepS * 1000;
  const made = Object.entries(columns).map(([name, value]) => {
    const values = Float64Array.from({ length }, (_, i) => value(startTs + i * stepS * 1000, i));
    return [name, values] as const;
  });
  return { point: { ...POINT, signal }, issuedAt, history: makeFrame(startTs, stepS, made), timeZone, origin: "live" };
}

/** Hours of the UTC day, 0 to 24. */
export const hourUtc = (ts: number): number => (ts % 86_400_000) / 3_600_000;
