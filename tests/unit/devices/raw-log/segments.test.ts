import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openSegments, segmentFiles } from "../../../../devices/raw-log/segments.ts";

const newFolder = () => join(mkdtempSync(join(tmpdir(), "zonecast-raw-")), "log");
const line = (n: number) => `${String(n).padStart(99, "0")}\n`;
const bytesIn = (folder: string) => readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
const numbersIn = async (folder: string) =>
  (await segmentFiles(folder)).flatMap((file) => readFileSync(file, "utf8").split("\n").filter(Boolean).map(Number));

test("all files together stay within the bound, at every moment, and hold the newest without a gap", async () => {
  const folder = newFolder();
  const segments = await openSegments(folder, 10_000);
  for (let n = 0; n < 1_000; n++) {
    await segments.write(line(n));
    expect(bytesIn(folder)).toBeLessThanOrEqual(10_000);
  }
  await segments.close();
  const kept = await numbersIn(folder);
  expect(kept.length).toBeGreaterThanOrEqual(90);
  expect(kept).toEqual(Array.from({ length: kept.length }, (_, i) => 1_000 - kept.length + i));
});

test("a new start goes on in a new file and counts the old ones", async () => {
  const folder = newFolder();
  for (let run = 0; run < 3; run++) {
    const segments = await openSegments(folder, 500);
    for (let n = 0; n < 2; n++) await segments.write(line(run * 2 + n));
    await segments.close();
  }
  expect(bytesIn(folder)).toBeLessThanOrEqual(500);
  expect((await numbersIn(folder)).at(-1)).toBe(5);
});

test("what alone is longer than the bound is left out; other files are left alone", async () => {
  const folder = newFolder();
  const segments = await openSegments(folder, 500);
  writeFileSync(join(folder, "notes.txt"), "mine");
  await segments.write("x".repeat(501));
  await segments.write(line(1));
  await segments.close();
  expect(await numbersIn(folder)).toEqual([1]);
  expect(readdirSync(folder)).toContain("notes.txt");
});

test("messages may hold secrets: folder and files are the owner's alone", async () => {
  const folder = newFolder();
  await (await openSegments(folder, 500)).close();
  const [file = ""] = await segmentFiles(folder);
  expect([statSync(folder).mode & 0o777, statSync(file).mode & 0o777]).toEqual([0o700, 0o600]);
});

test("a folder that is not there has no files", async () => expect(await segmentFiles("/no/such/folder")).toEqual([]));
