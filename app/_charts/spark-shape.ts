/** The geometry of a sparkline: 24 h of what was, 24 h of what may come, on one scale. Pure. */
import { type Forecast, P10, P50, P90 } from "#domain";
import type { Row } from "../_live/tail.ts";

export const SPARK_HOURS = 24;
const HOUR_MS = 3_600_000;
/** Without a reading for this long the line is broken: nothing is known in between. */
const GAP_MS = HOUR_MS;
/** A flat line stays flat: the scale spans at least this much. */
const LEAST_SPAN = 2;

export interface SparkShape {
  /** SVG path data in a box of `width` x `height`; empty when there is nothing to draw. */
  readonly history: string;
  readonly band: string;
  readonly median: string;
  /** Vertical place of a value, clamped to the box. */
  readonly y: (value: number) => number;
  readonly x: (ts: number) => number;
  readonly lastTs: number | undefined;
  /** Least and greatest: measured, and between P10 and P90. */
  readonly past: readonly [number, number] | undefined;
  readonly ahead: readonly [number, number] | undefined;
}

const extent = (values: readonly number[]): readonly [number, number] | undefined =>
  values.length === 0 ? undefined : [Math.min(...values), Math.max(...values)];

export interface ForecastRow {
  readonly ts: number;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

/** The part of a forecast that lies after `fromTs`. */
export function forecastRows(forecast: Forecast | undefined, fromTs: number): ForecastRow[] {
  if (!forecast) return [];
  return forecast.leadS.flatMap((leadS, i) => {
    const ts = forecast.issuedAt + leadS * 1000;
    const [p10, p50, p90] = [P10, P50, P90].map((level) => forecast.quantiles[i]?.[level]);
    return ts < fromTs || p10 === undefined || p50 === undefined || p90 === undefined ? [] : [{ ts, p10, p50, p90 }];
  });
}

export function sparkShape(
  rows: readonly Row[],
  forecast: Forecast | undefined,
  nowTs: number,
  box: { readonly width: number; readonly height: number },
): SparkShape {
  const fromTs = nowTs - SPARK_HOURS * HOUR_MS;
  const toTs = nowTs + SPARK_HOURS * HOUR_MS;
  const measured = rows.filter((r) => r.ts >= fromTs && r.ts <= nowTs);
  const coming = forecastRows(forecast, nowTs).filter((r) => r.ts <= toTs);
  const past = extent(measured.flatMap((r) => [r.min, r.max]));
  const ahead = extent(coming.flatMap((r) => [r.p10, r.p90]));
  const [low, high] = extent([past, ahead].flatMap((e) => e ?? [])) ?? [0, 1];
  const span = Math.max(LEAST_SPAN, high - low) * 1.16;
  const top = (low + high) / 2 + span / 2;

  const x = (ts: number): number => ((ts - fromTs) / (toTs - fromTs)) * box.width;
  const y = (value: number): number => Math.min(box.height, Math.max(0, ((top - value) / span) * box.height));
  const at = (ts: number, value: number): string => `${x(ts).toFixed(2)} ${y(value).toFixed(2)}`;

  const history = measured.map((r, i) => {
    const before = measured[i - 1];
    return `${before && r.ts - before.ts <= GAP_MS ? "L" : "M"}${at(r.ts, r.mean)}`;
  });
  const upper = coming.map((r) => at(r.ts, r.p90));
  const lower = coming.map((r) => at(r.ts, r.p10)).reverse();
  return {
    history: history.join(""),
    band: coming.length > 1 ? `M${[...upper, ...lower].join("L")}Z` : "",
    median: coming.length > 1 ? `M${coming.map((r) => at(r.ts, r.p50)).join("L")}` : "",
    x,
    y,
    lastTs: measured.at(-1)?.ts,
    past,
    ahead,
  };
}
