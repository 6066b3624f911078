/** Which stretch of time the charts of a page show, as its address tells it: `?hours=72&until=2026-11-20T06:00Z`. Pure. */

export const SPANS_H = [24, 72, 168] as const;
export type SpanH = (typeof SPANS_H)[number];

const HOUR_MS = 3_600_000;
/** Ends of windows stand on full minutes, so that an address stays short and charts are not read again for seconds. */
const MINUTE_MS = 60_000;

export interface TimeRange {
  readonly hours: SpanH;
  /** Where it ends, UTC ms; undefined: now, and it moves on. */
  readonly untilTs: number | undefined;
}

/** What an address asks for; what cannot be understood counts as not said. */
export function rangeOf(query: { readonly get: (name: string) => string | null }): TimeRange {
  const hours = SPANS_H.find((h) => String(h) === query.get("hours")) ?? SPANS_H[0];
  const until = query.get("until") ?? "";
  const ts = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/.test(until) ? Date.parse(until) : Number.NaN;
  return { hours, untilTs: Number.isFinite(ts) && ts > 0 ? Math.floor(ts / MINUTE_MS) * MINUTE_MS : undefined };
}

/** The query that means this range, with what else `before` said; empty where nothing needs to be said. */
export function queryOf({ hours, untilTs }: TimeRange, before = ""): string {
  const query = new URLSearchParams(before);
  query.delete("hours");
  query.delete("until");
  if (hours !== SPANS_H[0]) query.set("hours", String(hours));
  if (untilTs !== undefined) query.set("until", `${new Date(untilTs).toISOString().slice(0, 16)}Z`);
  const text = query.toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
  return text === "" ? "" : `?${text}`;
}

/** One span earlier (-1) or later (1). What would reach into the future is now. */
export function moved({ hours, untilTs }: TimeRange, spans: -1 | 1, nowTs: number): TimeRange {
  const end = (untilTs ?? Math.floor(nowTs / MINUTE_MS) * MINUTE_MS) + spans * hours * HOUR_MS;
  return { hours, untilTs: end >= nowTs ? undefined : Math.max(hours * HOUR_MS, end) };
}
