/** `zonecast validate` as its user runs it: table, JSON, page, and what the exit code tells. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ValidationRow } from "#sim";
import { ROOT } from "../support/paths.ts";

const COLUMNS = ["suite", "case", "quantity", "unit", "lower", "upper", "ours", "pass"];

/** Through the launcher, as npx does it. */
const validate = (...args: readonly string[]) =>
  spawnSync(process.execPath, ["bin/launch.mjs", "validate", ...args], { cwd: ROOT, encoding: "utf8", maxBuffer: 1e8 });

describe("zonecast validate", () => {
  it("needs no data for what is solved on paper", () => {
    const { status, stdout } = validate("analytic", "--data", "/no/such/folder");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^suite +case +quantity +unit +lower +upper +ours/);
    expect(stdout).toMatch(/\n12 of 12 bars passed, 0 lines for comparison\n$/);
  });

  it("prints rows for programs, and nothing else", () => {
    const rows = JSON.parse(validate("analytic", "--json").stdout) as ValidationRow[];
    expect(rows).toHaveLength(12);
    expect(rows[0]).toMatchObject({ suite: "analytic", case: "decay", unit: "K", pass: true });
    for (const row of rows) expect(Object.keys(row)).toEqual(COLUMNS);
  });

  it("ends with 2 and one line when a suite's data are not there, and still runs the others", () => {
    const { status, stdout, stderr } = validate("analytic", "vdi6007", "--data", "/no/such/folder");
    expect(status).toBe(2);
    expect(stderr).toMatch(/^vdi6007 cannot run: vdi6007\/vdi6007_testcases\.json, .* not in \/no\/such\/folder/);
    expect(stderr.trimEnd()).not.toContain("\n");
    expect(stdout).toContain("12 of 12 bars passed");
  });

  it("names the suite that was meant", () => {
    const { status, stderr } = validate("vdi6008");
    expect(status).toBe(1);
    expect(stderr).toBe("zonecast: unknown validation suite 'vdi6008' (did you mean 'vdi6007'?)\n");
  });

  it("writes a page", () => {
    const page = join(mkdtempSync(join(tmpdir(), "zonecast-validation-")), "page.md");
    expect(validate("analytic", "--page", page).status).toBe(0);
    expect(readFileSync(page, "utf8")).toMatch(/^# Validation\n[\s\S]*\n\| decay \| .* \| pass \|\n/);
  });
});
