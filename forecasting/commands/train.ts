/** Trains a model on series of many buildings, and says where it comes from. */
import { ZonecastError } from "#domain";
import { type Checkpoint, loadCheckpoint, saveCheckpoint, sha256 } from "../checkpoint.ts";
import type { MeasuredSeries } from "../evaluation/measured.ts";
import { tftConfig } from "../tft/config.ts";
import type { TrainProgress } from "../train/messages.ts";
import { type TrainPlan, trainPlan } from "../train/plan.ts";
import { type TrainOptions, trainTogether } from "../train/together.ts";
import { INPUTS } from "../windows/schema.ts";
import { setApart } from "./apart.ts";

export interface TrainInput extends Partial<Pick<TrainPlan, "epochs" | "seed" | "stride" | "learningRate" | "windowsPerEpoch">> {
  /** Width of the network. Default 32. */
  readonly hidden?: 16 | 32 | 64 | undefined;
  /** Threads, at most 2. Default 2. */
  readonly workers?: number | undefined;
  readonly kernels?: TrainOptions["kernels"];
  /** SPDX name of the licence of the data, or a sentence. */
  readonly licence?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: TrainProgress) => void) | undefined;
}

const HOUR_S = 3_600;

/**
 * A model of all `series`, which are hourly; a fifth of the buildings decides when to stop. The same series, input and kernels give the same
 * weights for any number of workers. Throws `bad-frame` for another step, `too-little-history`, `bad-config`, `numerics` when it diverges,
 * `cancelled` when it is called off before its first epoch.
 */
export async function train(series: readonly MeasuredSeries[], input: TrainInput = {}): Promise<Checkpoint> {
  const { hidden = 32, workers = 2, kernels, licence = "not stated", signal, onProgress, ...given } = input;
  const odd = series.find((s) => s.frame.stepS !== HOUR_S);
  if (odd) throw new ZonecastError("bad-frame", `${odd.id} comes in steps of ${odd.frame.stepS} s; the network learns on hours`);
  const config = tftConfig({ ...INPUTS, hidden });
  const plan = trainPlan({ config, ...given });
  const result = await trainTogether(plan, {
    ...{ ...setApart(series, plan.seed), workers },
    ...(kernels ? { kernels } : {}),
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress } : {}),
  });
  const { state, parameters } = result;
  if (!state) throw new ZonecastError("cancelled", "the training was called off before its first epoch was done");
  const bytes = await saveCheckpoint({
    ...{ config, parameters },
    provenance: {
      description: `Temporal Fusion Transformer, hidden size ${hidden}, hourly, ${config.encoder} h back, ${config.horizon} h ahead`,
      ...{ stepS: HOUR_S, dataHash: await hashOf(series), dataLicence: licence.slice(0, 300), command: "train(series)" },
      ...{ seed: plan.seed, kernels: result.kernels, epochs: state.bestEpoch, windows: state.windows },
      buildings: new Set(series.map((s) => s.building)).size,
      validationPinball: Number.isFinite(state.bestPinball) ? state.bestPinball : null,
    },
  });
  return loadCheckpoint(bytes);
}

async function hashOf(series: readonly MeasuredSeries[]): Promise<string> {
  const parts = series.map(async ({ id, frame }) => {
    const y = Float64Array.from(frame.columns.get("y") ?? []);
    return `${id} ${frame.startTs} ${await sha256(new Uint8Array(y.buffer))}\n`;
  });
  return sha256(new TextEncoder().encode((await Promise.all(parts)).join("")));
}
