/** How a model is trained, apart from what it is trained on. */
import { ZonecastError } from "#domain";
import type { TftConfig } from "../tft/config.ts";

export interface TrainPlan {
  readonly config: TftConfig;
  readonly seed: number;
  /** Passes over the training windows at most. */
  readonly epochs: number;
  /** Windows between two steps. */
  readonly batch: number;
  /** A batch is always cut into so many shares, whatever the number of workers: same seed, same weights. */
  readonly shares: number;
  /** Step size of Adam at its highest. */
  readonly learningRate: number;
  /** Steps in which it rises to that. */
  readonly warmupSteps: number;
  /** Pull of weights to zero (AdamW). */
  readonly decay: number;
  /** Most norm of a gradient. */
  readonly clip: number;
  /** Rows between two windows of a series; the first is drawn anew in each epoch. */
  readonly stride: number;
  /** Most windows of an epoch; a sample of them when there are more. */
  readonly windowsPerEpoch: number;
  /** Most windows to judge by, evenly out of all. */
  readonly validationWindows: number;
  /** Epochs without gain before it ends. */
  readonly patience: number;
  /** Chances to hide all covariates ahead, or one sensor, from a window. */
  readonly hideAhead: number;
  readonly hideSensor: number;
  /** Ends about so many seconds after the start, with the schedule run to its end; null: no limit. */
  readonly limitS: number | null;
}

const DEFAULTS = {
  seed: 1,
  epochs: 10,
  batch: 64,
  shares: 2,
  learningRate: 2e-3,
  warmupSteps: 100,
  decay: 1e-4,
  clip: 1,
  stride: 23,
  windowsPerEpoch: Number.MAX_SAFE_INTEGER,
  validationWindows: 2_048,
  patience: 3,
  hideAhead: 0.25,
  hideSensor: 0.1,
  limitS: null,
} as const;

/** Fills in what is not said and checks it. Throws `bad-config`. */
export function trainPlan(given: Pick<TrainPlan, "config"> & { readonly [K in keyof TrainPlan]?: TrainPlan[K] }): TrainPlan {
  const plan: TrainPlan = { ...DEFAULTS, ...given };
  const refuse = (what: string) => new ZonecastError("bad-config", `training cannot have ${what}`);
  for (const name of ["epochs", "batch", "shares", "stride", "windowsPerEpoch", "validationWindows", "patience"] as const)
    if (!Number.isInteger(plan[name]) || plan[name] < 1) throw refuse(`${name} ${plan[name]}: a whole number from 1`);
  if (plan.shares > plan.batch) throw refuse(`${plan.shares} shares of a batch of ${plan.batch}`);
  if (!(plan.learningRate > 0 && plan.learningRate < 1)) throw refuse(`a learning rate of ${plan.learningRate}`);
  if (!(plan.clip > 0) || !(plan.decay >= 0)) throw refuse(`a clip of ${plan.clip} or a decay of ${plan.decay}`);
  return plan;
}

/** Share of the highest step size after the fraction `done` of all steps: up in the warm-up, then half a cosine down to 2 %. */
export function scheduled({ warmupSteps }: Pick<TrainPlan, "warmupSteps">, step: number, done: number): number {
  const rising = Math.min(1, step / Math.max(1, warmupSteps));
  return rising * (0.02 + 0.49 * (1 + Math.cos(Math.PI * Math.min(1, done))));
}
