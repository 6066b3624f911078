/** Counters to growth: what a meter really counted between its readings, glitches, restarts and roll-overs taken out. */

/** One reading of a counter. */
export interface CounterSample {
  readonly ts: number;
  readonly value: number;
}

/** What was counted after `fromTs` and up to `toTs`, in the counter's unit, never negative. */
export interface Growth {
  readonly fromTs: number;
  readonly toTs: number;
  readonly amount: number;
}

const HOUR_MS = 3_600_000;
/** Readings may reach us bunched; a rate over less than this says nothing. */
const LEAST_RATE_MS = 60_000;
/** A restart may have counted this many times faster than the fastest growth seen, and no more. */
const RESTART_ALLOWANCE = 2;

/** Where counters turn over: registers of 16, 24, 31 and 32 bits in any decimal unit, and mechanical digits. */
const MODULI: readonly number[] = [
  ...[2 ** 16, 2 ** 24, 2 ** 31, 2 ** 32].flatMap((m) => [-3, -2, -1, 0, 1, 2, 3, 4].map((e) => m * 10 ** e)),
  ...[3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((e) => 10 ** e),
].sort((a, b) => a - b);

const ratePerH = (a: CounterSample, b: CounterSample, amount: number): number =>
  (amount * HOUR_MS) / Math.max(b.ts - a.ts, LEAST_RATE_MS);

/**
 * Splits a series into runs that never fall and never grow faster than `maxPerH`.
 *
 * A value that does not continue its run stays undecided until the next one: when that continues the run, it was a glitch and
 * is left out; when that continues the value, a new run has begun. Zeros stay undecided until something else comes. A single
 * value above both its neighbours is a glitch as well.
 */
function runsOf(samples: Iterable<CounterSample>, maxPerH: number): CounterSample[][] {
  const continues = (a: CounterSample, b: CounterSample) => b.value >= a.value && ratePerH(a, b, b.value - a.value) <= maxPerH;
  let run: CounterSample[] = [];
  const runs = [run];
  let undecided: CounterSample[] = [];
  for (const sample of samples) {
    const last = run.at(-1);
    const beforeLast = run.at(-2);
    const tail = undecided.at(-1);
    if (!last || continues(last, sample)) {
      undecided = [];
      run.push(sample);
    } else if (!tail) {
      if (beforeLast && continues(beforeLast, sample)) run[run.length - 1] = sample;
      else undecided = [sample];
    } else if (sample.value === 0 && tail.value === 0) {
      undecided.push(sample);
    } else if (continues(tail, sample)) {
      run = [...undecided, sample];
      runs.push(run);
      undecided = [];
    } else undecided = [sample];
  }
  return runs;
}

/** What was counted while a counter restarted or turned over between `a` and `b`; 0 when that cannot be told. */
function restartAmount(a: CounterSample, b: CounterSample, fastestPerH: number): number {
  const allowed = (RESTART_ALLOWANCE * fastestPerH * Math.max(b.ts - a.ts, LEAST_RATE_MS)) / HOUR_MS;
  const modulus = MODULI.find((m) => m > a.value);
  if (modulus !== undefined && modulus - a.value + b.value <= allowed) return modulus - a.value + b.value;
  return b.value <= allowed ? b.value : 0;
}

/**
 * Growth between the accepted readings of a counter (ascending by time), ascending and without overlap. Times that no
 * growth covers are unknown: before the first reading, after the last decided one, and over a jump that no plant can make.
 *
 * `maxPerH` is the fastest growth that is physically possible, in the counter's unit per hour.
 */
export function counterGrowth(samples: Iterable<CounterSample>, maxPerH: number): Growth[] {
  const runs = runsOf(samples, maxPerH);
  const pairs = runs.map((run) => run.slice(1).map((b, i) => ({ a: run[i] ?? b, b })));
  let fastestPerH = 0;
  for (const { a, b } of pairs.flat()) fastestPerH = Math.max(fastestPerH, ratePerH(a, b, b.value - a.value));

  const growth: Growth[] = [];
  runs.forEach((run, k) => {
    const before = runs[k - 1]?.at(-1);
    const first = run[0];
    if (before && first && first.value < before.value)
      growth.push({ fromTs: before.ts, toTs: first.ts, amount: restartAmount(before, first, fastestPerH) });
    for (const { a, b } of pairs[k] ?? []) growth.push({ fromTs: a.ts, toTs: b.ts, amount: b.value - a.value });
  });
  return growth;
}
