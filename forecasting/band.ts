/** Quantile bands from a model's own past errors: split conformal in time order, by lead and time of day. */
import { P50, QUANTILE_LEVELS } from "#domain";
import type { Rolling } from "./rolling.ts";

/** Errors of origins within this share of a day from the time of day are taken: 2 h. */
const NEAR_DAY_FRACTION = 2.01 / 24;
/** With fewer near errors than this, those of all times of day are taken. */
const FEW_NEAR = 24;
/** With fewer errors than this at a lead, the next shorter lead lends its own. */
const FEW = 8;

const LEVELS = QUANTILE_LEVELS.length;

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

function collect(rolling: Rolling, lead: number, knownUntil: number, near: Uint8Array | undefined, into: Float64Array): number {
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

/**
 * Error quantiles for an issue at `issuedAt`: `out[(h - 1) * 7 + j]`, ascending in j, in the unit of the target. Only errors
 * whose actual value was known at `issuedAt` are used. False when not a single one is.
 */
export function errorQuantiles(
  rolling: Rolling,
  issuedAt: number,
  dayFraction: number,
  stepS: number,
  shiftsMedian: boolean,
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
  for (let h = 1; h <= horizon; h++) {
    let known = count;
    while (known > 0 && (originTs[known - 1] ?? 0) + h * stepS * 1000 > issuedAt) known--;
    let n = collect(rolling, h, known, near, pool);
    if (n < FEW_NEAR) n = collect(rolling, h, known, undefined, pool);
    if (n < FEW && donor > 0) {
      // Errors of a random walk grow with the root of the lead: the widest honest guess where there are no data.
      const wider = Math.sqrt(h / donor);
      for (let j = 0; j < LEVELS; j++) out[(h - 1) * LEVELS + j] = (out[(donor - 1) * LEVELS + j] ?? 0) * wider;
      continue;
    }
    if (n === 0) return undefined;
    const sorted = pool.subarray(0, n).sort();
    for (let j = 0; j < LEVELS; j++) out[(h - 1) * LEVELS + j] = conformalQuantile(sorted, n, QUANTILE_LEVELS[j] ?? 0.5);
    donor = h;
  }
  if (!shiftsMedian) aroundZero(out);
  return smoothOverLeads(out, horizon, Math.floor(1800 / stepS));
}

/** Keeps the centre of a naive path as its median: no lower quantile above it, no upper one below. */
function aroundZero(quantiles: Float64Array): void {
  for (let i = 0; i < quantiles.length; i++) {
    const j = i % LEVELS;
    const q = quantiles[i] ?? 0;
    quantiles[i] = j === P50 ? 0 : j < P50 ? Math.min(0, q) : Math.max(0, q);
  }
}

/** Mean over the leads up to `reach` rows away: each quantile is estimated alone and would jitter from step to step. */
function smoothOverLeads(quantiles: Float64Array, horizon: number, reach: number): Float64Array {
  if (reach === 0) return quantiles;
  const out = new Float64Array(quantiles.length);
  for (let h = 0; h < horizon; h++) {
    const from = Math.max(0, h - reach);
    const to = Math.min(horizon - 1, h + reach);
    for (let j = 0; j < LEVELS; j++) {
      let sum = 0;
      for (let i = from; i <= to; i++) sum += quantiles[i * LEVELS + j] ?? 0;
      out[h * LEVELS + j] = sum / (to - from + 1);
    }
  }
  return out;
}
