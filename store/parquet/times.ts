/** Times packed as differences (Parquet's DELTA_BINARY_PACKED); even steps take a few bytes a block. */
import type { ByteWriter } from "hyparquet-writer";
import { deltaBinaryPack } from "hyparquet-writer/src/delta.js";

const BLOCK = 128;
const MINI_BLOCKS = 4;

/** `timesMs` are whole milliseconds. */
export function packTimes(writer: ByteWriter, timesMs: Float64Array): void {
  const step = (timesMs[1] ?? 0) - (timesMs[0] ?? 0);
  let same = 1;
  while (same < timesMs.length && timesMs[same]! - timesMs[same - 1]! === step) same++;
  if (timesMs.length < 2 || same < timesMs.length) {
    deltaBinaryPack(writer, BigInt64Array.from(timesMs, BigInt), "INT64");
    return;
  }
  writer.appendVarInt(BLOCK);
  writer.appendVarInt(MINI_BLOCKS);
  writer.appendVarInt(timesMs.length);
  writer.appendZigZag(BigInt(timesMs[0] ?? 0));
  for (let left = timesMs.length - 1; left > 0; left -= BLOCK) {
    writer.appendZigZag(BigInt(step));
    // The smallest difference is every difference: what is above it takes no bits.
    for (let i = 0; i < MINI_BLOCKS; i++) writer.appendUint8(0);
  }
}
