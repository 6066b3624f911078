/** Looking back without cheating: a task as it stood at an earlier moment, and forecasts from such tasks. */
import { type Forecast, type ForecastSource, type ForecastTask, type Frame, isZonecastError } from "#domain";

/** The rows of `frame` up to and including `ts` (UTC ms); the columns are views, not copies. */
export function framedUntil(frame: Frame, ts: number): Frame {
  const length = Math.max(0, Math.min(frame.length, Math.floor((ts - frame.startTs) / (frame.stepS * 1000)) + 1));
  const columns = new Map([...frame.columns].map(([name, values]) => [name, values.subarray(0, length)] as const));
  return { ...frame, length, columns };
}

/**
 * The task as it stood at `issuedAt` (a row of the history): nothing later is left in it, and no covariates of the future,
 * since what was then forecast for them is not known.
 */
export const taskAt = (task: ForecastTask, issuedAt: number): ForecastTask => ({
  point: task.point,
  issuedAt,
  history: framedUntil(task.history, issuedAt),
  timeZone: task.timeZone,
  origin: "hindcast",
});

/**
 * What `source` would have said at each of `issueTimes` (UTC ms, rows of the task's history, ascending), marked as
 * hindcast. Times at which it had too little history are left out.
 */
export function hindcast(source: ForecastSource, task: ForecastTask, issueTimes: readonly number[]): Forecast[] {
  const out: Forecast[] = [];
  for (const issuedAt of issueTimes) {
    try {
      out.push(source.forecast(taskAt(task, issuedAt)));
    } catch (e) {
      if (!isZonecastError(e, "too-little-history")) throw e;
    }
  }
  return out;
}
