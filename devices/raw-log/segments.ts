/** The files of the raw log: numbered, written one after the other, the oldest deleted to keep all of them within a bound. */
import { mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** Files that the bound is divided into: deleting one costs a tenth of what is kept. */
const SEGMENTS = 10;
const NAME = /^messages-(\d{8})\.jsonl$/;

export interface Segments {
  /** Adds whole lines to the newest file. Rejects as the file system does; then nothing or a part of them is written. */
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

/** Full paths of the files in `folder`, oldest first. A folder that is not there has none. */
export async function segmentFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return names
    .filter((name) => NAME.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/**
 * Starts a new file: the last one may end with half a line. Files are the owner's alone, as messages may hold secrets.
 * `maxBytes` holds for all files together, also while writing.
 */
export async function openSegments(folder: string, maxBytes: number): Promise<Segments> {
  const kept: { readonly path: string; bytes: number }[] = [];
  for (const path of await segmentFiles(folder)) kept.push({ path, bytes: (await stat(path)).size });
  const newest = kept.at(-1)?.path.match(/(\d{8})\.jsonl$/)?.[1];
  let serial = Number(newest ?? 0);

  async function start() {
    // Each time: somebody may have tidied up.
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, `messages-${String(++serial).padStart(8, "0")}.jsonl`);
    const file = await open(path, "a", 0o600);
    const segment = { path, bytes: 0 };
    kept.push(segment);
    return { file, segment };
  }
  let current = await start();

  return {
    async write(text) {
      const bytes = Buffer.byteLength(text);
      if (bytes > maxBytes) return;
      if (current.segment.bytes > 0 && current.segment.bytes + bytes > maxBytes / SEGMENTS) {
        await current.file.close();
        current = await start();
      }
      while (kept.length > 1 && kept.reduce((sum, k) => sum + k.bytes, bytes) > maxBytes) {
        const oldest = kept.shift();
        if (oldest) await rm(oldest.path, { force: true });
      }
      // Counted first: a write that fails may have left a part.
      current.segment.bytes += bytes;
      await current.file.appendFile(text);
    },
    close: () => current.file.close(),
  };
}
