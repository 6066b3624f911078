/** Measures of one model on one series, by lead and over all: small enough to be sent between threads and kept as JSON. */
import { P50, QUANTILE_LEVELS } from "#domain";
import { caseCrps, casePinball } from "../metrics.ts";
import { type Cases, LEVELS } from "./cases.ts";
import { central95 } from "./central.ts";
import { spreadOfMean } from "./spread.ts";

/** Sums over the cases of one lead; divide by `n`. */
export interface LeadTally {
  readonly leadS: number;
  readonly n: number;
  readonly absError: number;
  readonly squaredError: number;
  readonly pinball: number;
  readonly crps: number;
  /** Cases within the central 80 % and 95 % intervals, bounds included. */
  readonly in80: number;
  readonly in95: number;
  readonly width80: number;
  readonly width95: number;
  /** Cases at or below each quantile: the reliability diagram. */
  readonly below: readonly number[];
}

export interface Tally {
  readonly model: string;
  readonly series: string;
  readonly building: string;
  readonly group: string;
  /** Range of what was measured: the denominator of PINAW. */
  readonly range: number;
  /** Standard deviation that the share within the 95 % interval has by sampling alone. */
  readonly spread95: number;
  readonly leads: readonly LeadTally[];
}

/** What a tally says, per case: means in the unit of the values, coverages as shares. */
export interface Scores {
  readonly n: number;
  readonly mae: number;
  readonly rmse: number;
  readonly pinball: number;
  readonly crps: number;
  readonly picp80: number;
  readonly picp95: number;
  readonly mpiw80: number;
  readonly mpiw95: number;
  readonly pinaw95: number;
  /** Share at or below each of the seven quantiles. */
  readonly reliability: readonly number[];
}

function leadTally(cases: Cases, i: number): LeadTally {
  const leads = cases.leadS.length;
  const below = new Array<number>(LEVELS).fill(0);
  let [n, absError, squaredError, pinball, crps, in80, in95, width80, width95] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let k = 0; k < cases.issuedAt.length; k++) {
    const cell = k * leads + i;
    const y = cases.actual[cell] ?? Number.NaN;
    const q = cases.quantiles.subarray(cell * LEVELS, (cell + 1) * LEVELS);
    if (Number.isNaN(y) || Number.isNaN(q[P50])) continue;
    const error = y - (q[P50] ?? 0);
    const [low80 = 0, high80 = 0] = [q[1], q[5]];
    const [low95, high95] = central95(q);
    n++;
    absError += Math.abs(error);
    squaredError += error * error;
    pinball += casePinball(y, q);
    crps += caseCrps(y, q);
    if (y >= low80 && y <= high80) in80++;
    if (y >= low95 && y <= high95) in95++;
    width80 += high80 - low80;
    width95 += high95 - low95;
    for (let j = 0; j < LEVELS; j++) if (y <= (q[j] ?? 0)) below[j] = (below[j] ?? 0) + 1;
  }
  return { leadS: cases.leadS[i] ?? 0, n, absError, squaredError, pinball, crps, in80, in95, width80, width95, below };
}

/** Share of each forecast's leads that came within the 95 % interval. */
function hitShares(cases: Cases): Float64Array {
  const leads = cases.leadS.length;
  return Float64Array.from(cases.issuedAt, (_, k) => {
    let [hits, n] = [0, 0];
    for (let cell = k * leads; cell < (k + 1) * leads; cell++) {
      const y = cases.actual[cell] ?? Number.NaN;
      const [low, high] = central95(cases.quantiles.subarray(cell * LEVELS, (cell + 1) * LEVELS));
      if (Number.isNaN(y) || Number.isNaN(low)) continue;
      n++;
      if (y >= low && y <= high) hits++;
    }
    return hits / n;
  });
}

/** Judges `cases`; those without a forecast or a measurement are left out. */
export function tallyOf(cases: Cases, of: { readonly id: string; readonly building: string; readonly group: string }): Tally {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const y of cases.actual) {
    if (y < min) min = y;
    if (y > max) max = y;
  }
  const leads = cases.leadS.map((_, i) => leadTally(cases, i));
  const spread95 = spreadOfMean(hitShares(cases), cases.issuedAt);
  return { model: cases.model, series: of.id, building: of.building, group: of.group, range: max - min, spread95, leads };
}

/** Scores over the leads for which `keep` holds; all by default. NaN without cases. */
export function scoresOf(tally: Tally, keep: (leadS: number) => boolean = () => true): Scores {
  const leads = tally.leads.filter((lead) => keep(lead.leadS));
  const sum = (of: (lead: LeadTally) => number): number => leads.reduce((total, lead) => total + of(lead), 0);
  const n = sum((l) => l.n);
  const mean = (of: (lead: LeadTally) => number): number => (n > 0 ? sum(of) / n : Number.NaN);
  const mpiw95 = mean((l) => l.width95);
  return {
    n,
    mae: mean((l) => l.absError),
    rmse: Math.sqrt(mean((l) => l.squaredError)),
    pinball: mean((l) => l.pinball),
    crps: mean((l) => l.crps),
    picp80: mean((l) => l.in80),
    picp95: mean((l) => l.in95),
    mpiw80: mean((l) => l.width80),
    mpiw95,
    pinaw95: tally.range > 0 ? mpiw95 / tally.range : Number.NaN,
    reliability: QUANTILE_LEVELS.map((_, j) => mean((l) => l.below[j] ?? 0)),
  };
}
