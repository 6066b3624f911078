/** Even grids: which times a frame's rows have, and how buckets and counter growth are laid onto them. */
import { type Span, ZonecastError } from "#domain";
import type { Growth } from "./counters.ts";

/** Rows of a frame: row i at `startTs + i * stepS * 1000`, standing for the step that ends there. */
export interface Grid {
  readonly startTs: number;
  readonly stepS: number;
  readonly length: number;
}

/** A sum of `n` values in the bucket that starts at `ts`. */
export interface BucketSum {
  readonly ts: number;
  readonly n: number;
  readonly total: number;
}

const HOUR_MS = 3_600_000;
/** Growth between readings further apart than this (or than two steps) is not spread: nobody knows when it happened. */
const BRIDGE_MS = 3 * HOUR_MS;
/** A row needs this share of its step covered. */
const LEAST_COVER = 0.5;

/**
 * The grid of the times in `span` that are multiples of `stepS` since 1970-01-01T00:00Z.
 * Throws `bad-input` unless the step is a multiple of 900 s.
 */
export function gridOf(span: Span, stepS: number): Grid {
  if (!(stepS > 0 && stepS % 900 === 0))
    throw new ZonecastError("bad-input", `the step must be a multiple of 900 s, not ${stepS} s`);
  const stepMs = stepS * 1000;
  const startTs = Math.ceil(span.fromTs / stepMs) * stepMs;
  return { startTs, stepS, length: Math.max(0, Math.ceil((span.toTs - startTs) / stepMs)) };
}

/** The time that the rows stand for: from the start of the first row's step to the last row. */
export function coverOf(grid: Grid): Span {
  const stepMs = grid.stepS * 1000;
  return { fromTs: grid.startTs - stepMs, toTs: grid.startTs + (grid.length - 1) * stepMs };
}

/** How far apart two readings of a counter may be to be bridged on this grid, ms. */
export const bridgeMs = (grid: Grid): number => Math.max(BRIDGE_MS, 2 * grid.stepS * 1000);

/** Mean of each row's step from sums of buckets that fit into the steps; NaN where there is none. */
export function meansOnGrid(buckets: Iterable<BucketSum>, grid: Grid): Float64Array {
  const total = new Float64Array(grid.length);
  const n = new Float64Array(grid.length);
  const { fromTs } = coverOf(grid);
  for (const bucket of buckets) {
    const row = Math.floor((bucket.ts - fromTs) / (grid.stepS * 1000));
    total[row] = (total[row] ?? 0) + bucket.total;
    n[row] = (n[row] ?? 0) + bucket.n;
  }
  return total.map((sum, row) => sum / (n[row] ?? 0));
}

/**
 * Mean rate of each row's step, per hour, from counter growth spread evenly between readings; NaN where less than half of
 * the step is known. A counter that stood still is known to have counted nothing, however long that was.
 */
export function ratesOnGrid(growth: Iterable<Growth>, grid: Grid): Float64Array {
  const stepMs = grid.stepS * 1000;
  const amount = new Float64Array(grid.length);
  const coveredMs = new Float64Array(grid.length);
  const { fromTs } = coverOf(grid);
  for (const g of growth) {
    const lengthMs = g.toTs - g.fromTs;
    if (lengthMs <= 0 || (g.amount > 0 && lengthMs > bridgeMs(grid))) continue;
    const last = Math.min(grid.length - 1, Math.ceil((g.toTs - fromTs) / stepMs) - 1);
    for (let row = Math.max(0, Math.floor((g.fromTs - fromTs) / stepMs)); row <= last; row++) {
      const rowStart = fromTs + row * stepMs;
      const overlapMs = Math.min(g.toTs, rowStart + stepMs) - Math.max(g.fromTs, rowStart);
      amount[row] = (amount[row] ?? 0) + (g.amount * overlapMs) / lengthMs;
      coveredMs[row] = (coveredMs[row] ?? 0) + overlapMs;
    }
  }
  return amount.map((sum, row) => {
    const known = coveredMs[row] ?? 0;
    return known >= LEAST_COVER * stepMs ? (sum * HOUR_MS) / known : Number.NaN;
  });
}
