import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { learnableSchema } from "#domain";
import { type DataFolder, openDataFolder } from "../../../../server/jobs/data-folder.ts";

let dataDir = "";
let folder: DataFolder;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "data-folder-"));
  folder = openDataFolder(dataDir);
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const write = (path: string, s = 0): void => {
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, "");
  utimesSync(path, s, s);
};

test("an empty data folder offers nothing", () => {
  expect(folder.learnable()).toEqual({ datasets: [], models: [] });
});

test("folders with proper names are data sets; the newest model comes first", () => {
  for (const name of ["villa", "fleet", "Not a name"]) mkdirSync(folder.dataset(name), { recursive: true });
  write(join(folder.dataset("notes-txt")));
  write(folder.model("old"), 1);
  write(folder.model("new"), 2);
  write(join(dataDir, "models", "Mine (2).model"));
  const learnable = folder.learnable();
  expect(learnable).toEqual({
    datasets: ["fleet", "villa"],
    models: [
      { id: "new", at: 2_000 },
      { id: "old", at: 1_000 },
    ],
  });
  expect(learnableSchema.parse(learnable)).toEqual(learnable);
});

test("a model whose training goes on is none yet; tidied up, nothing but the model is left of a job", () => {
  write(folder.model("j1"));
  write(folder.training("j1"));
  write(join(folder.job("j1"), "villa.csv"));
  expect(folder.learnable().models).toEqual([]);
  folder.tidy("j1");
  expect(existsSync(folder.job("j1"))).toBe(false);
  expect(folder.learnable().models).toMatchObject([{ id: "j1" }]);
});
