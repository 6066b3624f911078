/** The repository keeps its own rules. */
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { inspect, RULES } from "./rules.ts";
import { readSources } from "./sources.ts";

const root = resolve(import.meta.dirname, "../..");
const found = inspect(root);

test("the inspection sees the repository", () => {
  const paths = readSources(root).map((s) => s.path);
  expect(paths).toContain("domain/index.ts");
  expect(paths).toContain("tests/architecture/house.test.ts");
  expect(paths.some((path) => path.includes("node_modules"))).toBe(false);
});

for (const name of Object.keys(RULES) as (keyof typeof RULES)[])
  test(name, () => {
    expect(found[name], found[name].join("\n")).toEqual([]);
  });
