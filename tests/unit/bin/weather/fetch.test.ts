import { expect, test } from "vitest";
import { day, serverUrl } from "../../../../bin/weather/fetch.ts";

test("a day is one of the calendar", () => {
  expect(day("2024-02-29")).toBe(Date.UTC(2024, 1, 29));
  for (const text of ["2026-02-29", "2026-02-31", "2026-1-1", "2026-01-31T00:00:00Z", "today", ""])
    expect(() => day(text), text).toThrow(/must be a day/);
});

test("a server is an address of the web", () => {
  expect(serverUrl("http://127.0.0.1:8080/weather")).toBe("http://127.0.0.1:8080/weather");
  for (const text of ["weather.example", "ftp://weather.example", "file:///etc", ""])
    expect(() => serverUrl(text), text).toThrow(/must be an address/);
});
