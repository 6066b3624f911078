/** Validation suites on the data beside the repository, run by the command that its user runs. */
import { spawnSync } from "node:child_process";
import type { ValidationRow, ValidationSuite } from "#sim";
import { NODE, ROOT } from "./paths.ts";
import { sharedDataMissing } from "./shared-data.ts";

/** Why a suite cannot run, undefined when it can. */
export const suiteDataMissing = (suite: ValidationSuite): string | undefined =>
  suite.files.map((file) => sharedDataMissing(file)).find((reason) => reason !== undefined);

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `zonecast validate` with arguments. A process of its own runs the physics several times as fast as a test's module loader. */
export function validate(...args: readonly string[]): Ended {
  const { status, stdout, stderr } = spawnSync(NODE, ["bin/zonecast.ts", "validate", ...args], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  return { status, stdout, stderr };
}

/** A suite's rows. */
export function suiteRows(suite: ValidationSuite): ValidationRow[] {
  const { stdout, stderr } = validate(suite.name, "--json");
  if (stderr !== "") throw new Error(stderr);
  return JSON.parse(stdout) as ValidationRow[];
}

/** A row in words, for the name of a test. */
export const rowText = ({ case: name, quantity, unit, lower, upper, ours }: ValidationRow): string =>
  `case ${name}, ${quantity}: ${ours} ${unit}, allowed ${lower ?? "any"} to ${upper ?? "any"}`;
