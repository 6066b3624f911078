/** The experiment's raw rows summed up over buildings and seeds, each number with its interval. */
import { stream } from "#domain";
import { type ClusterInterval, clusterInterval } from "#forecasting";
import type { CellRow } from "./cell.ts";

export interface SummaryRow {
  readonly trainedOn: string;
  readonly model: string;
  /** Number of buildings and of pairs of building and seed. */
  readonly buildings: number;
  readonly cells: number;
  /** Mean absolute error 1 h and 4 h ahead by test policy, K. */
  readonly mae1hK: Readonly<Record<string, ClusterInterval>>;
  readonly mae4hK: Readonly<Record<string, ClusterInterval>>;
  /** Of holding the last temperature, by test policy, K. */
  readonly persistence4hK: Readonly<Record<string, ClusterInterval>>;
  /** Share of responses of the right size by test policy, branches a fifth up and down. */
  readonly sizeByTest: Readonly<Record<string, ClusterInterval>>;
  /** Over all test policies; branches a fifth up and down. */
  readonly sign: ClusterInterval;
  readonly size: ClusterInterval;
  readonly rmse1hK: ClusterInterval;
  readonly rmse4hK: ClusterInterval;
  /** Full heating against none. */
  readonly fullSize: ClusterInterval;
  readonly fullRmse4hK: ClusterInterval;
  /** Median of the model's response over the true one, full against none. */
  readonly fullGain: ClusterInterval;
}

/** One row for each training and model, in the order in which they come first. */
export function summarise(rows: readonly CellRow[]): SummaryRow[] {
  const keys = [...new Set(rows.map((r) => `${r.trainedOn}|${r.model}`))];
  const tests = [...new Set(rows.map((r) => r.testedOn))];
  return keys.map((key) => {
    const [trainedOn = "", model = ""] = key.split("|");
    const own = rows.filter((r) => r.trainedOn === trainedOn && r.model === model);
    // In an order of their own, so that the draws of the bootstrap do not depend on which thread was done first.
    const buildings = [...new Set(own.map((r) => r.building))].sort();
    /** Mean over the test policies of each cell, by building. */
    const over = (policies: readonly string[], value: (r: CellRow) => number): ClusterInterval => {
      const groups = buildings.map((building) => {
        const there = own.filter((r) => r.building === building && policies.includes(r.testedOn));
        return [...new Set(there.map((r) => r.seed))]
          .sort((a, b) => a - b)
          .map((seed) => {
            const of = there.filter((r) => r.seed === seed).map(value);
            return of.reduce((a, b) => a + b, 0) / of.length;
          });
      });
      return clusterInterval(groups, stream(1, `bootstrap/${key}`));
    };
    const byTest = (value: (r: CellRow) => number) => Object.fromEntries(tests.map((test) => [test, over([test], value)]));
    return {
      trainedOn,
      model,
      buildings: buildings.length,
      cells: new Set(own.map((r) => `${r.building}/${r.seed}`)).size,
      mae1hK: byTest((r) => r.mae1hK),
      mae4hK: byTest((r) => r.mae4hK),
      persistence4hK: byTest((r) => r.persistence4hK),
      sizeByTest: byTest((r) => r.shift.sizeShare),
      sign: over(tests, (r) => r.shift.signShare),
      size: over(tests, (r) => r.shift.sizeShare),
      rmse1hK: over(tests, (r) => r.shift.rmse1hK),
      rmse4hK: over(tests, (r) => r.shift.rmse4hK),
      fullSize: over(tests, (r) => r.full.sizeShare),
      fullRmse4hK: over(tests, (r) => r.full.rmse4hK),
      fullGain: over(tests, (r) => r.full.medianGain),
    };
  });
}
