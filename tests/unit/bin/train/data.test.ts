import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readLearnData } from "../../../../bin/train/data.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "learn-data-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const HOURS = 1_000;
const house = (name: string): void =>
  writeFileSync(
    join(folder, `${name}.csv`),
    `time_utc,hall.airTempC\n${Array.from({ length: HOURS }, (_, h) => `${new Date(Date.UTC(2025, 0, 1, h)).toISOString()},${h}`).join("\n")}\n`,
  );

test("with one building the newest fifth is set apart, and the week before it only looked back on", async () => {
  house("villa");
  const { train, validation, buildings } = await readLearnData([folder], 1);
  expect(buildings).toBe(1);
  expect(train.map((s) => [s.y[0], s.y.at(-1), s.y.length])).toEqual([[0, 799, 800]]);
  // The first window ends its look back at the border.
  expect(validation.map((s) => [s.y[0], s.y.at(-1)])).toEqual([[800 - 168, HOURS - 1]]);
  expect(validation[0]!.startTs).toBe(Date.UTC(2025, 0, 1, 800 - 168));
});

test("with several, whole buildings are", async () => {
  // A series that is a scaled copy of another would be left out, so each house has a course of its own.
  for (const [i, name] of ["a", "b", "c"].entries())
    writeFileSync(
      join(folder, `${name}.csv`),
      `time_utc,hall.airTempC\n${Array.from({ length: HOURS }, (_, h) => `${new Date(Date.UTC(2025, 0, 1, h)).toISOString()},${Math.sin(h / (3 + 7 * i)).toFixed(3)}`).join("\n")}\n`,
    );
  const { train, validation, buildings } = await readLearnData([folder], 1);
  expect(buildings).toBe(3);
  expect(train.length + validation.length).toBe(3);
  expect(validation.map((s) => s.y.length)).toEqual([HOURS]);
  expect(train.some((s) => s.building === validation[0]!.building)).toBe(false);
});
