/** The repository's own source files, read once, with what each of them imports. */
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { type Lexed, lex, lineAt } from "./lexer.ts";

export interface Import {
  /** As written: `#domain`, `./number.ts`, `node:fs`, `zod`. */
  readonly specifier: string;
  readonly line: number;
  /** A file of ours that a relative path leads to, from the root. */
  readonly target: string | undefined;
  /** Started by its path as a program of its own, such as a worker, and not loaded into the importer. */
  readonly started: boolean;
}

export interface Source extends Lexed {
  /** From the root, with `/`. */
  readonly path: string;
  /** The top folder, empty for a file at the root. */
  readonly folder: string;
  readonly lines: number;
  readonly imports: readonly Import[];
}

export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly why: string;
}

const isSource = (name: string) => /\.(?:ts|tsx|mts|cts|js|jsx|mjs|cjs)$/.test(name) && name !== "next-env.d.ts";
const isOurs = (name: string) => !name.startsWith(".") && !["node_modules", "coverage", "test-results"].includes(name);

const IMPORT = new RegExp(
  [
    String.raw`\b(?:import|export)\b[^";]*?\bfrom\s*"@(\d+)"`,
    String.raw`\bimport\s*"@(\d+)"`,
    String.raw`\b(?:import|require)\(\s*"@(\d+)"`,
    // Workers and files beside the module are reached this way.
    String.raw`\bnew URL\(\s*"@(\d+)"\s*,\s*import\.meta\.url`,
  ].join("|"),
  "g",
);
/** The group of `IMPORT` for what is started. */
const STARTED = 4;

/** Every folder below `root` that is ours, from the root. */
export function* foldersOf(root: string, under = ""): Generator<string> {
  for (const entry of readdirSync(join(root, under), { withFileTypes: true }))
    if (entry.isDirectory() && isOurs(entry.name)) {
      const path = posix.join(under, entry.name);
      yield path;
      yield* foldersOf(root, path);
    }
}

function importsOf(path: string, { code, texts }: Lexed): Import[] {
  return [...code.matchAll(IMPORT)].map((found) => {
    const text = found.findIndex((n, i) => i > 0 && n !== undefined);
    const specifier = texts[Number(found[text])] ?? "";
    const target = specifier.startsWith(".") ? posix.join(posix.dirname(path), specifier) : undefined;
    return { specifier, target, started: text === STARTED, line: lineAt(code, found.index + found[0].length) };
  });
}

/** Every source file below `root`, by path. */
export function readSources(root: string): Source[] {
  const paths = ["", ...foldersOf(root)].flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isFile() && isSource(entry.name))
      .map((entry) => posix.join(folder, entry.name)),
  );
  return paths.sort().map((path) => {
    const text = readFileSync(join(root, path), "utf8");
    const lexed = lex(text);
    const lines = text.replace(/\n$/, "").split("\n").length;
    return {
      ...lexed,
      path,
      lines,
      folder: path.includes("/") ? path.slice(0, path.indexOf("/")) : "",
      imports: importsOf(path, lexed),
    };
  });
}
