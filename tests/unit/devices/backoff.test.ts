import { expect, test } from "vitest";
import { stream } from "#domain";
import { backoff } from "../../../devices/backoff.ts";

test("T25: waits grow from one second to at most a minute, with chance in them, and start anew after a reset", () => {
  const delays = backoff(stream(1, "test"));
  const waits = Array.from({ length: 12 }, () => delays.next());
  for (const [i, wait] of waits.entries()) {
    const full = Math.min(60_000, 1000 * 2 ** i);
    expect(wait).toBeGreaterThanOrEqual(Math.max(1000, full / 2));
    expect(wait).toBeLessThanOrEqual(full);
  }
  expect(new Set(waits.slice(6)).size).toBe(6);
  delays.reset();
  expect(delays.next()).toBe(1000);
});
