/** Buildings of a group in two halves: each half is once the source and once the target. */
import type { MeasuredSeries } from "#forecasting";

export interface Fold {
  /** E.g. `gas, half 1`. */
  readonly name: string;
  readonly group: string;
  readonly sources: readonly MeasuredSeries[];
  readonly targets: readonly MeasuredSeries[];
}

/** Groups with a single building have no fold: there is nothing to transfer from. */
export function foldsOf(all: readonly MeasuredSeries[]): Fold[] {
  return [...new Set(all.map((s) => s.group))].flatMap((group) => {
    const here = all.filter((s) => s.group === group);
    const buildings = [...new Set(here.map((s) => s.building))];
    if (buildings.length < 2) return [];
    return [0, 1].map((half) => {
      const isTarget = (s: MeasuredSeries): boolean => buildings.indexOf(s.building) % 2 === half;
      return {
        name: `${group}, half ${half + 1}`,
        group,
        sources: here.filter((s) => !isTarget(s)),
        targets: here.filter(isTarget),
      };
    });
  });
}
