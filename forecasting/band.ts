/** Quantile bands from a model's own past errors: split conformal in time order, by lead and time of day. */
import { P50, QUANTILE_LEVELS } from "#domain";
import type { Rolling } from "./rolling.ts";

/** Errors of origins within this share of a day from the time of day are taken: 3 h. */
const NEAR_DAY_FRACTION = 3.01 / 24;
/** With fewer near errors than this, those of all times of day are taken. */
const FEW_NEAR = 24;
/** With fewer errors than this at a lead, the next shorter lead lends its own. */
const FEW = 8;

const LEVELS = QUANTILE_LEVELS.length;

type PastErrors = Pick<Rolling, "originTs" | "dayFraction" | "horizon" | "errors">;

/**
 * Level `tau` of ascending `sorted[0..n)`: linear between order statistics at tau (n + 1), the rank at which a new,
 * exchangeable error is covered with probability tau. Beyond the outermost: the outermost.
 */
export function conformalQuantile(sorted: Float64Array, n: number, tau: number): number {
  const position = Math.min(n - 1, Math.max(0, tau * (n + 1) - 1));
  const low = Math.floor(position);
  const a = sorted[low] ?? Number.NaN;
  const b = sorted[Math.min(n - 1, low + 1)] ?? a;
  return a + (b - a) * (position - low);
}

function collect(
  rolling: PastErrors,
  lead: number,
  knownUntil: number,
  near: Uint8Array | undefined,
  into: Float64Array,
): number {
  const count = rolling.originTs.length;
  const base = (lead - 1) * count;
  let n = 0;
  for (let k = 0; k < knownUntil; k++) {
    if (near && near[k] === 0) continue;
    const e = rolling.errors[base + k] ?? Number.NaN;
    if (!Number.isNaN(e)) into[n++] = e;
  }
  return n;
}

/** Rows of lead at which quantiles are estimated: all within the first hour, then one an hour. */
const knots = (horizon: number, perHour: number): number[] =>
  Array.from({ length: horizon }, (_, i) => i + 1).filter((h) => h <= perHour || h % perHour === 0);

/**
 * Error quantiles for an issue at `issuedAt`: `out[(h - 1) * 7 + j]`, ascending in j, in the unit of the target, those below
 * the median at most 0 and those above at least 0, since the path itself is the median (it is what people mean by a
 * model's error). Only errors whose actual value was known at `issuedAt` are used; undefined when there is none.
 */
export function errorQuantiles(
  rolling: PastErrors,
  issuedAt: number,
  dayFraction: number,
  stepS: number,
): Float64Array | undefined {
  const { originTs, horizon } = rolling;
  const count = originTs.length;
  const near = new Uint8Array(count);
  for (let k = 0; k < count; k++) {
    const apart = Math.abs((rolling.dayFraction[k] ?? 0) - dayFraction);
    near[k] = Math.min(apart, 1 - apart) <= NEAR_DAY_FRACTION ? 1 : 0;
  }
  const out = new Float64Array(horizon * LEVELS);
  const pool = new Float64Array(count);
  let donor = 0;
  let previous = 0;
  for (const h of knots(horizon, 3600 / stepS)) {
    let known = count;
    while (known > 0 && (originTs[known - 1] ?? 0) + h * stepS * 1000 > issuedAt) known--;
    let n = collect(rolling, h, known, near, pool);
    if (n < FEW_NEAR) n = collect(rolling, h, known, undefined, pool);
    if (n < FEW && donor > 0) {
      // Errors of a random walk grow with the root of the lead: the widest honest guess where there are no data.
      const wider = Math.sqrt(h / donor);
      for (let j = 0; j < LEVELS; j++) out[(h - 1) * LEVELS + j] = (out[(donor - 1) * LEVELS + j] ?? 0) * wider;
    } else if (n === 0) return undefined;
    else {
      const sorted = pool.subarray(0, n).sort();
      for (let j = 0; j < LEVELS; j++) {
        const q = conformalQuantile(sorted, n, QUANTILE_LEVELS[j] ?? 0.5);
        out[(h - 1) * LEVELS + j] = j === P50 ? 0 : j < P50 ? Math.min(0, q) : Math.max(0, q);
      }
      donor = h;
    }
    fillBetween(out, previous, h);
    previous = h;
  }
  return out;
}

/** Draws straight lines between the quantiles at leads `from` and `to`. */
function fillBetween(quantiles: Float64Array, from: number, to: number): void {
  for (let h = from + 1; h < to; h++)
    for (let j = 0; j < LEVELS; j++) {
      const a = quantiles[(from - 1) * LEVELS + j] ?? 0;
      const b = quantiles[(to - 1) * LEVELS + j] ?? 0;
      quantiles[(h - 1) * LEVELS + j] = a + ((b - a) * (h - from)) / (to - from);
    }
}
