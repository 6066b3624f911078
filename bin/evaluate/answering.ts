/** The thread's end of a pool: takes one job after the other and answers with its result, or why there is none. */
import { parentPort } from "node:worker_threads";
import { errorLine, isZonecastError, ZonecastError } from "#domain";
import type { PoolAnswer } from "./pool.ts";

/** `run` does a job and tells the share done. `nameOf` stands before the reason of a failure. */
export function answerJobs<Job, Result>(
  nameOf: (job: Job) => string,
  run: (job: Job, told: (share: number) => void) => Result | Promise<Result>,
): void {
  const port = parentPort;
  if (!port) throw new ZonecastError("bug", "a worker of a pool must be started as a thread");
  const answer = (message: PoolAnswer<Result>): void => port.postMessage(message);
  port.on("message", async (job: Job) => {
    try {
      answer({ result: await run(job, (progress) => answer({ progress })) });
    } catch (e) {
      answer({ problem: { code: isZonecastError(e) ? e.code : "bug", message: `${nameOf(job)}: ${errorLine(e)}` } });
    }
  });
}
