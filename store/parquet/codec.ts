/** How pages are compressed. */
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import type { Compressors } from "hyparquet";
import { snappyCompress } from "hyparquet-writer/src/snappy.js";

export const CODECS = ["zstd", "snappy", "none"] as const;
export type Codec = (typeof CODECS)[number];

/** The fastest level: higher ones gain few per cent on split floats. */
const LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

export function compressed(bytes: Uint8Array, codec: Codec): Uint8Array {
  if (codec === "zstd") return zstdCompressSync(bytes, LEVEL);
  if (codec === "snappy") return snappyCompress(bytes);
  return bytes;
}

/** For readers: what hyparquet does not bring itself. */
export const DECOMPRESSORS: Compressors = { ZSTD: (bytes) => zstdDecompressSync(bytes) };
