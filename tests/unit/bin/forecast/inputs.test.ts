import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { saveCheckpoint } from "#forecasting";
import { mustBeWritable, oneSeries, readAdapter, readModel } from "../../../../bin/forecast/inputs.ts";
import { untrained } from "../../../support/hourly-series.ts";
import { provenance } from "../../../support/provenance.ts";

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "inputs-"));
  file = join(folder, "mine.model");
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a model comes back as it was written", async () => {
  const model = { ...untrained(16), provenance };
  writeFileSync(file, await saveCheckpoint(model));
  expect((await readModel(file)).parameters).toEqual(model.parameters);
});

test.each([
  ["cut off", (bytes: Buffer) => bytes.subarray(0, bytes.length / 2), "does not hold the weights"],
  [
    "changed in its weights",
    (bytes: Buffer) => Buffer.concat([bytes.subarray(0, -1), Buffer.from([7])]),
    "does not hold the weights",
  ],
  [
    "of another version",
    (bytes: Buffer) => Buffer.from(bytes.toString("latin1").replace('"schema":2', '"schema":9'), "latin1"),
    "is of version 9, this program reads version 2",
  ],
  ["empty", () => Buffer.alloc(0), "is not a Zonecast model"],
])("a model that is %s is an error that names the file", async (_, spoil, words) => {
  writeFileSync(file, await saveCheckpoint({ ...untrained(16), provenance }));
  writeFileSync(file, spoil(readFileSync(file)));
  await expect(readModel(file)).rejects.toThrow(`${file}: `);
  await expect(readModel(file)).rejects.toThrow(words);
});

test("files and folders that are not there are named, before any work", async () => {
  await expect(readModel(file)).rejects.toThrow(`${file} is not there`);
  expect(() => readAdapter(file)).toThrow(`${file} is not there`);
  expect(() => mustBeWritable(join(folder, "nowhere", "out.model"))).toThrow(
    `the folder ${join(folder, "nowhere")} is not there`,
  );
  expect(() => mustBeWritable(file)).not.toThrow();
});

test("a name must mean one series: none and several are errors that list what there is", async () => {
  const lines = Array.from({ length: 48 }, (_, h) => `${new Date(Date.UTC(2025, 0, 1, h)).toISOString()},${h},${h % 7}`);
  writeFileSync(join(folder, "villa.csv"), `time_utc,hall.airTempC,attic.airTempC\n${lines.join("\n")}\n`);
  expect((await oneSeries({ data: folder, series: "attic" })).id).toBe("villa/attic/airTempC");
  await expect(oneSeries({ data: folder, series: "cellar" })).rejects.toMatchObject({
    message: "no series is called 'cellar'",
    hint: "villa/hall/airTempC, villa/attic/airTempC",
  });
  await expect(oneSeries({ data: folder, series: "airTempC" })).rejects.toThrow("2 series are called 'airTempC'");
});
