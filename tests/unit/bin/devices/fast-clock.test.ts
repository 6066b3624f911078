import { expect, test } from "vitest";
import { manualClock } from "#domain";
import { fastClock } from "../../../../bin/devices/fast-clock.ts";

test("time runs faster until it has caught up, timers do not", () => {
  const machine = manualClock(1_000_000);
  const fast = fastClock(machine, 400_000, 60);
  let fired = 0;
  fast.every(1_000, () => void fired++);
  const times = [0, 1_000, 9_000, 10_000].map((ms) => {
    machine.advance(ms);
    return fast.now() - machine.now();
  });
  expect(times).toEqual([-600_000, -541_000, -10_000, 0]);
  expect(fired).toBe(20);
});
