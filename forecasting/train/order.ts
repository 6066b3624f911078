/** Which windows an epoch learns from, in which order, and which all epochs are judged by: the same in every worker. */
import { type Random, stream } from "#domain";
import type { WindowAt } from "../windows/assemble.ts";
import type { LearnSeries } from "../windows/series.ts";
import { fullRange, windowsOf } from "../windows/split.ts";
import type { TrainPlan } from "./plan.ts";

function shuffle<T>(items: T[], random: Random): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [items[i], items[j]] = [items[j] as T, items[i] as T];
  }
  return items;
}

/** Windows of epoch `epoch` (from 0), shuffled. */
export function epochWindows(series: readonly LearnSeries[], plan: TrainPlan, epoch: number): WindowAt[] {
  const random = stream(plan.seed, `epoch/${epoch}`);
  const all = series.flatMap((s) => windowsOf(s, plan.config, plan.stride, fullRange(s, plan.config), random.below(plan.stride)));
  return shuffle(all, random).slice(0, plan.windowsPerEpoch);
}

/** Steps of an epoch; a last batch that is not full is left out. */
export const stepsOf = (windows: readonly WindowAt[], { batch }: TrainPlan): number => Math.floor(windows.length / batch);

/** Windows to judge by: a sample over all validation series, always the same. */
export function validationWindows(series: readonly LearnSeries[], plan: TrainPlan): WindowAt[] {
  const random = stream(plan.seed, "validation");
  // A stride that is no multiple of a day visits all hours.
  const all = series.flatMap((s) => windowsOf(s, plan.config, 37, fullRange(s, plan.config), random.below(37)));
  return shuffle(all, random).slice(0, plan.validationWindows);
}
