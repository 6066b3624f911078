/** Reads the raw log back: a file, or a folder of them in the order in which they were written. */
import { type FileHandle, open, stat } from "node:fs/promises";
import { ZonecastError } from "#domain";
import { type Logged, parseLine } from "./line.ts";
import { segmentFiles } from "./segments.ts";

/**
 * Messages as they were logged. Lines that are none are passed over and told to `onSpoilt` with file and line number. Throws
 * `bad-file` when `path` cannot be read or holds no log.
 */
export async function* readRawLog(
  path: string,
  onSpoilt: (file: string, line: number) => void = () => {},
): AsyncGenerator<Logged> {
  for (const file of await filesAt(path)) yield* readFile(file, onSpoilt);
}

async function filesAt(path: string): Promise<readonly string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
  } catch (cause) {
    throw new ZonecastError("bad-file", `cannot read ${path}`, { cause });
  }
  const files = await segmentFiles(path);
  if (files.length === 0)
    throw new ZonecastError("bad-file", `there is no raw log in ${path}`, {
      hint: "its files are called messages-00000001.jsonl",
    });
  return files;
}

async function* readFile(file: string, onSpoilt: (file: string, line: number) => void): AsyncGenerator<Logged> {
  let handle: FileHandle;
  try {
    handle = await open(file);
  } catch (cause) {
    // The oldest file of a log that is being written may be deleted meanwhile.
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return;
    throw new ZonecastError("bad-file", `cannot read ${file}`, { cause });
  }
  let number = 0;
  try {
    for await (const line of handle.readLines({ encoding: "utf8" })) {
      number++;
      if (line === "") continue;
      const logged = parseLine(line);
      if (logged) yield logged;
      else onSpoilt(file, number);
    }
  } finally {
    await handle.close();
  }
}
