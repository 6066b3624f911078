/** Histories that would mislead every model: a sensor that is stuck, values on another scale than before. */
import { column, type ForecastTask, type Frame, rowTs, signalOf } from "#domain";

/** A value that has not moved for this long is taken for a stuck sensor, s. */
const STUCK_S = 3 * 86_400;
/** Factor between all days before and all days after that speaks of another unit or another sensor, not of weather. */
const SCALE_FACTOR = 10;
/** The same for temperatures: a shift between all days before and after, K. Fahrenheit taken for Celsius is some 45 K. */
const SHIFT_K = 15;

export interface Health {
  /** The task without the rows that no longer count. */
  readonly task: ForecastTask;
  /** What is wrong, one sentence for a person. */
  readonly remark?: string;
  /** Nothing but persistence makes sense. */
  readonly stuck: boolean;
}

const day = (ts: number): string => new Date(ts).toISOString().slice(0, 10);

/** First row of the constant stretch that ends the history; undefined when it is short, zero power, or all there ever was. */
function stuckSince(frame: Frame, y: Float64Array, zeroIsUsual: boolean): number | undefined {
  let last: number | undefined;
  let first = y.length;
  let n = 0;
  let varied = false;
  for (let i = y.length - 1; i >= 0 && !varied; i--) {
    const v = y[i] ?? Number.NaN;
    if (Number.isNaN(v)) continue;
    last ??= v;
    if (v === last) {
      first = i;
      n++;
    } else varied = true;
  }
  const rows = STUCK_S / frame.stepS;
  const isLong = y.length - first >= rows && n >= rows / 2;
  return isLong && varied && !(last === 0 && zeroIsUsual) ? first : undefined;
}

/** Mean of each day counted back from the end, the last day first; NaN for a day with less than half its values. */
function dayMeans(frame: Frame, y: Float64Array): number[] {
  const perDay = 86_400 / frame.stepS;
  const means: number[] = [];
  for (let end = y.length; end - perDay >= 0; end -= perDay) {
    const values = y.subarray(end - perDay, end).filter((v) => !Number.isNaN(v));
    means.push(values.length * 2 >= perDay ? values.reduce((a, b) => a + b, 0) / values.length : Number.NaN);
  }
  return means;
}

/** How many days after the last change of scale; undefined when there was none. */
function daysSinceChange(means: readonly number[], apart: (low: number, high: number) => boolean): number | undefined {
  for (let d = 1; d < means.length; d++) {
    const after = means.slice(0, d).filter((m) => !Number.isNaN(m));
    const before = means.slice(d).filter((m) => !Number.isNaN(m));
    if (after.length === 0 || before.length === 0) continue;
    if (apart(Math.max(...after), Math.min(...before)) || apart(Math.max(...before), Math.min(...after))) return d;
  }
  return undefined;
}

/**
 * Looks the target of `task` over. A change of scale (by a factor of 10; for temperatures by 15 K, kept up since) cuts what
 * was before it off. A value that has stood still for three days, having moved before, counts as stuck, but not zero power:
 * boilers do stop. Throws `bad-frame` when there is no column `y`.
 */
export function inspect(task: ForecastTask): Health {
  const { history } = task;
  const y = column(history, "y");
  const { kind, unit } = signalOf(task.point.signal);
  const isRate = kind !== "instantaneous";
  const stuck = stuckSince(history, y, isRate);
  if (stuck !== undefined)
    return { task, stuck: true, remark: `the value has not moved since ${day(rowTs(history, stuck))}: is the sensor stuck?` };

  if (!isRate && unit !== "°C") return { task, stuck: false };
  const apart = isRate
    ? (low: number, high: number) => low > 0 && high > SCALE_FACTOR * low
    : (low: number, high: number) => high - low > SHIFT_K;
  const days = daysSinceChange(dayMeans(history, y), apart);
  if (days === undefined) return { task, stuck: false };
  const first = y.length - (days * 86_400) / history.stepS;
  const columns = new Map([...history.columns].map(([name, values]) => [name, values.subarray(first)] as const));
  const cut = { ...history, startTs: rowTs(history, first), length: y.length - first, columns };
  return {
    task: { ...task, history: cut },
    stuck: false,
    remark: `values before ${day(cut.startTs)} are on another scale and do not count`,
  };
}
