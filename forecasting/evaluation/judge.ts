/** Several models on one series: paired, judged as issued and again after calibration, so that width is compared at equal coverage. */
import { rowTs } from "#domain";
import { adapted, calibrated } from "../uncertainty/calibrate.ts";
import { type Cases, casesFrom, pairedCases } from "./cases.ts";
import { type MeasuredSeries, partsOf } from "./measured.ts";
import { type Tally, tallyOf } from "./tally.ts";

export const CALIBRATIONS = ["as issued", "split conformal", "adaptive conformal"] as const;
export type Calibration = (typeof CALIBRATIONS)[number];

export type Judged = Readonly<Record<Calibration, readonly Tally[]>>;

/**
 * Tallies of `models` over the test part. All must have the same issue times, beginning in the calibration part, which the
 * calibrations learn from and which is not judged.
 */
export function judge(series: MeasuredSeries, models: readonly Cases[]): Judged {
  const testTs = rowTs(series.frame, partsOf(series.frame.length).testFrom);
  const paired = pairedCases(models);
  const tallies = (of: (cases: Cases) => Cases): Tally[] => paired.map((cases) => tallyOf(casesFrom(of(cases), testTs), series));
  return {
    "as issued": tallies((cases) => cases),
    "split conformal": tallies((cases) => calibrated(cases, testTs)),
    "adaptive conformal": tallies((cases) => adapted(cases)),
  };
}
