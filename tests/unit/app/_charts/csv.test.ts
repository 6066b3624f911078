import { expect, it } from "vitest";
import { csvOf, fileNameOf, timeCells } from "../../../../app/_charts/csv.ts";

it("writes what spreadsheets read back, and no formula", () => {
  expect(
    csvOf(
      ["Time", 'Hall "A", °C'],
      [
        ["2026", 20.1234567890123],
        ["=cmd()", undefined],
        ["a\nb", Number.NaN],
      ],
    ),
  ).toBe('Time,"Hall ""A"", °C"\r\n2026,20.123456789\r\n\'=cmd(),\r\n"a\nb",\r\n');
});

it("tells the time in UTC and in the building's own, over the change of the clocks", () => {
  expect(timeCells(Date.UTC(2026, 9, 25, 0, 30), "Europe/Berlin")).toEqual(["2026-10-25T00:30:00Z", "2026-10-25 02:30:00"]);
  expect(timeCells(Date.UTC(2026, 9, 25, 1, 30), "Europe/Berlin")).toEqual(["2026-10-25T01:30:00Z", "2026-10-25 02:30:00"]);
});

it("names files so that every system takes them", () => {
  expect(fileNameOf("Büro/Süd: Lufttemperatur", Date.UTC(2026, 10, 28, 5))).toBe("buro-sud-lufttemperatur-2026-11-28.csv");
  expect(fileNameOf("温度", 0)).toBe("chart-1970-01-01.csv");
});
