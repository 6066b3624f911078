import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runPool, runTold } from "../../../../bin/evaluate/pool.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pool-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A thread that answers each job with what the expression makes of it. */
function thread(answer: string): URL {
  const file = join(folder, "thread.mjs");
  writeFileSync(
    file,
    `import { parentPort, threadId } from "node:worker_threads";
parentPort.on("message", (job) => { const say = (m) => parentPort.postMessage(m); ${answer} });`,
  );
  return pathToFileURL(file);
}
const told = (worker: URL, jobs: readonly number[], threads = 2) =>
  runTold<number, unknown>({ worker, jobs, threads, unit: "jobs", nameOf: String, quiet: true });

test("every job is done once, by no more threads than there are jobs", async () => {
  const results = (await told(thread("say({ result: [job, threadId] })"), [1, 2, 3, 4, 5], 2)) as [number, number][];
  expect(results.map(([job]) => job).sort()).toEqual([1, 2, 3, 4, 5]);
  expect(new Set(results.map(([, id]) => id)).size).toBeLessThanOrEqual(2);
  const alone = (await told(thread("say({ result: [job, threadId] })"), [7], 8)) as [number, number][];
  expect(alone.map(([job]) => job)).toEqual([7]);
});

test("results come as they are ready: the slow job last", async () => {
  const worker = thread("setTimeout(() => say({ result: job }), job)");
  expect(await told(worker, [400, 1])).toEqual([1, 400]);
});

test("without jobs there is nothing to do", async () => {
  expect(await told(thread("say({ result: job })"), [])).toEqual([]);
});

test("the first failure ends all, with its code; so does a thread that dies", async () => {
  const refuses = thread(
    'say(job === 2 ? { problem: { code: "too-little-history", message: "job 2: three days" } } : { result: job })',
  );
  await expect(told(refuses, [1, 2, 3], 1)).rejects.toMatchObject({ code: "too-little-history", message: "job 2: three days" });
  await expect(told(thread('throw new Error("out of memory")'), [1])).rejects.toThrow("out of memory");
});

test("shares are told job by job, and a signal ends it", async () => {
  const shares: [number, number][] = [];
  const stop = new AbortController();
  const running = runPool<number, number>({
    ...{
      worker: thread("say({ progress: 0.25 }); if (job === 1) say({ result: job })"),
      jobs: [1, 2],
      threads: 1,
      signal: stop.signal,
    },
    onResult: () => {},
    onProgress: (job, share) => {
      shares.push([job, share]);
      if (job === 2) stop.abort();
    },
  });
  await expect(running).rejects.toMatchObject({ code: "cancelled" });
  expect(shares).toEqual([
    [1, 0.25],
    [2, 0.25],
  ]);
});

test("one that is called off before it began starts no thread", async () => {
  const worker = pathToFileURL(join(folder, "not-there.mjs"));
  await expect(runPool({ worker, jobs: [1], threads: 1, signal: AbortSignal.abort(), onResult: () => {} })).rejects.toThrow();
});
