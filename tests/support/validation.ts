/** Validation suites on the data beside the repository. */
import { readFileSync } from "node:fs";
import { runSuite, type ValidationRow, type ValidationSuite } from "#sim";
import { sharedData, sharedDataMissing } from "./shared-data.ts";

/** Why a suite cannot run, undefined when it can. */
export const suiteDataMissing = (suite: ValidationSuite): string | undefined =>
  suite.files.map((file) => sharedDataMissing(file)).find((reason) => reason !== undefined);

/** A suite's rows, as the command prints them. */
export const suiteRows = (suite: ValidationSuite): ValidationRow[] =>
  runSuite(suite.name, Object.fromEntries(suite.files.map((file) => [file, readFileSync(sharedData(file), "utf8")])));

/** A row in words, for the name of a test. */
export const rowText = ({ case: name, quantity, unit, lower, upper, ours }: ValidationRow): string =>
  `case ${name}, ${quantity}: ${ours} ${unit}, allowed ${lower ?? "any"} to ${upper ?? "any"}`;
