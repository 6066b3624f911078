/** Runs jobs in worker threads, one at a time in each, and tells what is done as it is done. */
import { Worker } from "node:worker_threads";
import { type ErrorCode, ZonecastError } from "#domain";
import { startProgress } from "./progress.ts";

/** What a worker answers: its result, or why there is none. */
export type PoolAnswer<Result> =
  | { readonly result: Result }
  | { readonly problem: { readonly code: ErrorCode; readonly message: string } }
  | { readonly progress: number };

export interface PoolOptions<Job, Result> {
  readonly worker: URL;
  readonly jobs: readonly Job[];
  /** Threads; at least one, at most one per job. */
  readonly threads: number;
  readonly signal: AbortSignal;
  readonly onResult: (result: Result, job: Job) => void;
  /** Share of a job done so far, 0..1, when its worker tells. */
  readonly onProgress?: (job: Job, share: number) => void;
}

/** Resolves when all jobs are done. Rejects with the first failure, or `cancelled` when the signal is aborted; no thread is left behind. */
export async function runPool<Job, Result>(options: PoolOptions<Job, Result>): Promise<void> {
  const { jobs, signal } = options;
  const threads = Math.max(1, Math.min(options.threads, jobs.length));
  const workers: Worker[] = [];
  let next = 0;
  const one = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(options.worker);
      workers.push(worker);
      let job: Job | undefined;
      const ask = (): void => {
        job = jobs[next++];
        if (job === undefined) {
          void worker.terminate();
          resolve();
        } else worker.postMessage(job);
      };
      worker.on("message", (answer: PoolAnswer<Result>) => {
        if (job === undefined) return;
        if ("progress" in answer) options.onProgress?.(job, answer.progress);
        else if ("problem" in answer) reject(new ZonecastError(answer.problem.code, answer.problem.message));
        else {
          options.onResult(answer.result, job);
          ask();
        }
      });
      worker.on("error", reject);
      signal.addEventListener("abort", () => reject(new ZonecastError("cancelled", "stopped before the end")), { once: true });
      ask();
    });
  try {
    signal.throwIfAborted();
    await Promise.all(Array.from({ length: threads }, one));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

export interface ToldOptions<Job> {
  readonly worker: URL;
  readonly jobs: readonly Job[];
  readonly threads: number;
  /** What a job is counted in, e.g. `series`. */
  readonly unit: string;
  readonly nameOf: (job: Job) => string;
  /** No bar. */
  readonly quiet: boolean;
}

/** Runs all jobs under one bar of progress that Ctrl-C ends; the results in the order in which they came. Rejects as `runPool` does. */
export async function runTold<Job, Result>({ worker, jobs, threads, unit, nameOf, quiet }: ToldOptions<Job>): Promise<Result[]> {
  const progress = startProgress(jobs.length, unit, quiet);
  const shares = new Map<Job, number>();
  const results: Result[] = [];
  const tell = (job: Job, share: number): void => {
    shares.set(job, share);
    const done = [...shares.values()].reduce((a, b) => a + b, 0);
    progress.at(done, nameOf(job));
  };
  try {
    await runPool<Job, Result>({
      ...{ worker, jobs, threads, signal: progress.signal },
      onProgress: (job, share) => tell(job, 0.99 * share),
      onResult: (result, job) => {
        results.push(result);
        tell(job, 1);
      },
    });
  } finally {
    progress.stop();
  }
  return results;
}
