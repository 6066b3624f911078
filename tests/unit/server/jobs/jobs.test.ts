import { expect, test } from "vitest";
import { type Job, manualClock, ZonecastError } from "#domain";
import { createJobs, type Work } from "../../../../server/jobs/jobs.ts";

const LOG = { debug() {}, info() {}, warn() {}, error() {} };
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

function start(work: Work, stored: readonly Job[] = []) {
  const kept = new Map<string, Job>();
  let n = 0;
  const jobs = createJobs({
    ...{ clock: manualClock(1000), log: LOG, stored, work, newId: () => `job-${++n}` },
    store: { saveJob: async (job) => void kept.set(job.id, job) },
  });
  return { jobs, kept };
}
const PROBE = { kind: "probe", building: "house" } as const;

test("a job runs, tells how far it is, and is kept with what came of it", async () => {
  const { jobs, kept } = start(async (_, told) => {
    told(0.5);
    return { message: "best on 3 of 4" };
  });
  const job = await jobs.start(PROBE, "operator");
  expect(job).toMatchObject({ state: "queued", who: "operator", createdAt: 1000 });
  await settled();
  expect(kept.get(job.id)).toMatchObject({
    state: "done",
    progress: 1,
    message: "best on 3 of 4",
    startedAt: 1000,
    endedAt: 1000,
  });
});

test("one at a time, in order; the same request again is the job that is already there", async () => {
  let release = (): void => {};
  const seen: string[] = [];
  const { jobs } = start(async (job) => {
    seen.push(job.building);
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    return { message: "" };
  });
  const first = await jobs.start(PROBE, "a");
  await jobs.start({ ...PROBE, building: "barn" }, "a");
  expect((await jobs.start(PROBE, "b")).id).toBe(first.id);
  await settled();
  expect(seen).toEqual(["house"]);
  release();
  await settled();
  expect(seen).toEqual(["house", "barn"]);
  release();
});

test("what fails says why, and the next job runs", async () => {
  const { jobs, kept } = start(async ({ building }) => {
    if (building === "house") throw new ZonecastError("not-found", "there is no building 'house'");
    return { message: "fine" };
  });
  const failing = await jobs.start(PROBE, "a");
  const next = await jobs.start({ ...PROBE, building: "barn" }, "a");
  await settled();
  expect(kept.get(failing.id)).toMatchObject({ state: "failed", message: "there is no building 'house'" });
  expect(kept.get(next.id)?.state).toBe("done");
});

test("what a restart interrupted is begun again; what was over stays over", async () => {
  const job = {
    id: "old",
    ...PROBE,
    state: "running",
    progress: 0.4,
    who: "a",
    createdAt: 5,
    startedAt: 6,
    endedAt: null,
    message: "",
  } as const;
  const over = { ...job, id: "older", state: "failed", endedAt: 7 } as const;
  const seen: string[] = [];
  const { jobs } = start(
    async ({ id }) => {
      seen.push(id);
      return { message: "again" };
    },
    [job, over],
  );
  await settled();
  expect(seen).toEqual(["old"]);
  expect(jobs.all().map((j) => [j.id, j.state])).toEqual([
    ["older", "failed"],
    ["old", "done"],
  ]);
});

test("a stop leaves the running job as running in the store", async () => {
  const { jobs, kept } = start(
    (_, __, signal) =>
      new Promise((resolve) => signal.addEventListener("abort", () => resolve({ message: "half" }), { once: true })),
  );
  const job = await jobs.start(PROBE, "a");
  await settled();
  await jobs.stop();
  expect(kept.get(job.id)?.state).toBe("running");
});

test("cancelled while it runs, cancelled while it waits; an unknown job is an error", async () => {
  const { jobs } = start(
    (_, __, signal) =>
      new Promise((resolve) => signal.addEventListener("abort", () => resolve({ message: "half" }), { once: true })),
  );
  const running = await jobs.start(PROBE, "a");
  const waiting = await jobs.start({ ...PROBE, building: "barn" }, "a");
  await settled();
  expect((await jobs.cancel(waiting.id)).state).toBe("cancelled");
  expect((await jobs.cancel(running.id)).state).toBe("cancelled");
  await expect(jobs.cancel("none")).rejects.toThrow("there is no job 'none'");
});

test("a job that ended early and left something goes on under its own name; one that left nothing is refused", async () => {
  const left = new Set(["job-1"]);
  const seen: string[] = [];
  const work: Work = async ({ id }) => {
    seen.push(id);
    if (seen.length < 3) throw new ZonecastError("cancelled", "called off");
    return { message: "went on" };
  };
  let n = 0;
  const jobs = createJobs({
    ...{ clock: manualClock(1000), log: LOG, stored: [], work, newId: () => `job-${++n}` },
    ...{ store: { saveJob: async () => {} }, canResume: ({ id }) => left.has(id) },
  });
  await jobs.start(PROBE, "a");
  await settled();
  await jobs.start({ ...PROBE, building: "barn" }, "a");
  await settled();
  expect(jobs.all().map((j) => [j.id, j.state, j.canResume])).toEqual([
    ["job-2", "failed", undefined],
    ["job-1", "failed", true],
  ]);
  await expect(jobs.resume("job-2")).rejects.toThrow("left nothing to go on from");
  await expect(jobs.resume("job-9")).rejects.toThrow("there is no job 'job-9'");
  expect(await jobs.resume("job-1")).toMatchObject({ id: "job-1", state: "queued", endedAt: null, message: "" });
  await settled();
  expect(seen).toEqual(["job-1", "job-2", "job-1"]);
  expect(jobs.all().find((j) => j.id === "job-1")).toMatchObject({ state: "done", message: "went on", progress: 1 });
  // What is over and done is not begun a second time.
  await expect(jobs.resume("job-1")).rejects.toThrow("left nothing to go on from");
});

test("what leaves the list is told, so that its files can go", async () => {
  const gone: string[] = [];
  let n = 0;
  const jobs = createJobs({
    ...{ clock: manualClock(1000), log: LOG, stored: [], work: async () => ({ message: "" }), newId: () => `job-${++n}` },
    ...{ store: { saveJob: async () => {} }, onForgotten: (id: string) => void gone.push(id) },
  });
  for (let i = 0; i < 102; i++) {
    await jobs.start({ ...PROBE, building: `house-${i}` }, "a");
    await settled();
  }
  expect(gone).toEqual(["job-1", "job-2"]);
});
