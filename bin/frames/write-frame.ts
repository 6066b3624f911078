/** A frame as a file: CSV for people and spreadsheets, Parquet for everything else. */
import { type Frame, isSignalId, rowTs, signalOf, ZonecastError } from "#domain";
import { unitOf } from "#sim";
import { type ParquetField, parquetFile, writeWhole } from "#store";

export type FrameFormat = "csv" | "parquet";

/** By the file's ending. Throws `bad-input` for another one. */
export function formatOf(file: string): FrameFormat {
  const ending = file.toLowerCase().split(".").at(-1);
  if (ending === "csv" || ending === "parquet") return ending;
  throw new ZonecastError("bad-input", `${file}: results are written as .csv or .parquet`);
}

/** Rows of one Parquet row group. */
const GROUP_ROWS = 65_536;

/** A file is whole or not there. `metadata` goes into Parquet beside units; CSV has no place for it. */
export function writeFrame(file: string, frame: Frame, metadata: Readonly<Record<string, string>> = {}): void {
  writeWhole(file, formatOf(file) === "csv" ? csvText(frame) : parquetBytes(frame, metadata));
}

/** Seven digits, which is what a sensor could never say; a gap is an empty cell. */
export function csvText(frame: Frame): string {
  const names = [...frame.columns.keys()];
  const columns = [...frame.columns.values()];
  const lines = [["time", ...names].join(",")];
  for (let i = 0; i < frame.length; i++) {
    const cells = columns.map((v) => (Number.isNaN(v[i]) ? "" : String(Number(v[i]!.toPrecision(7)))));
    lines.push([new Date(rowTs(frame, i)).toISOString(), ...cells].join(","));
  }
  return `${lines.join("\n")}\n`;
}

/** `zone/airTempC`: the unit of its signal, else that in its name. */
const unitOfColumn = (column: string): string => {
  const name = column.split("/").at(-1) ?? column;
  return isSignalId(name)
    ? signalOf(name).unit
    : unitOf(name) || (name.endsWith("Pct") ? "%" : name.endsWith("Ppm") ? "ppm" : name.endsWith("Pa") ? "Pa" : "");
};

function parquetBytes(frame: Frame, metadata: Readonly<Record<string, string>>): Uint8Array {
  const names = [...frame.columns.keys()];
  const fields: ParquetField[] = [
    { name: "time", type: "time", unit: "UTC", description: "end of the step" },
    ...names.map((name): ParquetField => ({ name, type: "float64", unit: unitOfColumn(name), nullable: true })),
  ];
  const file = parquetFile(fields, metadata);
  for (let from = 0; from < frame.length; from += GROUP_ROWS) {
    const until = Math.min(frame.length, from + GROUP_ROWS);
    const times = Float64Array.from({ length: until - from }, (_, k) => rowTs(frame, from + k));
    file.rowGroup([times, ...[...frame.columns.values()].map((v) => v.subarray(from, until))]);
  }
  return file.finish();
}
