/** Files that are either whole or not there: written aside, put on disk, and only then renamed. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { ZonecastError } from "#domain";

const codeOf = (e: unknown): string => (e instanceof Error && "code" in e ? String(e.code) : "");

/**
 * Writes `data` to `path`, which is there wholly afterwards or as before. `aside` tells writers of one path apart.
 * Throws `store-full` when the disk is, `bad-file` for a folder that cannot be written.
 */
export function writeWhole(path: string, data: Uint8Array | string, aside = String(process.pid)): void {
  const beside = `${path}.${aside}.tmp`;
  const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
  try {
    const file = openSync(beside, "w");
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(beside, path);
  } catch (e) {
    rmSync(beside, { force: true });
    const code = codeOf(e);
    if (code === "ENOSPC" || code === "EDQUOT")
      throw new ZonecastError("store-full", `no room for ${path}`, {
        hint: "free some space and run it again",
        retry: true,
        cause: e,
      });
    throw new ZonecastError("bad-file", `cannot write ${path}: ${e instanceof Error ? e.message : String(e)}`, { cause: e });
  }
}
