/** What a training worker is started with and what it says. */
import type { LearnSeries } from "../windows/series.ts";
import type { TrainPlan } from "./plan.ts";
import type { TrainState } from "./state.ts";

export interface WorkerStart {
  readonly index: number;
  readonly workers: number;
  readonly plan: TrainPlan;
  readonly state: TrainState;
  readonly train: readonly LearnSeries[];
  readonly validation: readonly LearnSeries[];
  readonly resume: Omit<TrainedState, "parameters" | "first" | "second"> | undefined;
  readonly kernels: "auto" | "simd" | "relaxed";
  /** Longest wait for another worker, ms. */
  readonly limitMs: number;
}

/** All that is needed to go on later. */
export interface TrainedState {
  /** Epochs done. */
  readonly epoch: number;
  readonly step: number;
  readonly parameters: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
  /** Best so far on the validation windows, or the latest when there are none. */
  readonly best: Float32Array;
  /** NaN without validation. */
  readonly bestPinball: number;
  readonly bestEpoch: number;
  /** Windows learned from, all epochs together. */
  readonly windows: number;
}

export interface TrainProgress {
  readonly epoch: number;
  readonly epochs: number;
  readonly step: number;
  readonly steps: number;
  /** Mean pinball loss of this epoch so far, scaled. */
  readonly pinball: number;
  readonly windowsPerS: number;
  /** Until the last epoch has run; early stopping may end it before. */
  readonly leftS: number;
}

export interface EpochReport {
  readonly epoch: number;
  readonly trainPinball: number;
  /** NaN without validation. */
  readonly validationPinball: number;
  readonly elapsedS: number;
}

export type WorkerMessage =
  | { readonly kind: "progress"; readonly progress: TrainProgress }
  | { readonly kind: "epoch"; readonly report: EpochReport; readonly state: TrainedState }
  | {
      readonly kind: "done";
      readonly kernels: "simd" | "relaxed" | "none";
      readonly end: "epochs" | "early" | "limit" | "cancelled";
    }
  | { readonly kind: "failed"; readonly code: string; readonly message: string };
