/** One column of one row group as bytes: its dictionary if it has one, its page, and what the footer says of it. */
import { ByteWriter, type ParquetWriter } from "hyparquet-writer";
import { writePageHeader } from "hyparquet-writer/src/datapage.js";
import { ZonecastError } from "#domain";
import { type Codec, compressed } from "./codec.ts";
import { lengthOf, type ParquetField, type ParquetValues, physicalType, type Words } from "./field.ts";
import { bitsFor, hybrid, split } from "./runs.ts";
import { packTimes } from "./times.ts";

/** More different numbers than this are no repetition. */
const MOST_WORDS = 4_096;

type ColumnChunk = ParquetWriter["row_groups"][number]["columns"][number];

interface Encoded {
  readonly encoding: "RLE_DICTIONARY" | "DELTA_BINARY_PACKED" | "PLAIN" | "BYTE_STREAM_SPLIT";
  readonly body: Uint8Array;
  /** Values of the dictionary, plain, and how many. */
  readonly dictionary?: { readonly bytes: Uint8Array; readonly count: number };
  /** Each number once, where that is known. */
  readonly different?: ParquetValues;
}

/** Appends the column to `out` and describes it. Throws `bug` for values of another kind than the field's. */
export function writeChunk(out: ByteWriter, field: ParquetField, values: ParquetValues, codec: Codec): ColumnChunk {
  const start = out.offset;
  const rows = lengthOf(values);
  const { present, levels, nulls } = withoutGaps(field, values);
  const encoded = encode(field, present);
  let uncompressed = 0;
  let dictionary_page_offset: bigint | undefined;
  const page = (header: Parameters<typeof writePageHeader>[1], level: Uint8Array, data: Uint8Array): void => {
    const before = out.offset;
    writePageHeader(out, header);
    uncompressed += out.offset - before + header.uncompressed_page_size;
    out.appendBytes(level);
    out.appendBytes(data);
  };
  if (encoded.dictionary) {
    const { bytes, count } = encoded.dictionary;
    const data = compressed(bytes, codec);
    dictionary_page_offset = BigInt(out.offset);
    page(
      {
        type: "DICTIONARY_PAGE",
        uncompressed_page_size: bytes.length,
        compressed_page_size: data.length,
        dictionary_page_header: { num_values: count, encoding: "PLAIN" },
      },
      NOTHING,
      data,
    );
  }
  const data = compressed(encoded.body, codec);
  const data_page_offset = BigInt(out.offset);
  page(
    {
      type: "DATA_PAGE_V2",
      uncompressed_page_size: levels.length + encoded.body.length,
      compressed_page_size: levels.length + data.length,
      data_page_header_v2: {
        num_values: rows,
        num_nulls: nulls,
        num_rows: rows,
        encoding: encoded.encoding,
        definition_levels_byte_length: levels.length,
        repetition_levels_byte_length: 0,
        is_compressed: codec !== "none",
      },
    },
    levels,
    data,
  );
  const extent = extentOf(encoded.different ?? present);
  return {
    file_offset: BigInt(start),
    meta_data: {
      type: physicalType(field),
      encodings: encoded.dictionary ? ["PLAIN", encoded.encoding] : [encoded.encoding],
      path_in_schema: [field.name],
      codec: codec === "zstd" ? "ZSTD" : codec === "snappy" ? "SNAPPY" : "UNCOMPRESSED",
      num_values: BigInt(rows),
      total_uncompressed_size: BigInt(uncompressed),
      total_compressed_size: BigInt(out.offset - start),
      data_page_offset,
      ...(dictionary_page_offset === undefined ? {} : { dictionary_page_offset }),
      statistics: {
        null_count: BigInt(nulls),
        ...(extent && field.type === "time"
          ? { min_value: BigInt(extent.min), max_value: BigInt(extent.max) }
          : extent && { min_value: extent.min, max_value: extent.max }),
      },
    },
  };
}

const NOTHING = new Uint8Array(0);

