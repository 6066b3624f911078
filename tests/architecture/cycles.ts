/** Finds rings of files that import each other, types included: a ring cannot be read, tested or moved in parts. */
import type { Source, Violation } from "./sources.ts";

/** One violation per ring: the strongly connected components of more than one file (Tarjan 1972). */
export function cycleViolations(sources: readonly Source[]): Violation[] {
  const byPath = new Map(sources.map((s) => [s.path, s]));
  const targetsOf = (path: string) =>
    (byPath.get(path)?.imports ?? []).flatMap(({ specifier, target, started }) => {
      if (started) return [];
      const next = target ?? (specifier.startsWith("#") ? `${specifier.slice(1)}/index.ts` : "");
      return byPath.has(next) ? [next] : [];
    });
  const found: Violation[] = [];
  const order = new Map<string, number>();
  const stack: string[] = [];
  const waiting = new Set<string>();

  const visit = (path: string): number => {
    const index = order.size;
    let lowest = index;
    order.set(path, index);
    stack.push(path);
    waiting.add(path);
    const targets = targetsOf(path);
    for (const next of targets) {
      if (!order.has(next)) lowest = Math.min(lowest, visit(next));
      else if (waiting.has(next)) lowest = Math.min(lowest, order.get(next) ?? lowest);
    }
    if (lowest === index) {
      const ring = stack.splice(stack.indexOf(path));
      for (const member of ring) waiting.delete(member);
      if (ring.length > 1 || targets.includes(path))
        found.push({ path, line: 1, why: `ring of imports: ${ring.join(" -> ")} -> ${path}` });
    }
    return lowest;
  };
  for (const { path } of sources) if (!order.has(path)) visit(path);
  return found;
}
