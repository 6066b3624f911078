import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { column } from "#domain";
import { parquetFile, wordsOf } from "#store";
import { foldsOf } from "../../../../bin/evaluate/folds.ts";
import { readMeasured } from "../../../../bin/measured/folder.ts";
import { readLearnData } from "../../../../bin/train/data.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "fleet-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const ROWS = 24 * 4;
const NUMBERS = ["airTempC", "heatingPowerW", "heatingSetpointC", "internalGainW", "persons"];

function table(path: string, text: Record<string, string>, numbers: readonly string[]): { path: string; sha256: string } {
  const file = parquetFile([
    ...Object.keys(text).map((name) => ({ name, type: "text" as const })),
    ...numbers.map((name) => ({ name, type: "float64" as const })),
  ]);
  file.rowGroup([
    ...Object.values(text).map((value) => wordsOf(new Array<string>(ROWS).fill(value))),
    // Each column counts its rows from a hundred of its own on.
    ...numbers.map((_, c) => Float64Array.from({ length: ROWS }, (_, row) => 100 * c + row)),
  ]);
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), file.finish());
  return { path, sha256: path };
}

/** Buildings as split and share of the time under a walker. */
function dataset(buildings: readonly (readonly ["train" | "validation" | "test", number])[]): void {
  const files = [table("weather/alpine-1.parquet", {}, ["outdoorTempC", "globalIrradianceWPerM2"])];
  const fleet = buildings.map(([split, excitedShare], i) => {
    files.push(table(`data/${split}/part-${i}.parquet`, { building: `b${i}`, zone: "house" }, NUMBERS));
    return { id: `b${i}`, split, weather: "alpine-1", statistics: { excitedShare } };
  });
  const weather = [{ id: "alpine-1", licence: "CC0" }];
  writeFileSync(
    join(folder, "manifest.json"),
    JSON.stringify({ name: "small", stepS: 900, from: "2025-01-01", weather, files, fleet }),
  );
}

test("the train split is the source, the test split the target, and what stops a training is neither", async () => {
  dataset([
    ["train", 0],
    ["validation", 0],
    ["test", 0],
    ["train", 0],
  ]);
  const { series } = await readMeasured(folder);
  expect(series.map((s) => [s.id, s.role])).toEqual(
    [
      ["b0", "source"],
      ["b2", "target"],
      ["b3", "source"],
    ].flatMap(([b, role]) => ["airTempC", "heatingPowerW", "electricPowerW"].map((of) => [`small/${b}/house/${of}`, role])),
  );
  const folds = foldsOf(series);
  expect(folds.map((f) => [f.group, f.sources.map((s) => s.building), f.targets.map((s) => s.building)])).toEqual(
    ["simulated room", "simulated heat", "simulated electricity"].map((group) => [group, ["small-b0", "small-b3"], ["small-b2"]]),
  );
});

test("hours end at the row's time: a state begins after the hour's start, a power at it", async () => {
  dataset([["test", 0]]);
  const { series } = await readMeasured(folder);
  const [air, heat] = series;
  expect(air!.frame.startTs).toBe(Date.UTC(2025, 0, 1, 1));
  expect(column(air!.frame, "y")[0]).toBe((1 + 2 + 3 + 4) / 4);
  expect(column(heat!.frame, "y")[0]).toBe(100 + (0 + 1 + 2 + 3) / 4);
  expect(column(air!.frame, "heatingPowerW")[1]).toBe(100 + (4 + 5 + 6 + 7) / 4);
});

test("electricity is all internal gains without the heat of people", async () => {
  dataset([["test", 0]]);
  // Gains of 300 W and more, 400 people and more: nothing is left, and it is never below nothing.
  const { series } = await readMeasured(folder);
  const electric = column(series[2]!.frame, "y");
  expect([series[2]!.signal, ...new Set(electric)]).toEqual(["electricPowerW", 0]);
});

test("of an excited building only the air is forecast, in a group of its own, and that is said", async () => {
  dataset([
    ["test", 0.4],
    ["train", 0.4],
  ]);
  const { series, notes } = await readMeasured(folder);
  expect(series.map((s) => [s.group, s.signal])).toEqual(new Array(2).fill(["simulated room, excited", "airTempC"]));
  expect(notes).toEqual([`${folder}: of 2 zones only the air is forecast, a walker decides their heat`]);
});

test("without a target or a source there is no fold", async () => {
  dataset([["train", 0]]);
  expect(foldsOf((await readMeasured(folder)).series)).toEqual([]);
});

test("a training reads the same hours, and leaves the test split alone", async () => {
  dataset([
    ["train", 0],
    ["validation", 0.4],
    ["test", 0],
  ]);
  const { train, validation, test: apart, buildings } = await readLearnData([folder], 1);
  expect(train.map((s) => s.id)).toEqual(["small/b0/house/air", "small/b0/house/heat", "small/b0/house/electricity"]);
  expect(validation.map((s) => s.id)).toEqual(["small/b1/house/air"]);
  expect(train[0]!.y[0]).toBe(2.5);
  expect([apart, buildings]).toEqual([[], 2]);
});

test.each([
  [
    "a manifest that is cut off",
    () => writeFileSync(join(folder, "manifest.json"), '{"name": "sm'),
    "manifest.json cannot be read",
  ],
  [
    "a manifest of something else",
    () => writeFileSync(join(folder, "manifest.json"), '{"name": "small"}'),
    "manifest.json does not fit",
  ],
  ["a table that is gone", () => rmSync(join(folder, "data/test/part-0.parquet")), "part-0.parquet cannot be read"],
  [
    "a table that is cut off",
    () => writeFileSync(join(folder, "data/test/part-0.parquet"), "PAR1 and no more"),
    "part-0.parquet cannot be read",
  ],
])("%s is an error that names it", async (_, spoil, words) => {
  dataset([["test", 0]]);
  spoil();
  await expect(readMeasured(folder)).rejects.toThrow(words);
});
