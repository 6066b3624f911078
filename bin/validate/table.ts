/** The validation table for a terminal. */
import type { ValidationRow } from "#sim";
import { numberText } from "./number.ts";

export const VERDICT = { true: "pass", false: "FAIL", null: "" } as const;
export const verdictOf = (pass: boolean | null): string => VERDICT[`${pass}`];

const HEAD = ["suite", "case", "quantity", "unit", "lower", "upper", "ours", "", "hour", "peers"];
/** Columns of numbers stand to the right. */
const RIGHT = new Set([4, 5, 6]);

/** One aligned line a row, below a head. */
export function tableText(rows: readonly ValidationRow[]): string {
  const cells = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((text, i) => (RIGHT.has(i) ? text.padStart(widths[i] ?? 0) : text.padEnd(widths[i] ?? 0)))
      .join("  ")
      .trimEnd();
  return `${cells.map(line).join("\n")}\n`;
}

export const cellsOf = (row: ValidationRow): string[] => [
  row.suite,
  row.case,
  row.quantity,
  row.unit,
  numberText(row.lower),
  numberText(row.upper),
  numberText(row.ours),
  verdictOf(row.pass),
  row.at ?? "",
  Object.entries(row.peers ?? {})
    .map(([name, value]) => `${name} ${numberText(value)}`)
    .join(", "),
];

/** "40 of 40 bars passed, 4 lines for comparison" */
export function summaryText(rows: readonly ValidationRow[]): string {
  const judged = rows.filter((row) => row.pass !== null);
  const passed = judged.filter((row) => row.pass);
  const shown = rows.length - judged.length;
  return `${passed.length} of ${judged.length} bars passed, ${shown} ${shown === 1 ? "line" : "lines"} for comparison`;
}
