/** What is wrong with a series as a whole, for whoever is about to learn from it or to be judged on it: it is said, and they go on. */
import { rowTs } from "#domain";
import { inspect, type MeasuredSeries, taskOf } from "#forecasting";

/** One sentence each for series whose sensor is stuck at the end, and for temperatures whose scale changes. */
export function unsound(all: readonly MeasuredSeries[]): string[] {
  return all.flatMap((series) => {
    const { frame, id, signal } = series;
    if (frame.length === 0) return [];
    const { stuck, remark, task } = inspect(taskOf(series, rowTs(frame, frame.length - 1), frame.length * frame.stepS, "none"));
    if (remark === undefined) return [];
    if (stuck) return [`${id}: ${remark}`];
    // A meter that falls to a tenth may be a summer.
    if (signal !== "airTempC") return [];
    return [
      `${id}: its scale changes on ${new Date(task.history.startTs).toISOString().slice(0, 10)}, is it another unit or sensor?`,
    ];
  });
}
