/** docs/validation.md is what the command prints now, and the command passes. */
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { VALIDATION_SUITES } from "#sim";
import { ROOT } from "../support/paths.ts";
import { suiteDataMissing, validate } from "../support/validation.ts";
import { describeUnless } from "../support/visible-skip.ts";

const missing = VALIDATION_SUITES.map(suiteDataMissing).find((reason) => reason !== undefined);

describeUnless(missing, "zonecast validate, everything", () => {
  it("passes every bar, and docs/validation.md is fresh (npx zonecast validate --page docs/validation.md)", () => {
    const page = join(mkdtempSync(join(tmpdir(), "zonecast-validation-")), "page.md");
    const { status, stdout } = validate("--page", page);
    expect(stdout).not.toContain("FAIL");
    expect(status).toBe(0);
    expect(readFileSync(join(ROOT, "docs/validation.md"), "utf8")).toBe(readFileSync(page, "utf8"));
  }, 120_000);
});
