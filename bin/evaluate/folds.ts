/** Who is learned from and who is judged: as a data set says it, else buildings of a group in two halves, each once the source and once the target. */
import type { MeasuredSeries } from "#forecasting";

export interface Fold {
  /** E.g. `gas, half 1`. */
  readonly name: string;
  readonly group: string;
  readonly sources: readonly MeasuredSeries[];
  readonly targets: readonly MeasuredSeries[];
}

/** Groups without a source for each target, such as those with a single building, have no fold. */
export function foldsOf(all: readonly MeasuredSeries[]): Fold[] {
  return [...new Set(all.map((s) => s.group))].flatMap((group) => {
    const here = all.filter((s) => s.group === group);
    const [sources, targets] = (["source", "target"] as const).map((role) => here.filter((s) => s.role === role));
    if (here.some((s) => s.role !== undefined))
      return sources?.length && targets?.length ? [{ name: `${group}, half 1`, group, sources, targets }] : [];
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
