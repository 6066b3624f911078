import { expect, test } from "vitest";
import { manualClock } from "#domain";
import { createPace, createRetained } from "../../../devices/broker-limits.ts";

test("a second's worth passes at once, what is more in order at the rate, and all of it in the end", () => {
  const clock = manualClock();
  const pace = createPace(clock, 10);
  const passed: number[] = [];
  for (let i = 0; i < 35; i++) pace.take(() => void passed.push(i));
  expect(passed).toHaveLength(10);
  clock.advance(1_000);
  expect(passed.length).toBeGreaterThanOrEqual(19);
  expect(passed.length).toBeLessThanOrEqual(21);
  clock.advance(2_000);
  expect(passed).toEqual(Array.from({ length: 35 }, (_, i) => i));
});

test("who speaks within the rate never waits", () => {
  const clock = manualClock();
  const pace = createPace(clock, 10);
  let passed = 0;
  for (let i = 0; i < 100; i++) {
    pace.take(() => void passed++);
    clock.advance(100);
  }
  expect(passed).toBe(100);
});

test("when nothing follows any more all that waits has its turn; when all ends nothing has", () => {
  const clock = manualClock();
  const flushed: number[] = [];
  const pace = createPace(clock, 1);
  for (let i = 0; i < 5; i++) pace.take(() => void flushed.push(i));
  pace.flush();
  expect(flushed).toEqual([0, 1, 2, 3, 4]);
  const stopped = createPace(clock, 1);
  let passed = 0;
  for (let i = 0; i < 5; i++) stopped.take(() => void passed++);
  stopped.stop();
  clock.advance(60_000);
  expect(passed).toBe(1);
});

test("what is retained is bounded by topics and bytes, and making room works", () => {
  const retained = createRetained({ topics: 2, bytes: 100 });
  expect([retained.admit("a", 40), retained.admit("b", 40)]).toEqual([true, true]);
  expect(retained.admit("c", 1)).toBe(false);
  expect([retained.admit("a", 90), retained.admit("a", 50)]).toEqual([false, true]);
  expect([retained.admit("b", 0), retained.admit("c", 40)]).toEqual([true, true]);
});
