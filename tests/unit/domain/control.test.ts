import { expect, test } from "vitest";
import { mayOverrule, PRIORITIES, scheduleSchema } from "#domain";

test("safety before operator before schedule before optimiser, and equals overrule each other", () =>
  expect(PRIORITIES.map((a) => PRIORITIES.filter((b) => mayOverrule(a, b)).length)).toEqual([4, 3, 2, 1]));

test("times of the day are checked", () => {
  const at = (text: string) =>
    scheduleSchema.safeParse({
      building: "mill",
      zone: "hall",
      signal: "heatingSetpointC",
      blocks: [{ days: [1], at: text, value: 20 }],
    }).success;
  expect(["00:00", "06:30", "23:59"].map(at)).toEqual([true, true, true]);
  expect(["24:00", "6:30", "06:60", "06:30:00", ""].map(at)).toEqual([false, false, false, false, false]);
});
