/** Reads columns of a Parquet file whole: numbers as they are, times as UTC milliseconds, gaps as NaN. */
import { open } from "node:fs/promises";
import { type AsyncBuffer, parquetMetadataAsync, parquetRead } from "hyparquet";
import { unknownName, ZonecastError } from "#domain";
import { DECOMPRESSORS } from "./codec.ts";

export type ParquetColumn = Float64Array | readonly string[];

export interface ParquetTable {
  readonly rows: number;
  /** In the file's order, or in the order that was asked for. */
  readonly columns: ReadonlyMap<string, ParquetColumn>;
  readonly metadata: ReadonlyMap<string, string>;
}

/**
 * Throws `bad-file` for what is no Parquet file or is not there, `unknown-name` for a column that it has not.
 * @param wanted all columns when left out
 */
export async function readParquet(path: string, wanted?: readonly string[]): Promise<ParquetTable> {
  try {
    const handle = await open(path, "r");
    try {
      const { size } = await handle.stat();
      const file: AsyncBuffer = {
        byteLength: size,
        async slice(start, end = size) {
          const from = start < 0 ? size + start : start;
          const bytes = new Uint8Array(end - from);
          await handle.read(bytes, 0, bytes.length, from);
          return bytes.buffer;
        },
      };
      return await tableOf(file, wanted);
    } finally {
      await handle.close();
    }
  } catch (e) {
    if (e instanceof ZonecastError) throw e;
    throw new ZonecastError("bad-file", `cannot read ${path}: ${e instanceof Error ? e.message : String(e)}`, { cause: e });
  }
}

async function tableOf(file: AsyncBuffer, wanted: readonly string[] | undefined): Promise<ParquetTable> {
  const metadata = await parquetMetadataAsync(file);
  const rows = Number(metadata.num_rows);
  const fields = metadata.schema.slice(1);
  const names = fields.map((f) => f.name);
  const missing = wanted?.find((name) => !names.includes(name));
  if (missing !== undefined) throw unknownName("column", missing, names);
  const columns = new Map<string, Float64Array | string[]>();
  for (const name of wanted ?? names)
    columns.set(
      name,
      fields.find((f) => f.name === name)?.type === "BYTE_ARRAY"
        ? new Array<string>(rows).fill("")
        : new Float64Array(rows).fill(Number.NaN),
    );
  await parquetRead({
    file,
    metadata,
    columns: [...columns.keys()],
    compressors: DECOMPRESSORS,
    onChunk({ columnName, columnData, rowStart }) {
      const column = columns.get(columnName);
      if (column instanceof Float64Array)
        for (let i = 0; i < columnData.length; i++) {
          const value: unknown = columnData[i];
          column[rowStart + i] = value === null || value === undefined ? Number.NaN : Number(value);
        }
      else if (column) for (let i = 0; i < columnData.length; i++) column[rowStart + i] = String(columnData[i] ?? "");
    },
  });
  return { rows, columns, metadata: new Map((metadata.key_value_metadata ?? []).map(({ key, value }) => [key, value ?? ""])) };
}
