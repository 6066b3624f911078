/** What a validation suite is: named files in, rows out. */
import { ZonecastError } from "#domain";
import type { Row } from "./row.ts";

/** Text of each file, by its path below the folder of validation data. */
export type SuiteFiles = Readonly<Record<string, string>>;

export interface Suite {
  readonly name: string;
  readonly title: string;
  /** Files that it reads, by path below the folder of validation data. */
  readonly files: readonly string[];
  /** What it shows, where the truth comes from, how it is run: paragraphs of Markdown. */
  readonly about: readonly string[];
  /** Throws `bad-file` when a file is not what it should be. */
  readonly run: (files: SuiteFiles) => Row[];
  /** What the rows come to, as lines of Markdown below the table. */
  readonly closing?: (rows: readonly Row[]) => readonly string[];
}

/** The text of one of a suite's files. Throws `bad-file` when it was not handed in. */
export function textOf(files: SuiteFiles, path: string): string {
  const text = files[path];
  if (text === undefined) throw new ZonecastError("bad-file", `the file ${path} is missing`);
  return text;
}
