/** Measured and published data that lie beside the repository and are not part of it. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { ROOT } from "./paths.ts";

const FOLDER = resolve(ROOT, "../shared/data");

/** A file or folder of that data. */
export const sharedData = (...path: readonly string[]): string => join(FOLDER, ...path);

/** Why tests on this part of the data cannot run, undefined when they can. For `describeUnless`. */
export const sharedDataMissing = (...path: readonly string[]): string | undefined =>
  existsSync(sharedData(...path)) ? undefined : `${join("../shared/data", ...path)} is not there`;
