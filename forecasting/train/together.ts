/** Training in worker threads that share memory: every batch in equal shares, every step the same for any number of workers. */
import { Worker } from "node:worker_threads";
import { type ErrorCode, ZonecastError } from "#domain";
import { initialParameters } from "../tft/initial.ts";
import { parameterCount, parameterLayout } from "../tft/layout.ts";
import type { LearnSeries } from "../windows/series.ts";
import type { EpochReport, TrainedState, TrainProgress, WorkerMessage, WorkerStart } from "./messages.ts";
import { epochWindows, stepsOf } from "./order.ts";
import type { TrainPlan } from "./plan.ts";
import { ABORT, allocateState } from "./state.ts";

export interface TrainOptions {
  readonly train: readonly LearnSeries[];
  /** Series of buildings that are not learned from; empty: no early stopping. */
  readonly validation: readonly LearnSeries[];
  /** At most the plan's shares. Default 1. */
  readonly workers?: number;
  readonly resume?: TrainedState;
  /** Parameters to begin from when not resumed: a base to be tuned. */
  readonly initial?: Float32Array;
  readonly kernels?: "auto" | "simd" | "relaxed";
  readonly onProgress?: (progress: TrainProgress) => void;
  /** After each epoch: keep `state` to be able to go on later. */
  readonly onEpoch?: (report: EpochReport, state: TrainedState) => void;
  /** Ends the training after the running step; what was best so far is the result. */
  readonly signal?: AbortSignal;
  /** Longest wait of a worker for the others, ms. Default two minutes. */
  readonly limitMs?: number;
}

export interface TrainResult {
  /** The best parameters on the validation windows; the last without validation. */
  readonly parameters: Float32Array;
  readonly state: TrainedState | undefined;
  readonly reports: readonly EpochReport[];
  readonly kernels: "simd" | "relaxed" | "none";
  /** What ended it. */
  readonly end: "epochs" | "early" | "limit" | "cancelled";
}

/** The series with all columns on memory that threads share. */
function onSharedMemory(series: LearnSeries): LearnSeries {
  const share = (values: Float32Array): Float32Array => {
    const out = new Float32Array(new SharedArrayBuffer(values.byteLength));
    out.set(values);
    return out;
  };
  const { outdoorTempC, globalIrradianceWPerM2, setpointC } = series.covariates;
  return {
    ...series,
    y: share(series.y),
    other: share(series.other),
    covariates: {
      outdoorTempC: share(outdoorTempC),
      globalIrradianceWPerM2: share(globalIrradianceWPerM2),
      setpointC: share(setpointC),
    },
    calendar: [share(series.calendar[0]), share(series.calendar[1]), share(series.calendar[2])],
  };
}

function check(plan: TrainPlan, { train, workers = 1, resume }: TrainOptions, size: number): void {
  if (!Number.isInteger(workers) || workers < 1 || workers > plan.shares)
    throw new ZonecastError("bad-config", `${workers} workers cannot share a batch of ${plan.shares} shares`);
  if (stepsOf(epochWindows(train, plan, 0), plan) === 0)
    throw new ZonecastError("too-little-history", `the training data do not fill one batch of ${plan.batch} windows`, {
      hint: "give more data, a smaller stride or a smaller batch",
    });
  if (resume && resume.parameters.length !== size)
    throw new ZonecastError("bad-file", "the training to be resumed had another model", { hint: "start anew without --resume" });
}

/**
 * Trains a model. Same plan, data and kernels: the same weights for any number of workers. Throws `bad-config`,
 * `too-little-history`, `numerics` when it diverges, `cancelled` when a worker does not answer.
 */
export async function trainTogether(plan: TrainPlan, options: TrainOptions): Promise<TrainResult> {
  const { workers = 1, resume, signal, onProgress, onEpoch } = options;
  const layout = parameterLayout(plan.config);
  const size = parameterCount(layout);
  check(plan, options, size);
  const state = allocateState(size, plan.shares);
  state.parameters.set(resume?.parameters ?? options.initial ?? initialParameters(layout, plan.seed));
  if (resume) {
    state.first.set(resume.first);
    state.second.set(resume.second);
  }
  const common = {
    ...{ workers, plan, state, kernels: options.kernels ?? "auto", limitMs: options.limitMs ?? 120_000 },
    ...{ train: options.train.map(onSharedMemory), validation: options.validation.map(onSharedMemory) },
    resume: resume && { ...resume, parameters: undefined, first: undefined, second: undefined },
  };
  const started: Worker[] = [];
  const abort = () => Atomics.store(state.words, ABORT, 1);
  signal?.addEventListener("abort", abort);
  if (signal?.aborted) abort();
  const reports: EpochReport[] = [];
  let last: TrainedState | undefined = resume;
  try {
    const done = await new Promise<Extract<WorkerMessage, { kind: "done" }>>((resolve, reject) => {
      for (let index = 0; index < workers; index++) {
        const worker = new Worker(new URL("./worker.ts", import.meta.url), {
          workerData: { ...common, index } satisfies WorkerStart,
        });
        started.push(worker);
        worker.on("error", reject);
        worker.on("exit", (code) => {
          if (code !== 0) reject(new ZonecastError("bug", `a training worker ended with code ${code}`));
        });
        worker.on("message", (message: WorkerMessage) => {
          if (message.kind === "progress") onProgress?.(message.progress);
          else if (message.kind === "epoch") {
            last = message.state;
            reports.push(message.report);
            onEpoch?.(message.report, message.state);
          } else if (message.kind === "failed") reject(new ZonecastError(message.code as ErrorCode, message.message));
          else resolve(message);
        });
      }
    });
    return { parameters: last?.best ?? state.parameters.slice(), state: last, reports, kernels: done.kernels, end: done.end };
  } finally {
    signal?.removeEventListener("abort", abort);
    await Promise.all(started.map((worker) => worker.terminate()));
  }
}
