/** Transfer Robustness Index: how much of a model's advantage over naive forecasting survives each unit of strangeness. */

export interface RobustnessInput {
  /** MAE of the model on the target, and of the best naive baseline there. */
  readonly targetMae: number;
  readonly targetNaiveMae: number;
  /** The same for the base model on unseen time of its own source buildings. */
  readonly sourceMae: number;
  readonly sourceNaiveMae: number;
  /** Distance between target and sources over that among the sources: 1 is "as strange as the sources to one another". */
  readonly gap: number;
}

/**
 * `TRI = ((naive_t / mae_t) / (naive_s / mae_s)) ^ (1 / max(1, gap))`: the advantage on the target as a share of that on the
 * sources, per unit of domain gap. 1: nothing was lost; below 1: that share is kept for each unit; above 1: the target gained.
 * A gap below 1 counts as 1. NaN when an input is missing or not positive. See docs/transfer.md.
 */
export function robustness({ targetMae, targetNaiveMae, sourceMae, sourceNaiveMae, gap }: RobustnessInput): number {
  const kept = targetNaiveMae / targetMae / (sourceNaiveMae / sourceMae);
  if (!(kept > 0 && Number.isFinite(kept) && Number.isFinite(gap))) return Number.NaN;
  return kept ** (1 / Math.max(1, gap));
}
