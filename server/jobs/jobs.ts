/** Jobs one after the other, kept in the store: what a restart interrupts is begun again. */
import {
  type Clock,
  errorLine,
  isOver,
  type Job,
  type JobRequest,
  jobRequestOf,
  type Log,
  type Store,
  type TransferRow,
  ZonecastError,
} from "#domain";

export interface WorkDone {
  /** One line for people. */
  readonly message: string;
  readonly result?: readonly TransferRow[];
}

/** The reason of a signal when the server stops and the job is to go on after its next start. */
export const PAUSED = "the server stops";

/** Does the work of a job. `told` tells the share done. Must stop soon after the signal. */
export type Work = (job: Job, told: (share: number) => void, signal: AbortSignal) => Promise<WorkDone>;

export interface JobsOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Pick<Store, "saveJob">;
  /** As they were stored, in any order. */
  readonly stored: readonly Job[];
  readonly newId: () => string;
  /** Whether a job that ended early left enough to go on from. Default: none does. */
  readonly canResume?: (job: Job) => boolean;
  /** Called with the id of a job that leaves the list. */
  readonly onForgotten?: (id: string) => void;
  readonly work: Work;
}

export interface Jobs {
  /** Newest first. */
  readonly all: () => readonly Job[];
  /** The job, or the one of the same request that is already waiting or running. Resolves once it is stored. */
  readonly start: (request: JobRequest, who: string) => Promise<Job>;
  /** Throws `not-found`; a job that is over stays as it is. */
  readonly cancel: (id: string) => Promise<Job>;
  /** Lets a job that ended early go on where it ended. Throws `not-found`, or `bad-input` for one that cannot. */
  readonly resume: (id: string) => Promise<Job>;
  readonly stop: () => Promise<void>;
}

const MOST_KEPT = 100;
/** Progress is stored at steps of this. */
const STORE_EVERY = 0.1;

export function createJobs(options: JobsOptions): Jobs {
  const { clock, log, store, stored, newId, work } = options;
  const jobs = new Map<string, Job>();
  for (const job of [...stored].sort((a, b) => a.createdAt - b.createdAt))
    jobs.set(job.id, isOver(job) ? job : { ...job, state: "queued", progress: 0, message: "begun again after a restart" });
  let stopped = false;
  let running: { readonly id: string; readonly abort: AbortController; readonly done: Promise<void> } | undefined;

  const keep = async (job: Job): Promise<Job> => {
    jobs.set(job.id, job);
    for (const [id, old] of jobs)
      if (jobs.size > MOST_KEPT && isOver(old)) {
        jobs.delete(id);
        options.onForgotten?.(id);
      }
    await store.saveJob(job);
    return job;
  };
  const quietly = (job: Job): Promise<void> =>
    keep(job).then(
      () => {},
      (e: unknown) => log.warn({ job: job.id, reason: errorLine(e) }, "a job's state could not be stored"),
    );

  async function run(queued: Job, abort: AbortController): Promise<void> {
    let job: Job = { ...queued, state: "running", startedAt: clock.now() };
    await quietly(job);
    let storedAt = 0;
    const told = (share: number): void => {
      job = { ...job, progress: Math.min(1, Math.max(0, share)) };
      jobs.set(job.id, job);
      if (share - storedAt < STORE_EVERY) return;
      storedAt = share;
      void quietly(job);
    };
    const ended = async (state: Job["state"], message: string): Promise<void> => {
      // What a stop of the server interrupts stays as running in the store, and is begun again.
      if (!stopped) await quietly({ ...job, state, endedAt: clock.now(), message: message.slice(0, 300) });
    };
    try {
      const { message, result } = await work(job, told, abort.signal);
      job = { ...job, progress: 1, ...(result ? { result: [...result] } : {}) };
      await ended(abort.signal.aborted ? "cancelled" : "done", message);
    } catch (e) {
      // Why a job was called off needs no words.
      await (abort.signal.aborted ? ended("cancelled", "") : ended("failed", errorLine(e)));
    }
  }

  function next(): void {
    if (running || stopped) return;
    const job = [...jobs.values()].find((j) => j.state === "queued");
    if (!job) return;
    const abort = new AbortController();
    const done = run(job, abort).finally(() => {
      running = undefined;
      next();
    });
    running = { id: job.id, abort, done };
  }
  next();

  const endedEarly = (job: Job): boolean => job.state === "cancelled" || job.state === "failed";
  const canResume = (job: Job): boolean => endedEarly(job) && options.canResume?.(job) === true;
  const found = (id: string): Job => {
    const job = jobs.get(id);
    if (!job) throw new ZonecastError("not-found", `there is no job '${id}'`);
    return job;
  };

  return {
    all: () =>
      [...jobs.values()]
        .map((job): Job => (canResume(job) ? { ...job, canResume: true } : job))
        .sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1)),
    async start(request, who) {
      const asked = JSON.stringify(jobRequestOf(request));
      const same = [...jobs.values()].find((j) => !isOver(j) && JSON.stringify(jobRequestOf(j)) === asked);
      if (same) return same;
      const job = await keep({
        ...{ id: newId(), ...jobRequestOf(request), state: "queued", progress: 0, who: who.slice(0, 120) },
        ...{ createdAt: clock.now(), startedAt: null, endedAt: null, message: "" },
      });
      next();
      return job;
    },
    async cancel(id) {
      const job = found(id);
      if (running?.id === id) {
        const { abort, done } = running;
        abort.abort();
        await done;
      } else if (!isOver(job)) await keep({ ...job, state: "cancelled", endedAt: clock.now(), message: "" });
      return jobs.get(id) ?? job;
    },
    async resume(id) {
      const job = found(id);
      if (!isOver(job)) return job;
      if (!canResume(job))
        throw new ZonecastError("bad-input", `job '${id}' left nothing to go on from`, { hint: "begin it again" });
      const { result: _, ...rest } = job;
      const queued = await keep({ ...rest, state: "queued", progress: 0, startedAt: null, endedAt: null, message: "" });
      next();
      return queued;
    },
    async stop() {
      stopped = true;
      running?.abort.abort(PAUSED);
      await running?.done;
    },
  };
}
