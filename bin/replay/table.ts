/** A CSV table of a recording, what a reader makes of it, and how cells become numbers. */
import { type SignalId, ZonecastError } from "#domain";

/** Everything that one device said at one moment. */
export interface Sample {
  readonly ts: number;
  readonly building: string;
  readonly zone: string;
  /** Name of the device, unique within the zone. */
  readonly device: string;
  readonly values: Readonly<Partial<Record<SignalId, number>>>;
}

export interface FileRecording {
  readonly samples: readonly Sample[];
  readonly gaps: number;
  readonly notes: readonly string[];
}

/** What a reader is given of a file: its name without ending, its header cells, its rows with their line numbers. */
export interface Table {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

/** A reader says whether a table is of its shape, and reads it. Throws `bad-file` naming the line. */
export interface Reader {
  readonly fits: (table: Table) => boolean;
  readonly read: (table: Table) => FileRecording;
}

/** The number in a cell, NaN when it is empty. Throws `bad-file` naming line and column for anything else. */
export function numberCell(text: string, line: number, columnName: string): number {
  if (text === "" || /^nan$/i.test(text)) return Number.NaN;
  const value = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value))
    throw new ZonecastError("bad-file", `line ${line}, column ${columnName}: '${text.slice(0, 40)}' is not a number`);
  return value;
}
