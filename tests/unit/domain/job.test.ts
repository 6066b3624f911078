import { expect, test } from "vitest";
import { type Job, jobRequestOf, jobRequestSchema } from "#domain";

const says = (request: unknown): string | undefined => {
  const parsed = jobRequestSchema.safeParse(request);
  return parsed.success ? undefined : `${parsed.error.issues[0]?.path.join(".")}: ${parsed.error.issues[0]?.message}`;
};

test("each kind takes what belongs to it and nothing else", () => {
  expect(says({ kind: "probe", building: "villa" })).toBeUndefined();
  expect(says({ kind: "train", building: "villa", datasets: ["fleet"], hidden: 32, epochs: 3 })).toBeUndefined();
  expect(says({ kind: "transfer", building: "villa", zone: "hall", signal: "airTempC" })).toBeUndefined();
  expect(says({ kind: "transfer", building: "villa", zone: "hall", signal: "airTempC", strategy: "decoder" })).toBeUndefined();
  expect(says({ kind: "transfer", building: "villa", zone: "hall", signal: "airTempC", strategy: "probe" })).toMatch(
    /^strategy: /,
  );
  expect(says({ kind: "train", building: "villa", strategy: "full" })).toBe("strategy: does not belong to a job of kind train");
  expect(says({ kind: "transfer", building: "villa", zone: "hall" })).toBe("signal: a transfer needs the signal of its series");
  expect(says({ kind: "forecast", building: "villa", epochs: 3 })).toBe("epochs: does not belong to a job of kind forecast");
  expect(says({ kind: "train", building: "villa", hidden: 20 })).toMatch(/^hidden: /);
  expect(says({ kind: "train", building: "villa", datasets: ["../etc"] })).toMatch(/^datasets.0: /);
  expect(says({ kind: "erase", building: "villa" })).toMatch(/^kind: /);
});

test("a job can be asked for again as it was", () => {
  const request = { kind: "train", building: "villa", hidden: 32 } as const;
  const job = { ...request, id: "j1", state: "failed", progress: 0.4, who: "a", message: "" } as unknown as Job;
  expect(jobRequestOf(job)).toEqual(request);
  const transfer = { kind: "transfer", building: "villa", zone: "hall", signal: "airTempC", strategy: "full" } as const;
  expect(jobRequestOf({ ...job, ...transfer, hidden: undefined })).toEqual(transfer);
});
