/** A CSV file as columns of numbers, and what a reader of measured folders has to bring. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { ZonecastError } from "#domain";
import type { MeasuredSeries } from "#forecasting";

export interface Csv {
  readonly path: string;
  /** File name without ending. */
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: number;
  /** Cells of a column as text. Throws `bad-file` when there is none of that name. */
  text(column: string): readonly string[];
  /** Cells of a column as numbers, NaN for an empty cell. Throws `bad-file` naming the line for anything else. */
  numbers(column: string): Float64Array;
}

/** What a reader found in one file; `notes` say what was taken for a gap and why. */
export interface FileSeries {
  readonly series: readonly MeasuredSeries[];
  readonly notes: readonly string[];
}

export interface MeasuredReader {
  readonly fits: (csv: Csv) => boolean;
  readonly read: (csv: Csv) => FileSeries;
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

export function readCsv(path: string): Csv {
  const [head = "", ...lines] = readFileSync(path, "utf8")
    .replace(/^\uFEFF/, "")
    .trimEnd()
    .split(/\r?\n/);
  const header = head.split(",");
  const cells = lines.map((line) => line.split(","));
  const name = basename(path).replace(/\.csv$/i, "");
  const text = (column: string): string[] => {
    const i = header.indexOf(column);
    if (i < 0)
      throw new ZonecastError("bad-file", `${name}.csv has no column '${column}'`, { hint: `there are: ${head.slice(0, 200)}` });
    return cells.map((row) => row[i] ?? "");
  };
  return {
    path,
    name,
    header,
    rows: cells.length,
    text,
    numbers: (column) =>
      Float64Array.from(text(column), (cell, i) => {
        if (cell === "" || /^nan$/i.test(cell)) return Number.NaN;
        if (!NUMBER.test(cell))
          throw new ZonecastError(
            "bad-file",
            `${name}.csv, line ${i + 2}, column ${column}: '${cell.slice(0, 40)}' is not a number`,
          );
        return Number(cell);
      }),
  };
}
