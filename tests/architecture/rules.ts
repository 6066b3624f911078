/** All rules of the house by name: a tree in, what breaks them out. */
import { cycleViolations } from "./cycles.ts";
import { doorViolations, tableViolations } from "./imports.ts";
import { mirrorViolations, nameViolations, sizeViolations } from "./layout.ts";
import { readSources, type Source, type Violation } from "./sources.ts";
import { wordingViolations } from "./wording.ts";

export const RULES = {
  "imports follow the table": (sources) => tableViolations(sources),
  "every folder has its door": (sources) => doorViolations(sources),
  "no ring of imports": (sources) => cycleViolations(sources),
  "no hole in the types, no own time or chance, no lone test": (sources) => wordingViolations(sources),
  "files are short": (sources) => sizeViolations(sources),
  "names say what is inside": (sources, root) => nameViolations(root, sources),
  "every unit test mirrors a source file": (sources) => mirrorViolations(sources),
} as const satisfies Record<string, (sources: readonly Source[], root: string) => Violation[]>;

/** One line per violation of the tree at `root`, by rule. */
export function inspect(root: string): Record<keyof typeof RULES, string[]> {
  const sources = readSources(root);
  const lines = (found: readonly Violation[]) => found.map(({ path, line, why }) => `${path}:${line} ${why}`);
  const entries = Object.entries(RULES).map(([name, rule]) => [name, lines(rule(sources, root))]);
  return Object.fromEntries(entries);
}
