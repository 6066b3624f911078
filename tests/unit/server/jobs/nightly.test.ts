import { expect, test } from "vitest";
import { type Building, manualClock } from "#domain";
import { startNightly } from "../../../../server/jobs/nightly.ts";

const HOUR = 3_600_000;
const house = { id: "house", timeZone: "America/New_York" } as Building;

test("once a night by the building's own clock, not on the day of the start", () => {
  // 2026-01-10 20:00 in New York.
  const clock = manualClock(Date.UTC(2026, 0, 11, 1));
  const due: number[] = [];
  const stop = startNightly(
    clock,
    () => [house],
    () => due.push(clock.now()),
  );
  clock.advance(5 * HOUR + 1);
  expect(due).toEqual([]);
  clock.advance(HOUR);
  expect(due.map((ts) => new Date(ts).toISOString())).toEqual(["2026-01-11T07:00:00.000Z"]);
  clock.advance(24 * HOUR);
  expect(due.length).toBe(2);
  stop();
  clock.advance(48 * HOUR);
  expect(due.length).toBe(2);
});
