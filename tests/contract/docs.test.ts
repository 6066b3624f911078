import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { PAGES, written } from "../../scripts/docs.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const pages = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  ...readdirSync(join(ROOT, "docs"))
    .filter((f) => f.endsWith(".md"))
    .map((f) => `docs/${f}`),
];
const text = (page: string): string => readFileSync(join(ROOT, page), "utf8");

describe("docs", () => {
  it.each(Object.keys(PAGES))("%s is what the code says now (npm run docs)", (name) => {
    expect(written(name)).toBe(PAGES[name]?.());
  });

  it.each(pages)("links of %s lead somewhere", (page) => {
    const links = [...text(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((m) => m[1] ?? "");
    const broken = links.filter((link) => !existsSync(join(ROOT, dirname(page), link)));
    expect(broken).toEqual([]);
  });

  it("npm scripts that are named exist", () => {
    const { scripts } = JSON.parse(text("package.json")) as { scripts: Record<string, string> };
    const named = pages.flatMap((page) => [...text(page).matchAll(/npm run ([a-z0-9-]+)/g)].map((m) => m[1] ?? ""));
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it("CONTRIBUTING stays under 150 lines", () => {
    expect(text("CONTRIBUTING.md").split("\n").length).toBeLessThanOrEqual(150);
  });
});
