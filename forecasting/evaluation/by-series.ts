/** What the evaluation's table says of one series: each model by itself, no mean over buildings. */
import { skill } from "../metrics.ts";
import { bestNaive, seriesOf } from "./summary.ts";
import { scoresOf, type Tally } from "./tally.ts";

export interface SeriesLine {
  readonly group: string;
  readonly building: string;
  readonly series: string;
  readonly model: string;
  /** Pairs of forecast and measurement. */
  readonly cases: number;
  /** In the unit of the values, as are `mpiw95`, `pinball` and `crps`. */
  readonly mae: number;
  /** 1 - MAE / MAE of the best naive baseline of this series. */
  readonly maeSkill: number;
  readonly picp95: number;
  readonly picp80: number;
  readonly mpiw95: number;
  /** `mpiw95` over the range of the measurements. */
  readonly pinaw95: number;
  readonly pinball: number;
  readonly crps: number;
}

/** A line for each series and model, series in the order of the tallies, the least error first. Errors and widths in the unit of the series. */
export function summariseSeries(tallies: readonly Tally[]): SeriesLine[] {
  return seriesOf(tallies).flatMap((one) => {
    const naive = bestNaive(one, (s) => s.mae);
    return [...one.byModel.values()]
      .map((tally): SeriesLine => {
        const { n, mae, picp95, picp80, mpiw95, pinaw95, pinball, crps } = scoresOf(tally);
        const { group, building, series, model } = tally;
        return {
          ...{ group, building, series, model, cases: n, mae, maeSkill: skill(mae, naive) },
          ...{ picp95, picp80, mpiw95, pinaw95, pinball, crps },
        };
      })
      .sort((a, b) => a.mae - b.mae);
  });
}
