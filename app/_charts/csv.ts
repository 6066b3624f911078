/** Numbers as a CSV file that spreadsheets open as they are (RFC 4180). Pure. */
import { DAY_MS, shownAt } from "#domain";

export type Cell = string | number | undefined;

/** A text that begins like a formula would be one to a spreadsheet: it is kept from that. */
function cellOf(cell: Cell): string {
  if (cell === undefined) return "";
  if (typeof cell === "number") return Number.isFinite(cell) ? String(Number(cell.toPrecision(12))) : "";
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const csvOf = (head: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [head, ...rows].map((row) => `${row.map(cellOf).join(",")}\r\n`).join("");

/** UTC and local time, `2026-11-28T05:00:00Z` and `2026-11-28 06:00:00`: two cells of a row. */
export const timeCells = (ts: number, timeZone: string): readonly [string, string] => [
  `${new Date(ts).toISOString().slice(0, 19)}Z`,
  new Date(shownAt(timeZone, ts)).toISOString().slice(0, 19).replace("T", " "),
];

/** A name of a file that every system takes. */
export const fileNameOf = (title: string, ts: number): string => {
  const words = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return `${words.slice(0, 80) || "chart"}-${new Date(Math.floor(ts / DAY_MS) * DAY_MS).toISOString().slice(0, 10)}.csv`;
};
