/** docs/validation.md says what the suites say; its numbers are checked where the published data are (tests/validation). */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { VALIDATION_SUITES } from "#sim";
import { PAGE_HEAD, pageLine, suiteHead } from "../../bin/validate/page.ts";
import { ROOT } from "../support/paths.ts";

const HINT = "npx zonecast validate --page docs/validation.md";
const page = readFileSync(join(ROOT, "docs/validation.md"), "utf8");
const linesOf = (suite: string) => (page.split(/\n## /).find((part) => part.startsWith(`${suite}:`)) ?? "").split("\n");

describe("docs/validation.md", () => {
  it("opens with what the command says of itself", () => {
    expect(page.startsWith(`${PAGE_HEAD}\n`), HINT).toBe(true);
  });

  it("has every suite, in its words, and no other", () => {
    const headings = [...page.matchAll(/^## ([^:\n]+):/gm)].map((m) => m[1]);
    expect(headings, HINT).toEqual(VALIDATION_SUITES.map((suite) => suite.name));
    for (const suite of VALIDATION_SUITES) expect(page, HINT).toContain(`${suiteHead(suite)}\n`);
  });

  it("shows no missed bar", () => {
    expect(page).not.toContain("FAIL");
  });

  it.each(VALIDATION_SUITES.filter((suite) => suite.files.length === 0))("$name: lines are what it gives now", (suite) => {
    const table = linesOf(suite.name).filter((line) => line.startsWith("| "));
    expect(table.slice(1), HINT).toEqual(suite.run({}).map(pageLine));
  });
});
