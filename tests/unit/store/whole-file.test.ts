import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { writeWhole } from "../../../store/whole-file.ts";

const folder = mkdtempSync(join(tmpdir(), "zonecast-whole-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("writes, replaces and leaves nothing beside", () => {
  const path = join(folder, "a.txt");
  writeWhole(path, "one");
  writeWhole(path, new TextEncoder().encode("two"));
  expect(readFileSync(path, "utf8")).toBe("two");
  expect(readdirSync(folder)).toEqual(["a.txt"]);
});

test("a place that cannot be written is named, and nothing is left there", () => {
  expect(() => writeWhole(join(folder, "no-such-folder", "a.txt"), "x")).toThrow(/cannot write .*no-such-folder/);
  mkdirSync(join(folder, "taken"));
  expect(() => writeWhole(join(folder, "taken"), "x")).toThrow(/cannot write/);
  expect(readdirSync(folder).sort()).toEqual(["a.txt", "taken"]);
});

test.runIf(existsSync("/dev/full"))("a full disk is said to be full", () => {
  // Its name beside is a link to a device that has no room.
  const path = join(folder, "full.txt");
  const { symlinkSync } = process.getBuiltinModule("node:fs");
  symlinkSync("/dev/full", `${path}.test.tmp`);
  expect(() => writeWhole(path, "x", "test")).toThrow(expect.objectContaining({ code: "store-full" }));
  expect(existsSync(path)).toBe(false);
});
