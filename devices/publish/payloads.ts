/** What is published of a zone: its state now, and what its air temperature will be. */
import { FORECAST_STEP_S, type Forecast, P10, P50, P90, type PointState, primaryPoint, SIGNALS, type SignalId } from "#domain";

/** A forecast that is not followed by another within three steps is no longer news. */
export const FORECAST_VOID_S = 3 * FORECAST_STEP_S;

/** Keys of the state in the order in which they stand for the zone: the first that is there gives its time and quality. */
const KEYS = [
  ["t_air", "airTempC"],
  ["rh", "relativeHumidityPct"],
  ["co2", "co2Ppm"],
  ["setpoint", "heatingSetpointC"],
] as const satisfies readonly (readonly [string, SignalId])[];
/** The lead of the quantiles that stand in the state, s. */
const STATE_LEAD_S = 3_600;

/** Units as in `SIGNALS`: degC, %, ppm, degC. What is not known is left out. */
interface ZoneState {
  /** When the first value was measured, ISO 8601. */
  readonly ts: string;
  /** `stale` when that value is older than its sensor's habit allows, or was kept by a broker. */
  readonly quality: "good" | "stale";
  readonly t_air?: number;
  readonly rh?: number;
  readonly co2?: number;
  readonly setpoint?: number;
  readonly t_air_p10?: number;
  readonly t_air_p50?: number;
  readonly t_air_p90?: number;
}

interface ZoneForecast {
  readonly schema_version: 1;
  /** When this message was made, and the time from which the leads count, ISO 8601. */
  readonly generated_at: string;
  readonly issued_for: string;
  readonly model: string;
  readonly unit: string;
  readonly lead_s: readonly number[];
  readonly p10: readonly number[];
  readonly p50: readonly number[];
  readonly p90: readonly number[];
}

const isoOf = (ts: number): string => new Date(ts).toISOString();
/** Two decimals; undefined for what is no number. */
const rounded = (value: number | undefined): number | undefined =>
  value === undefined || !Number.isFinite(value) ? undefined : Math.round(value * 100) / 100;

const isStale = ({ ts, staleAfterMs, quality }: PointState, nowTs: number): boolean =>
  quality === "retained" || nowTs - ts > staleAfterMs;

/**
 * The state of one zone. `points`: those of the zone; `nowTs`: building time, UTC ms. Beside the value that stands for the
 * zone only fresh ones are told, since one quality cannot speak for values of different age. Undefined without any value.
 */
export function zoneState(points: readonly PointState[], forecast: Forecast | undefined, nowTs: number): ZoneState | undefined {
  const primary = KEYS.flatMap(([key, signal]) => {
    const point = primaryPoint(points.filter((p) => p.signal === signal));
    const value = rounded(point?.value);
    return point && value !== undefined ? [{ key, point, value }] : [];
  });
  const [first] = primary;
  if (!first) return undefined;
  const told = primary.filter(({ point }) => point === first.point || !isStale(point, nowTs));
  return {
    ts: isoOf(first.point.ts),
    ...Object.fromEntries(told.map(({ key, value }) => [key, value])),
    ...(forecast && bandOf(forecast, nowTs)),
    quality: isStale(first.point, nowTs) ? "stale" : "good",
  };
}

function bandOf({ issuedAt, leadS, quantiles }: Forecast, nowTs: number): Partial<ZoneState> {
  if (nowTs - issuedAt > FORECAST_VOID_S * 1000) return {};
  const levels = quantiles[leadS.indexOf(STATE_LEAD_S)];
  const [p10, p50, p90] = [P10, P50, P90].map((level) => rounded(levels?.[level]));
  return p10 === undefined || p50 === undefined || p90 === undefined ? {} : { t_air_p10: p10, t_air_p50: p50, t_air_p90: p90 };
}

/** The forecast of one zone, without leads whose quantiles are no numbers. `nowTs`: UTC ms. */
export function zoneForecast({ issuedAt, model, signal, leadS, quantiles }: Forecast, nowTs: number): ZoneForecast {
  const rows = leadS.flatMap((lead, i) => {
    const [p10, p50, p90] = [P10, P50, P90].map((level) => rounded(quantiles[i]?.[level]));
    return p10 === undefined || p50 === undefined || p90 === undefined ? [] : [{ lead, p10, p50, p90 }];
  });
  return {
    schema_version: 1,
    generated_at: isoOf(nowTs),
    issued_for: isoOf(issuedAt),
    model,
    unit: SIGNALS[signal].unit,
    lead_s: rows.map((r) => r.lead),
    p10: rows.map((r) => r.p10),
    p50: rows.map((r) => r.p50),
    p90: rows.map((r) => r.p90),
  };
}
