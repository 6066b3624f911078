/** docs/validation.md is what the command prints now. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { VALIDATION_SUITES } from "#sim";
import { pageText } from "../../bin/validate/page.ts";
import { ROOT } from "../support/paths.ts";
import { suiteDataMissing, suiteRows } from "../support/validation.ts";
import { describeUnless } from "../support/visible-skip.ts";

const missing = VALIDATION_SUITES.map(suiteDataMissing).find((reason) => reason !== undefined);

describeUnless(missing, "docs/validation.md", () => {
  it("is fresh (npx zonecast validate --page docs/validation.md)", () => {
    const results = VALIDATION_SUITES.map((suite) => ({ suite, rows: suiteRows(suite) }));
    expect(readFileSync(join(ROOT, "docs/validation.md"), "utf8")).toBe(pageText(results));
  });
});
