import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, expect, test } from "vitest";
import { answerJobs } from "../../../../bin/evaluate/answering.ts";
import { ROOT } from "../../../support/paths.ts";

let folder = "";
let worker: Worker | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "answering-"));
});
afterEach(async () => {
  await worker?.terminate();
  worker = undefined;
  rmSync(folder, { recursive: true });
});

/** What a thread with this body answers to the jobs, until it has ended as many as there are. */
async function answersOf(run: string, jobs: readonly number[]): Promise<unknown[]> {
  const file = join(folder, "thread.mjs");
  writeFileSync(
    file,
    `import { ZonecastError } from "${pathToFileURL(join(ROOT, "domain/index.ts"))}";
import { answerJobs } from "${pathToFileURL(join(ROOT, "bin/evaluate/answering.ts"))}";
answerJobs((job) => "job " + job, ${run});`,
  );
  const thread = new Worker(pathToFileURL(file));
  worker = thread;
  const answers: unknown[] = [];
  return new Promise((resolve, reject) => {
    let open = jobs.length;
    thread.on("error", reject);
    thread.on("message", (answer: object) => {
      answers.push(answer);
      if (!("progress" in answer) && --open === 0) resolve(answers);
    });
    for (const job of jobs) thread.postMessage(job);
  });
}

test("each job is answered with its result, after the shares that it told", async () => {
  const run = "async (job, told) => { told(0.5); return 2 * job; }";
  expect(await answersOf(run, [1])).toEqual([{ progress: 0.5 }, { result: 2 }]);
  expect(await answersOf("(job) => job + 1", [1, 2, 3])).toEqual([{ result: 2 }, { result: 3 }, { result: 4 }]);
});

test("a failure is told with its code and the name of the job, and the next job is done", async () => {
  const run = `(job) => {
  if (job === 1) throw new ZonecastError("too-little-history", "three days");
  if (job === 2) throw new Error("a slip");
  return job;
}`;
  expect(await answersOf(run, [1, 2, 3])).toEqual([
    { problem: { code: "too-little-history", message: "job 1: three days" } },
    { problem: { code: "bug", message: "job 2: a slip" } },
    { result: 3 },
  ]);
});

test("outside a thread there is nobody to answer", () => {
  expect(() => answerJobs(String, String)).toThrow("must be started as a thread");
});
