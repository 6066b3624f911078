/** Small numbers packed as Parquet's hybrid of runs and bits does it (Encodings, RLE = 3), and Parquet's other packings of numbers. */
import type { ByteWriter } from "hyparquet-writer";

/** Bits that the numbers up to `most` need. */
export const bitsFor = (most: number): number => (most === 0 ? 0 : 32 - Math.clz32(most));

/** Eight equal values are worth a run of their own. */
const RUN = 8;

/** Runs and groups of eight, without a length before them. `bits` as `bitsFor` says for the largest number. */
export function hybrid(writer: ByteWriter, numbers: ArrayLike<number>, bits: number): void {
  const length = numbers.length;
  const width = (bits + 7) >> 3;
  // Without bits all of them are 0.
  if (bits === 0 && length >= RUN) {
    writer.appendVarInt(length << 1);
    return;
  }
  let packedFrom = 0;
  let at = 0;
  while (at < length) {
    let end = at + 1;
    const value = numbers[at] ?? 0;
    while (end < length && numbers[end] === value) end++;
    // What was left unpacked before a run must fill groups of eight, which only the last group of all need not.
    const lead = (RUN - ((at - packedFrom) % RUN)) % RUN;
    if (end - at - lead >= RUN) {
      packed(writer, numbers, packedFrom, at + lead, bits);
      writer.appendVarInt((end - at - lead) << 1);
      for (let b = 0; b < width; b++) writer.appendUint8((value >>> (8 * b)) & 0xff);
      packedFrom = end;
    }
    at = end;
  }
  packed(writer, numbers, packedFrom, length, bits);
}

function packed(writer: ByteWriter, numbers: ArrayLike<number>, from: number, to: number, bits: number): void {
  if (to <= from) return;
  const groups = Math.ceil((to - from) / 8);
  writer.appendVarInt((groups << 1) | 1);
  let [buffer, held] = [0, 0];
  for (let i = from; i < from + groups * 8; i++) {
    buffer |= (i < to ? (numbers[i] ?? 0) : 0) << held;
    held += bits;
    for (; held >= 8; held -= 8) {
      writer.appendUint8(buffer & 0xff);
      buffer >>>= 8;
    }
  }
}

/** Byte-stream split: first bytes of all numbers, then second bytes, and so on. */
export function split(values: Float32Array | Float64Array): Uint8Array {
  const count = values.length;
  const out = new Uint8Array(values.byteLength);
  const words = new Int32Array(values.buffer, values.byteOffset, values.byteLength / 4);
  const stride = values.BYTES_PER_ELEMENT / 4;
  for (let part = 0; part < stride; part++) {
    const [first, second, third, fourth] = [4 * part, 4 * part + 1, 4 * part + 2, 4 * part + 3].map((b) => b * count) as Starts;
    for (let i = 0, w = part; i < count; i++, w += stride) {
      const word = words[w]!;
      out[first + i] = word;
      out[second + i] = word >> 8;
      out[third + i] = word >> 16;
      out[fourth + i] = word >> 24;
    }
  }
  return out;
}
type Starts = [number, number, number, number];
