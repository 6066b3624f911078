/** The validation table as a page of the documentation. */
import type { ValidationRow, ValidationSuite } from "#sim";
import { cellsOf, summaryText } from "./table.ts";

export const PAGE_HEAD = [
  "# Validation",
  "",
  "What the physics gives beside numbers that others published. One command runs everything, prints one table and fails when a bar",
  "is missed; the tests run the same.",
  "",
  "```sh",
  "npx zonecast validate",
  "```",
  "",
  "`npx zonecast validate vdi6007` runs one suite, `--json` prints one array of rows, each",
  "`{suite, case, quantity, unit, lower, upper, ours, pass}`, and `--data` names the folder of the published data (they are not part of",
  "this repository). The exit code is 1 when a bar is missed and 2 when a suite's data are not there. A line without a verdict",
  "(`pass: null`) is no bar: it is there to compare. A day and hour in brackets is when an extreme fell: the hour that ends then, in local",
  "standard time. This page is made by `npx zonecast validate --page docs/validation.md`.",
].join("\n");

/** What stands above a suite's table. */
export const suiteHead = (suite: ValidationSuite): string => [`## ${suite.name}: ${suite.title}`, ...suite.about].join("\n\n");

const TABLE_HEAD = "| case | quantity | unit | lower | upper | ours | |\n|---|---|---|---|---|---|---|";

/** One line of the page's tables: all but the suite and the peers. */
export function pageLine(row: ValidationRow): string {
  const [, name, quantity, unit, lower, upper, ours, verdict, hour] = cellsOf(row);
  return `| ${[name, quantity, unit, lower, upper, hour ? `${ours} (${hour})` : ours, verdict].join(" | ")} |`;
}

export function pageText(
  results: readonly { readonly suite: ValidationSuite; readonly rows: readonly ValidationRow[] }[],
): string {
  const parts = results.map(({ suite, rows }) =>
    [
      suiteHead(suite),
      `${summaryText(rows)}.`,
      ...(suite.closing ? [suite.closing(rows).join("\n")] : []),
      ...[...Map.groupBy(rows, (row) => row.suite)].flatMap(([name, own]) => [
        ...(name === suite.name ? [] : [`Rows of \`${name}\`:`]),
        [TABLE_HEAD, ...own.map(pageLine)].join("\n"),
      ]),
    ].join("\n\n"),
  );
  return `${[PAGE_HEAD, ...parts].join("\n\n")}\n`;
}
