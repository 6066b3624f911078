/** How sure a mean over buildings and seeds is: a bootstrap that draws buildings first, then seeds within them. */
import { type Random, ZonecastError } from "#domain";

export interface ClusterInterval {
  readonly mean: number;
  /** 2.5 % and 97.5 % points of the bootstrap; the mean itself where there is one value. */
  readonly low: number;
  readonly high: number;
  readonly values: number;
}

const DRAWS = 2_000;

/**
 * Mean over groups (buildings) of their means over members (seeds), with a percentile interval of the two-stage cluster bootstrap
 * (Davison and Hinkley 1997, 3.8). With a handful of groups it is too narrow rather than too wide.
 * @param groups values by building; none empty
 */
export function clusterInterval(groups: readonly (readonly number[])[], random: Random): ClusterInterval {
  if (groups.length === 0 || groups.some((g) => g.length === 0))
    throw new ZonecastError("bad-input", "an interval needs at least one value in every group");
  const meanOf = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const draw = <T>(from: readonly T[]): T[] => from.map(() => from[random.below(from.length)]!);
  const means = Array.from({ length: DRAWS }, () => meanOf(draw(groups).map((group) => meanOf(draw(group)))));
  means.sort((a, b) => a - b);
  const at = (share: number) => means[Math.round(share * (DRAWS - 1))]!;
  return {
    mean: meanOf(groups.map(meanOf)),
    low: at(0.025),
    high: at(0.975),
    values: groups.reduce((sum, g) => sum + g.length, 0),
  };
}
