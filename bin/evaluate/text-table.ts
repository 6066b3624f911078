/** A table for the terminal and the same as Markdown: numbers to the right, words to the left. */

const NUMBER = /^[<>]?[-+]?[\d.,]+( ?%)?( \[.*\])?$|^-$/;

/** Aligned columns, the first row being the head. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, c) => Math.max(...rows.map((row) => row[c]?.length ?? 0)));
  const right = Array.from({ length: columns }, (_, c) => rows.slice(1).every((row) => NUMBER.test(row[c] ?? "-")));
  return rows
    .map((row) =>
      row
        .map((text, c) => (right[c] ? text.padStart(widths[c] ?? 0) : text.padEnd(widths[c] ?? 0)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

export const markdownTable = ([head = [], ...rows]: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

/** `12.3 %`; `-` when there is no number. */
export const percent = (share: number, digits = 1): string =>
  Number.isFinite(share) ? `${(100 * share).toFixed(digits)} %` : "-";

/** Three digits that mean something. */
export const figure = (value: number): string => (Number.isFinite(value) ? String(Number(value.toPrecision(3))) : "-");
