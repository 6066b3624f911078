import { expect, test } from "vitest";
import { moment, numberIn } from "../../../../bin/weather/arguments.ts";

test("a day begins at nought UTC, a moment says its zone", () => {
  expect(moment("2026-01-31")).toBe(Date.UTC(2026, 0, 31));
  expect(moment("2026-01-31T12:00:00+01:00")).toBe(Date.UTC(2026, 0, 31, 11));
  for (const text of ["31.1.2026", "2026-01-31T12:00:00", "2026-13-01", ""])
    expect(() => moment(text), text).toThrow(/must be a day/);
});

test("numbers lie in their range and are whole words", () => {
  expect(numberIn(0, 10)("7.5")).toBe(7.5);
  for (const text of ["11", "-1", "seven", "", "NaN"]) expect(() => numberIn(0, 10)(text), text).toThrow(/0\.\.10/);
});
