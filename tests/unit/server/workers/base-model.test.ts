import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readBaseModel } from "../../../../server/workers/base-model.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "models-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("no folder or no base in it: none", async () => {
  expect(await readBaseModel(join(folder, "nowhere"))).toBeUndefined();
  writeFileSync(join(folder, "mine.model"), "");
  expect(await readBaseModel(folder)).toBeUndefined();
});

test("a base that is not a model is an error that says so", async () => {
  writeFileSync(join(folder, "base-h32.model"), "something else");
  await expect(readBaseModel(folder)).rejects.toThrow("is not a Zonecast model");
});
