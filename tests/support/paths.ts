/** Where things lie, found from this file and never from the folder that a test was started in. */
import { join, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "../..");

/** The pinned Node that runs the program, whichever one started the tests. */
export const NODE = join(ROOT, "node_modules/.bin/node");
