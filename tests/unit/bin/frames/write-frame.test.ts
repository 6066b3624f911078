import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { makeFrame } from "#domain";
import { readParquet } from "#store";
import { csvText, formatOf, writeFrame } from "../../../../bin/frames/write-frame.ts";

const folder = mkdtempSync(join(tmpdir(), "zonecast-frames-"));
afterAll(() => rmSync(folder, { recursive: true }));

const frame = makeFrame(Date.UTC(2026, 0, 1), 900, [
  ["room/airTempC", Float64Array.of(20, Number.NaN, 20.123456789)],
  ["whole/balanceResidualW", Float64Array.of(0, 1, 2)],
]);

test("CSV: times in UTC, a gap is an empty cell", () => {
  expect(csvText(frame)).toBe(
    [
      "time,room/airTempC,whole/balanceResidualW",
      "2026-01-01T00:00:00.000Z,20,0",
      "2026-01-01T00:15:00.000Z,,1",
      "2026-01-01T00:30:00.000Z,20.12346,2",
      "",
    ].join("\n"),
  );
});

test("Parquet: all rows in full precision, a gap is a null, units beside them", async () => {
  const path = join(folder, "run.parquet");
  writeFrame(path, frame, { building: "hut" });
  const table = await readParquet(path);
  expect(table.rows).toBe(3);
  expect(table.columns.get("room/airTempC")?.[2]).toBe(20.123456789);
  expect(table.metadata.get("building")).toBe("hut");
  expect(JSON.parse(table.metadata.get("columns") ?? "{}")).toMatchObject({
    "room/airTempC": { unit: "°C" },
    "whole/balanceResidualW": { unit: "W" },
  });
});

test("other endings are refused before anything is reckoned", () => {
  expect(formatOf("A.CSV")).toBe("csv");
  expect(() => formatOf("run.xlsx")).toThrow(/run\.xlsx: results are written as \.csv or \.parquet/);
});
