import { expect, test } from "vitest";
import { localTimeIn } from "../../../../sim/building/local-time.ts";

const berlin = localTimeIn("Europe/Berlin");

test("hours shift with summer time, on the minute of the change", () => {
  expect(berlin(Date.UTC(2025, 2, 30, 0, 59)).hour).toBeCloseTo(1 + 59 / 60, 9);
  expect(berlin(Date.UTC(2025, 2, 30, 1, 0)).hour).toBe(3);
  expect(berlin(Date.UTC(2025, 9, 26, 0, 30)).hour).toBe(2.5);
  expect(berlin(Date.UTC(2025, 9, 26, 1, 30)).hour).toBe(2.5);
});

test("asking back and forth changes nothing", () => {
  const times = Array.from({ length: 200 }, (_, i) => Date.UTC(2025, 2, 29) + ((i * 7919) % 200) * 1_800_000);
  const jumping = times.map((ts) => berlin(ts).hour);
  expect(jumping).toEqual(times.map((ts) => localTimeIn("Europe/Berlin")(ts).hour));
});

test("week-ends are those of the place", () => {
  expect(berlin(Date.UTC(2025, 0, 3, 22, 30)).weekend).toBe(false); // Friday 23:30
  expect(berlin(Date.UTC(2025, 0, 3, 23, 30)).weekend).toBe(true); // Saturday 00:30
  expect(localTimeIn("America/Los_Angeles")(Date.UTC(2025, 0, 6, 7)).weekend).toBe(true); // Sunday 23:00
});
