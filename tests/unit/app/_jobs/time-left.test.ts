import { expect, it } from "vitest";
import { timeLeftMs } from "../../../../app/_jobs/time-left.ts";

it("takes the rest to go on as the part behind it went", () => {
  expect(timeLeftMs({ progress: 0.25, startedAt: 1_000 }, 61_000)).toBe(180_000);
  expect(timeLeftMs({ progress: 1, startedAt: 1_000 }, 61_000)).toBe(0);
});

it("says nothing before a job has begun or got anywhere", () => {
  expect(timeLeftMs({ progress: 0, startedAt: 1_000 }, 61_000)).toBeUndefined();
  expect(timeLeftMs({ progress: 0.5, startedAt: null }, 61_000)).toBeUndefined();
  expect(timeLeftMs({ progress: 0.5, startedAt: 70_000 }, 61_000)).toBeUndefined();
});
