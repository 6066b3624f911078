/** The list of what ingest and control of devices must do, T1 to T40: each has its test, and the test says which it is. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../support/paths.ts";

const folder = join(ROOT, "tests");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /\.(test|spec)\.ts$/.test(file));
const shown = new Map<number, Set<string>>();
for (const file of files)
  for (const [, numbers = ""] of readFileSync(join(folder, file), "utf8").matchAll(/(?:test|it|\))\(\s*["`](T\d+(?:, T\d+)*): /g))
    for (const [, number] of numbers.matchAll(/T(\d+)/g)) {
      const known = shown.get(Number(number)) ?? new Set();
      shown.set(Number(number), known.add(file));
    }

test.each(Array.from({ length: 40 }, (_, i) => i + 1))("T%i has a test", (number) =>
  expect([...(shown.get(number) ?? [])], `no title begins with T${number}`).not.toEqual([]),
);
