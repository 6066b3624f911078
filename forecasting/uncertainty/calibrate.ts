/** Conformal calibration of many forecasts at once, in time order: each is corrected by what was known when it was issued. */

import { aggregatedLead } from "../aggregated.ts";
import { type AdaptiveLead, type CalibrationCase, cqrCorrections, widened } from "../conformal.ts";
import { type Cases, LEVELS } from "../evaluation/cases.ts";

const HOUR_S = 3600;

const cellsOf = (cases: Cases, k: number, i: number): number => k * cases.leadS.length + i;
const quantilesAt = (cases: Cases, cell: number): Float64Array => cases.quantiles.subarray(cell * LEVELS, (cell + 1) * LEVELS);

/**
 * Split CQR (Romano, Patterson and Candes 2019): corrections of each lead from the cases issued before `until` (UTC ms) and
 * known then, applied to all cases. A model must not have been fitted to those.
 */
export function calibrated(cases: Cases, until: number): Cases {
  const quantiles = cases.quantiles.slice();
  cases.leadS.forEach((leadS, i) => {
    const known: CalibrationCase[] = [];
    cases.issuedAt.forEach((issuedAt, k) => {
      const cell = cellsOf(cases, k, i);
      const q = quantilesAt(cases, cell);
      if (issuedAt + leadS * 1000 <= until && !Number.isNaN(q[0]))
        known.push({ quantiles: q, actual: cases.actual[cell] ?? Number.NaN });
    });
    const corrections = cqrCorrections(known);
    for (let k = 0; k < cases.issuedAt.length; k++) {
      const cell = cellsOf(cases, k, i);
      const q = quantilesAt(cases, cell);
      if (!Number.isNaN(q[0])) quantiles.set(widened(q, corrections), cell * LEVELS);
    }
  });
  return { ...cases, quantiles };
}

/**
 * Adaptive conformal inference (Gibbs and Candes 2024) lead by lead: a forecast is corrected by the scores of all earlier
 * ones whose outcome was known when it was issued.
 */
export function adapted(cases: Cases): Cases {
  const quantiles = cases.quantiles.slice();
  const leads = cases.leadS.length;
  const byLead: AdaptiveLead[] = cases.leadS.map(() => aggregatedLead());
  const learnedUpTo = new Int32Array(leads);
  for (let k = 0; k < cases.issuedAt.length; k++) {
    const now = cases.issuedAt[k] ?? 0;
    byLead.forEach((lead, i) => {
      const leadMs = (cases.leadS[i] ?? HOUR_S) * 1000;
      let next = learnedUpTo[i] ?? 0;
      for (; next < k && (cases.issuedAt[next] ?? 0) + leadMs <= now; next++) {
        const cell = cellsOf(cases, next, i);
        const raw = quantilesAt(cases, cell);
        const actual = cases.actual[cell] ?? Number.NaN;
        if (!Number.isNaN(raw[0])) lead.learn(raw, quantiles.subarray(cell * LEVELS, (cell + 1) * LEVELS), actual);
      }
      learnedUpTo[i] = next;
      const cell = cellsOf(cases, k, i);
      const raw = quantilesAt(cases, cell);
      if (!Number.isNaN(raw[0])) quantiles.set(widened(raw, lead.corrections()), cell * LEVELS);
    });
  }
  return { ...cases, quantiles };
}
