/** The base model that ships with the project, if it is there. */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Checkpoint, loadCheckpoint } from "#forecasting";

const FOLDER = resolve(import.meta.dirname, "../../models");
const NAME = /^base-.*\.model$/;

/** The first of `models/base-*.model` by name; undefined when there is none. Throws `bad-file` for one that cannot be used. */
export async function readBaseModel(folder = FOLDER): Promise<Checkpoint | undefined> {
  const [file] = listed(folder).filter((name) => NAME.test(name));
  return file === undefined ? undefined : loadCheckpoint(readFileSync(join(folder, file)));
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
