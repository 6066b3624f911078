/** A table as CSV text: times as ISO 8601, gaps empty, numbers as short as they are exact in 32 bits. */
import type { Column, SeriesValues } from "#sim";

export function csvLines(columns: readonly Column[], values: readonly SeriesValues[]): string {
  const cells = columns.map((column, c) => {
    const own = values[c] ?? new Float32Array(0);
    if ("words" in own) return (i: number) => own.words[own.index[i] ?? 0] ?? "";
    if (column.type === "time") return (i: number) => new Date(own[i] ?? 0).toISOString().replace(".000", "");
    return (i: number) => {
      const v = own[i] ?? Number.NaN;
      return Number.isNaN(v) ? "" : Number.isInteger(v) ? String(v) : String(Number(v.toPrecision(7)));
    };
  });
  const first = values[0];
  const rows = first === undefined ? 0 : "words" in first ? first.index.length : first.length;
  const lines = Array.from({ length: rows }, (_, i) => cells.map((cell) => cell(i)).join(","));
  return `${lines.join("\n")}\n`;
}

export const csvHead = (columns: readonly Column[]): string => `${columns.map((c) => c.name).join(",")}\n`;
