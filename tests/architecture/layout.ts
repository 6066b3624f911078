/** Sizes, names and places: short files, folders named after what they hold, unit tests that mirror a source. */
import { posix } from "node:path";
import { foldersOf, type Source, type Violation } from "./sources.ts";
import { EMPTY_NAMES, MAX_LINES, MAX_MEDIAN_LINES } from "./table.ts";

/** Files over the cap, and a median file that has grown too long. */
export function sizeViolations(sources: readonly Source[]): Violation[] {
  const over = sources
    .filter((s) => s.lines > MAX_LINES)
    .map(({ path, lines }) => ({ path, line: lines, why: `${lines} lines; the cap is ${MAX_LINES}` }));
  const median = sources.map((s) => s.lines).sort((a, b) => a - b)[Math.floor(sources.length / 2)] ?? 0;
  if (median > MAX_MEDIAN_LINES)
    over.push({ path: ".", line: 1, why: `the median file has ${median} lines; the cap is ${MAX_MEDIAN_LINES}` });
  return over;
}

/** Folders and files called `utils`, `lib` and the like. */
export function nameViolations(root: string, sources: readonly Source[]): Violation[] {
  const stem = (path: string) => posix.basename(path).replace(/\..*$/, "");
  return [...foldersOf(root), ...sources.map((s) => s.path)]
    .filter((path) => EMPTY_NAMES.includes(stem(path)))
    .map((path) => ({ path, line: 1, why: `'${stem(path)}' does not say what is inside` }));
}

/** Unit tests whose source is not at the mirrored path, so that moving one moves the other. */
export function mirrorViolations(sources: readonly Source[]): Violation[] {
  const paths = new Set(sources.map((s) => s.path));
  return [...paths]
    .filter((path) => path.startsWith("tests/unit/"))
    .flatMap((path) => {
      const mirrored = /^tests\/unit\/(.+)\.test\.tsx?$/.exec(path)?.[1];
      if (mirrored === undefined) return [{ path, line: 1, why: "not a test; what tests share lives in tests/support/" }];
      const exists = paths.has(`${mirrored}.ts`) || paths.has(`${mirrored}.tsx`);
      return exists ? [] : [{ path, line: 1, why: `mirrors no source: there is no ${mirrored}.ts` }];
    });
}
