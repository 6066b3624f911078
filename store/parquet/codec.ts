/** How pages are compressed. */
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import type { Compressors } from "hyparquet";
import { snappyCompress } from "hyparquet-writer/src/snappy.js";

export const CODECS = ["zstd", "snappy", "none"] as const;
export type Codec = (typeof CODECS)[number];

/** The fastest level: higher ones gain few per cent on split floats. */
const params = { [constants.ZSTD_c_compressionLevel]: 1 };

/** Room for what comes out, so that it comes in one piece; incompressible input grows by a 256th and a little (zstd's bound). */
const roomFor = (bytes: number): number => bytes + (bytes >> 8) + 256;

export function compressed(bytes: Uint8Array, codec: Codec): Uint8Array {
  if (codec === "zstd")
    return zstdCompressSync(bytes, { params, pledgedSrcSize: bytes.length, chunkSize: roomFor(bytes.length) });
  if (codec === "snappy") return snappyCompress(bytes);
  return bytes;
}

/** For readers: what hyparquet does not bring itself. */
export const DECOMPRESSORS: Compressors = { ZSTD: (bytes) => zstdDecompressSync(bytes) };
