/** `zonecast validate`: runs the validation suites and prints one table. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process, { stderr, stdout } from "node:process";
import { Command } from "commander";
import { runSuite, suiteOf, VALIDATION_SUITES, type ValidationRow, type ValidationSuite } from "#sim";
import { pageText } from "./page.ts";
import { summaryText, tableText } from "./table.ts";

interface Options {
  readonly data: string;
  readonly json?: true;
  readonly page?: string;
}

const DEFAULT_DATA = resolve(import.meta.dirname, "../../../shared/data");

export const validateCommand = (): Command =>
  new Command("validate")
    .description("compare the physics with published cases; exit code 1: a bar is missed, 2: data are not there")
    .argument("[suites...]", `${VALIDATION_SUITES.map((suite) => suite.name).join(", ")}; all when left out`)
    .option("--data <folder>", "where the published cases lie", DEFAULT_DATA)
    .option("--json", "one JSON array of rows instead of the table")
    .option("--page <file>", "write the table as a page of the documentation, too")
    .action((suites: string[], options: Options) => {
      process.exitCode = validate(suites.length > 0 ? suites.map(suiteOf) : VALIDATION_SUITES, options);
    });

function validate(suites: readonly ValidationSuite[], { data, json, page }: Options): number {
  const results: { suite: ValidationSuite; rows: ValidationRow[] }[] = [];
  for (const suite of suites) {
    const missing = suite.files.filter((file) => !existsSync(join(data, file)));
    if (missing.length > 0) {
      stderr.write(`${suite.name} cannot run: ${missing.join(", ")} not in ${data} (--data names another folder)\n`);
      continue;
    }
    const files = Object.fromEntries(suite.files.map((file) => [file, readFileSync(join(data, file), "utf8")]));
    results.push({ suite, rows: runSuite(suite.name, files) });
  }
  const rows = results.flatMap((result) => result.rows);
  if (json) stdout.write(`${JSON.stringify(rows.map(plainRow))}\n`);
  else if (rows.length > 0) {
    const closing = results.flatMap(({ suite, rows: own }) => (suite.closing ? [...suite.closing(own), ""] : []));
    stdout.write([tableText(rows), ...closing, summaryText(rows), ""].join("\n"));
  }
  const complete = results.length === suites.length;
  if (page && complete) writeFileSync(page, pageText(results));
  if (rows.some((row) => row.pass === false)) return 1;
  return complete ? 0 : 2;
}

/** A row for programs: without the peers, which are not the same for every case. */
const plainRow = ({ suite, case: name, quantity, unit, lower, upper, ours, pass }: ValidationRow) => ({
  suite,
  case: name,
  quantity,
  unit,
  lower,
  upper,
  ours,
  pass,
});
