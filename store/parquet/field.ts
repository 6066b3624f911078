/** Columns of a Parquet file: what each is, and what it holds in one row group. */
import type { ParquetWriter } from "hyparquet-writer";

type SchemaElement = ParquetWriter["schema"][number];

export interface ParquetField {
  readonly name: string;
  /** `time`: UTC milliseconds. */
  readonly type: "float32" | "float64" | "int32" | "time" | "text";
  readonly unit?: string | undefined;
  readonly description?: string | undefined;
  /** NaN is written as null; only `float32` and `float64`. */
  readonly nullable?: boolean | undefined;
  /** Few values that come again and again: set-points, states. Numbers of which too many differ are written as others are. */
  readonly repeats?: boolean | undefined;
}

/** Texts by number: entry i is `words[index[i]]`. */
export interface Words {
  readonly words: readonly string[];
  readonly index: Uint8Array | Uint16Array | Int32Array;
}

export type ParquetValues = Float32Array | Float64Array | Int32Array | Words;

export const lengthOf = (values: ParquetValues): number => ("words" in values ? values.index.length : values.length);

/** Words from texts. */
export function wordsOf(texts: readonly string[]): Words {
  const numbers = new Map<string, number>();
  const index = Int32Array.from(texts, (text) => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  });
  return { words: [...numbers.keys()], index };
}

const PHYSICAL = { float32: "FLOAT", float64: "DOUBLE", int32: "INT32", time: "INT64", text: "BYTE_ARRAY" } as const;

export const physicalType = (field: ParquetField) => PHYSICAL[field.type];

export function schemaOf(fields: readonly ParquetField[]): SchemaElement[] {
  return [
    { name: "schema", num_children: fields.length },
    ...fields.map((field): SchemaElement => {
      const own = { name: field.name, type: physicalType(field) };
      const repetition_type = field.nullable ? ("OPTIONAL" as const) : ("REQUIRED" as const);
      if (field.type === "time")
        return {
          ...own,
          repetition_type,
          converted_type: "TIMESTAMP_MILLIS",
          logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MILLIS" },
        };
      if (field.type === "text") return { ...own, repetition_type, converted_type: "UTF8" };
      return { ...own, repetition_type };
    }),
  ];
}
