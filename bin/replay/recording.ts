/** A recording: measured values with their own times, from CSV files of several shapes, merged in order of time. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { errorLine, ZonecastError } from "#domain";
import { readIdeal } from "./ideal.ts";
import { readSignals } from "./signals-csv.ts";
import type { Reader, Sample, Table } from "./table.ts";

export interface Recording {
  /** Ascending by time. */
  readonly samples: readonly Sample[];
  readonly files: number;
  /** Cells that hold no measurement: empty, or a code for "missing". */
  readonly gaps: number;
  /** What was left out and why, a line each. */
  readonly notes: readonly string[];
}

const READERS: readonly Reader[] = [readIdeal, readSignals];

/** Reads one CSV file or every CSV file of a folder. Throws `bad-file` with file and line for what cannot be understood. */
export function readRecording(path: string): Recording {
  const files = csvFiles(path);
  const parts = files.map((file) => {
    const table = readTable(file);
    const reader = READERS.find((r) => r.fits(table));
    if (!reader)
      throw new ZonecastError("bad-file", `${file}: the columns are not known: ${table.header.slice(0, 8).join(", ")}`, {
        hint: "a column 'time' and columns named by signals (airTempC, heatingSetpointC, ...); the file is called building_zone.csv",
      });
    try {
      return reader.read(table);
    } catch (e) {
      throw new ZonecastError("bad-file", `${file}: ${errorLine(e)}`, { cause: e });
    }
  });
  const samples = parts.flatMap((p) => p.samples).sort((a, b) => a.ts - b.ts);
  if (samples.length === 0) throw new ZonecastError("bad-file", `${path} holds no measurement`);
  return {
    samples,
    files: files.length,
    gaps: parts.reduce((n, p) => n + p.gaps, 0),
    notes: [...new Set(parts.flatMap((p) => p.notes))],
  };
}

function csvFiles(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const files = readdirSync(path)
      .filter((name) => name.endsWith(".csv"))
      .sort()
      .map((name) => join(path, name));
    if (files.length > 0) return files;
  } catch (cause) {
    throw new ZonecastError("bad-file", `cannot read ${path}`, { cause });
  }
  throw new ZonecastError("bad-file", `${path} holds no .csv file`);
}

function readTable(file: string): Table {
  const lines = readFileSync(file, "utf8")
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/);
  const header = (lines[0] ?? "").split(",").map((cell) => cell.trim());
  const rows = lines.flatMap((text, i) =>
    i === 0 || text.trim() === "" ? [] : [{ line: i + 1, cells: text.split(",").map((cell) => cell.trim()) }],
  );
  for (const { line, cells } of rows)
    if (cells.length !== header.length)
      throw new ZonecastError("bad-file", `${file}, line ${line}: ${cells.length} cells, the header has ${header.length}`);
  return { name: basename(file, ".csv"), header, rows };
}
