/** One series for a chart: as dense as asked for, never denser than the screen. */
import { type Point, pointKey, rowTs, type Series, type Span, type Store, signalOf } from "#domain";

/** Reads the span at the finest resolution that gives at most `maxPoints` rows; raw rows beyond that are thinned by bucket. */
export async function readSeries(
  store: Pick<Store, "window" | "frame">,
  query: Point & Span & { readonly maxPoints: number },
): Promise<Series> {
  const { building, zone, signal, source, fromTs, toTs, maxPoints } = query;
  const point = { building, zone, signal, source };
  const spanS = Math.max(0, (toTs - fromTs) / 1000);
  if (signalOf(signal).kind === "cumulated")
    return readRate(store, point, { fromTs, toTs }, spanS / 900 > maxPoints ? 3600 : 900);
  if (spanS <= 2 * 86_400) {
    const raw = await store.window(point, { fromTs, toTs }, "raw");
    if (raw.ts.length <= maxPoints)
      return { ...point, resolution: "raw", ts: [...raw.ts], mean: [...raw.mean], min: [...raw.min], max: [...raw.max] };
  }
  const resolution = spanS / 900 > maxPoints ? "1h" : "15min";
  const rows = await store.window(point, { fromTs, toTs }, resolution);
  return { ...point, resolution, ts: [...rows.ts], mean: [...rows.mean], min: [...rows.min], max: [...rows.max] };
}

/** A counter as the mean rate over each step, at the step's end. */
async function readRate(store: Pick<Store, "frame" | "window">, point: Point, asked: Span, stepS: 900 | 3600): Promise<Series> {
  const span = asked.toTs - asked.fromTs > LONG_MS ? await spanOfData(store, point, asked) : asked;
  const frame = await store.frame([point], span, stepS);
  const values = frame.columns.get(pointKey(point)) ?? new Float64Array();
  const ts: number[] = [];
  const mean: number[] = [];
  values.forEach((v, i) => {
    if (Number.isNaN(v)) return;
    ts.push(rowTs(frame, i));
    mean.push(v);
  });
  return { ...point, resolution: stepS === 900 ? "15min" : "1h", ts, mean, min: mean, max: mean };
}

/** Two years: a longer grid is cut to where there is data, since an empty row costs as much as a full one. */
const LONG_MS = 2 * 366 * 86_400_000;
const HOUR_MS = 3_600_000;

async function spanOfData(store: Pick<Store, "window">, point: Point, asked: Span): Promise<Span> {
  const { ts } = await store.window(point, asked, "1h");
  const [first, last] = [ts.at(0), ts.at(-1)];
  if (first === undefined || last === undefined) return { fromTs: asked.fromTs, toTs: asked.fromTs };
  return { fromTs: Math.max(asked.fromTs, first - HOUR_MS), toTs: Math.min(asked.toTs, last + 2 * HOUR_MS) };
}
