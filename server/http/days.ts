/** What a meter counted on each day of its building, days of 23 and 25 hours included. */
import { type Days, dayBounds, type Point, pointKey, rowTs, type Store, signalOf, ZonecastError } from "#domain";

const STEP_S = 900;

export interface DaysQuery extends Point {
  /** UTC ms, within the first day. */
  readonly fromTs: number;
  readonly days: number;
}

/**
 * The counter's growth (Wh, m³), or the integral of a power (Wh), by local day. Every time zone is off by whole quarters of an
 * hour, so that days are whole rows of the grid. Throws `bad-input` for a signal that cannot be added up.
 */
export async function readDays(store: Pick<Store, "frame">, query: DaysQuery, timeZone: string): Promise<Days> {
  const { building, zone, signal, source, fromTs, days } = query;
  const { kind, unit } = signalOf(signal);
  if (kind !== "cumulated" && unit !== "W")
    throw new ZonecastError("bad-input", `${signal} cannot be added up over a day`, { hint: "ask for a counter or a power" });
  const point = { building, zone, signal, source };
  const bounds = dayBounds(timeZone, fromTs, days);
  const [first = 0, last = 0] = [bounds[0], bounds.at(-1)];
  const frame = await store.frame([point], { fromTs: first + 1, toTs: last + 1 }, STEP_S);
  const rates = frame.columns.get(pointKey(point)) ?? new Float64Array();
  const sums = bounds.slice(1).map((toTs, i) => ({ fromTs: bounds[i] ?? 0, toTs, amount: 0, known: 0 }));
  let day = 0;
  rates.forEach((rate, row) => {
    // A row stands for the step that ends at its time.
    while (day < sums.length - 1 && rowTs(frame, row) > (sums[day]?.toTs ?? 0)) day++;
    const sum = sums[day];
    if (!sum || Number.isNaN(rate)) return;
    sum.amount += (rate * STEP_S) / 3600;
    sum.known++;
  });
  return {
    unit: unit === "W" ? "Wh" : unit,
    timeZone,
    days: sums.map(({ known, ...sum }) => ({ ...sum, coverage: (known * STEP_S * 1000) / (sum.toTs - sum.fromTs) })),
  };
}