/** What is there, packed, and for a nullable column the levels that say where. */
function withoutGaps(field: ParquetField, values: ParquetValues): { present: ParquetValues; levels: Uint8Array; nulls: number } {
  if (!field.nullable) return { present: values, levels: NOTHING, nulls: 0 };
  if (!(values instanceof Float32Array || values instanceof Float64Array)) throw wrong(field);
  const there = new Uint8Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]!)) continue;
    there[i] = 1;
    count++;
  }
  const writer = new ByteWriter();
  hybrid(writer, there, 1);
  const present = count === values.length ? values : values.filter((v) => !Number.isNaN(v));
  return { present, levels: writer.getBytes(), nulls: values.length - count };
}

function encode(field: ParquetField, values: ParquetValues): Encoded {
  if ("words" in values) {
    if (field.type !== "text") throw wrong(field);
    return byWord(values.index, wordBytes(values), values.words.length);
  }
  if (field.type === "time") {
    if (!(values instanceof Float64Array)) throw wrong(field);
    const writer = new ByteWriter();
    packTimes(writer, values);
    return { encoding: "DELTA_BINARY_PACKED", body: writer.getBytes() };
  }
  const fits = { float32: Float32Array, float64: Float64Array, int32: Int32Array, text: undefined }[field.type];
  if (!fits || !(values instanceof fits)) throw wrong(field);
  const dictionary = field.repeats ? dictionaryOf(values) : undefined;
  if (dictionary)
    return { ...byWord(dictionary.index, bytesOf(dictionary.words), dictionary.words.length), different: dictionary.words };
  if (values instanceof Int32Array) return { encoding: "PLAIN", body: bytesOf(values) };
  return { encoding: "BYTE_STREAM_SPLIT", body: split(values) };
}

function byWord(index: ArrayLike<number>, bytes: Uint8Array, count: number): Encoded {
  const bits = bitsFor(Math.max(0, count - 1));
  const writer = new ByteWriter();
  writer.appendUint8(bits);
  hybrid(writer, index, bits);
  return { encoding: "RLE_DICTIONARY", body: writer.getBytes(), dictionary: { bytes, count } };
}

function wordBytes({ words }: Words): Uint8Array {
  const writer = new ByteWriter();
  for (const word of words) {
    const bytes = new TextEncoder().encode(word);
    writer.appendUint32(bytes.length);
    writer.appendBytes(bytes);
  }
  return writer.getBytes();
}

const bytesOf = (v: Float32Array | Float64Array | Int32Array): Uint8Array => new Uint8Array(v.buffer, v.byteOffset, v.byteLength);

function dictionaryOf<T extends Float32Array | Float64Array | Int32Array>(
  values: T,
): { words: T; index: Uint16Array } | undefined {
  const numbers = new Map<number, number>();
  const index = new Uint16Array(values.length);
  let [last, lastNumber] = [Number.NaN, 0];
  // Many columns go to and fro between two numbers.
  let [other, otherNumber] = [Number.NaN, 0];
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    if (v === other) {
      [other, otherNumber, last, lastNumber] = [last, lastNumber, other, otherNumber];
    } else if (v !== last) {
      [other, otherNumber] = [last, lastNumber];
      last = v;
      lastNumber = numbers.get(v) ?? numbers.size;
      if (lastNumber === numbers.size) {
        if (numbers.size === MOST_WORDS) return undefined;
        numbers.set(v, lastNumber);
      }
    }
    index[i] = lastNumber;
  }
  const words = values.slice(0, numbers.size) as T;
  for (const [v, k] of numbers) words[k] = v;
  return { words, index };
}

/** Smallest and largest; none where there is a NaN or nothing at all. */
function extentOf(values: ParquetValues): { min: number; max: number } | undefined {
  if ("words" in values || values.length === 0) return undefined;
  // A loop for each kind of array: one for all would ask at every number which it is.
  if (values instanceof Float32Array) return floatExtent(values);
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    if (v < min) min = v;
    if (v > max) max = v;
    if (Number.isNaN(v)) return undefined;
  }
  return { min, max };
}

function floatExtent(values: Float32Array): { min: number; max: number } | undefined {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    if (Number.isNaN(v)) return undefined;
    if (v < min) min = v;
    if (v > max) max = v;
  }
  return { min, max };
}

const wrong = (field: ParquetField): ZonecastError => new ZonecastError("bug", `column '${field.name}' is not ${field.type}`);
