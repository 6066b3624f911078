/** A Parquet file in memory, row group by row group: the same values give the same bytes. */
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import { ZonecastError } from "#domain";
import { writeChunk } from "./chunk.ts";
import type { Codec } from "./codec.ts";
import { lengthOf, type ParquetField, type ParquetValues, schemaOf } from "./field.ts";

export interface ParquetFile {
  /** Adds rows: one entry a field, in their order, all equally long. Throws `bug` when they are not. */
  rowGroup(values: readonly ParquetValues[]): void;
  /** The whole file. Nothing may be added afterwards. */
  finish(): Uint8Array;
}

/**
 * Begins a file. Units and descriptions go into the key-value metadata under `columns`, as JSON by name; `metadata` beside them.
 * Floats are byte-stream split, times delta packed, texts and what repeats by dictionary.
 */
export function parquetFile(
  fields: readonly ParquetField[],
  metadata: Readonly<Record<string, string>> = {},
  codec: Codec = "zstd",
): ParquetFile {
  const out = new ByteWriter();
  const columns = Object.fromEntries(fields.map(({ name, unit, description }) => [name, { unit, description }]));
  const writer = new ParquetWriter({
    writer: out,
    schema: schemaOf(fields),
    createdBy: "zonecast",
    kvMetadata: Object.entries({ columns: JSON.stringify(columns), ...metadata }).map(([key, value]) => ({ key, value })),
  });
  return {
    rowGroup(values) {
      const rows = values[0] ? lengthOf(values[0]) : 0;
      if (values.length !== fields.length || values.some((v) => lengthOf(v) !== rows))
        throw new ZonecastError("bug", `a row group of ${values.length} columns with ${rows} rows does not fit its fields`);
      if (rows === 0) return;
      const start = out.offset;
      const chunks = fields.map((field, i) => writeChunk(out, field, values[i] ?? new Float32Array(0), codec));
      writer.num_rows += BigInt(rows);
      writer.row_groups.push({
        columns: chunks,
        total_byte_size: chunks.reduce((sum, c) => sum + (c.meta_data?.total_uncompressed_size ?? 0n), 0n),
        num_rows: BigInt(rows),
        total_compressed_size: BigInt(out.offset - start),
      });
    },
    finish() {
      writer.finish();
      return out.getBytes();
    },
  };
}
