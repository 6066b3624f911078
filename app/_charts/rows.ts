/** What was, what is set and what may come, side by side on one time axis, in the unit of the page. Pure. */
import type { Verification } from "#domain";
import type { Row } from "../_live/tail.ts";
import { type Scale, shown } from "../_words/units.ts";
import type { ForecastRow } from "./spark-shape.ts";

/** One moment of a chart; what is absent is not drawn. Values as shown (already converted). */
export interface ChartRow {
  readonly ts: number;
  readonly mean?: number;
  readonly range?: readonly [number, number];
  readonly setpoint?: number;
  readonly median?: number;
  readonly band?: readonly [number, number];
}

/** Lines are broken where nothing was measured for three usual gaps, but not for less than this. */
const LEAST_GAP_MS = 1_800_000;

/** The time without a reading after which a line is broken. */
export function gapOf(rows: readonly { readonly ts: number }[]): number {
  const gaps = rows.slice(1).map((r, i) => r.ts - (rows[i]?.ts ?? r.ts));
  const usual = gaps.sort((a, b) => a - b)[gaps.length >> 1] ?? 0;
  return Math.max(LEAST_GAP_MS, 3 * usual);
}

/** The newest value at or before each time; `steps` ascending. */
export function heldAt(steps: readonly Row[], ts: readonly number[]): (number | undefined)[] {
  let i = 0;
  let value: number | undefined;
  return ts.map((t) => {
    for (let step = steps[i]; step !== undefined && step.ts <= t; step = steps[++i]) value = step.mean;
    return value;
  });
}

/** History with its set-point held as steps, then the forecast; both in the unit of `scale`. */
export function chartRows(
  history: readonly Row[],
  setpoints: readonly Row[],
  forecast: readonly ForecastRow[],
  scale: Scale,
): ChartRow[] {
  const to = (value: number): number => shown(value, scale);
  const gapMs = gapOf(history);
  const held = heldAt(
    setpoints,
    history.map((r) => r.ts),
  );
  const past = history.flatMap((r, i): ChartRow[] => {
    const before = history[i - 1];
    const setpoint = held[i];
    const row: ChartRow = {
      ts: r.ts,
      mean: to(r.mean),
      range: [to(r.min), to(r.max)],
      ...(setpoint === undefined ? {} : { setpoint: to(setpoint) }),
    };
    if (!before || r.ts - before.ts <= gapMs) return [row];
    const heldThen = held[i - 1];
    return [{ ts: before.ts + 1, ...(heldThen === undefined ? {} : { setpoint: to(heldThen) }) }, row];
  });
  const future = forecast.map((f): ChartRow => ({ ts: f.ts, median: to(f.p50), band: [to(f.p10), to(f.p90)] }));
  return [...past, ...future].sort((a, b) => a.ts - b.ts);
}

/** Predicted and actual values of one lead time. */
export function verificationRows(lead: Verification["leads"][number], scale: Scale): ChartRow[] {
  const gapMs = gapOf(lead.ts.map((ts) => ({ ts })));
  return lead.ts.flatMap((ts, i): ChartRow[] => {
    const [predicted, p10, p90, actual] = [lead.predicted[i], lead.p10[i], lead.p90[i], lead.actual[i]];
    if (predicted === undefined || p10 === undefined || p90 === undefined || actual === undefined) return [];
    const row: ChartRow = {
      ts,
      mean: shown(actual, scale),
      median: shown(predicted, scale),
      band: [shown(p10, scale), shown(p90, scale)],
    };
    const before = lead.ts[i - 1];
    return before !== undefined && ts - before > gapMs ? [{ ts: before + 1 }, row] : [row];
  });
}

/** Least and greatest of everything that is drawn; undefined when nothing is. */
export function extentOf(rows: readonly ChartRow[]): readonly [number, number] | undefined {
  const values = rows.flatMap((r) =>
    [r.mean, r.setpoint, r.median, ...(r.range ?? []), ...(r.band ?? [])].filter((v) => v !== undefined),
  );
  return values.length === 0 ? undefined : [Math.min(...values), Math.max(...values)];
}

/** At most `most` rows, evenly picked, the last one always among them. */
export function thinned<T>(rows: readonly T[], most: number): T[] {
  const every = Math.ceil(rows.length / most);
  return every <= 1 ? [...rows] : rows.filter((_, i) => (rows.length - 1 - i) % every === 0);
}
