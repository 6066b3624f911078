/** Every validation suite, and how one is run. */
import { unknownName } from "#domain";
import { analytic } from "./analytic/suite.ts";
import { bestest } from "./bestest/suite.ts";
import { builda } from "./builda/suite.ts";
import { lumped } from "./lumped/suite.ts";
import type { Row } from "./row.ts";
import type { Suite, SuiteFiles } from "./suite.ts";
import { tabula } from "./tabula/suite.ts";
import { vdi6007 } from "./vdi6007/suite.ts";

/** In the order of the table. */
export const SUITES: readonly Suite[] = [analytic, vdi6007, bestest, lumped, builda, tabula];

/** The suite called `name`. Throws `unknown-name`. */
export function suiteOf(name: string): Suite {
  const found = SUITES.find((suite) => suite.name === name);
  if (found) return found;
  throw unknownName(
    "validation suite",
    name,
    SUITES.map((suite) => suite.name),
  );
}

/**
 * Runs a suite on the texts of its files. Pure: the same texts give the same rows.
 * Throws `unknown-name`, or `bad-file` when a file is missing or not what it should be.
 */
export const runSuite = (name: string, files: SuiteFiles): Row[] => suiteOf(name).run(files);
