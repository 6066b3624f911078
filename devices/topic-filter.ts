/** MQTT topic filters (3.1.1, section 4.7) and which topics they match. */

export interface Matcher {
  has(filter: string): boolean;
  add(filters: readonly string[]): void;
  matches(topic: string): boolean;
}

/** A set of filters. Exact ones, of which every device brings some, cost one look-up together. */
export function matcher(filters: readonly string[]): Matcher {
  const exact = new Set<string>();
  const patterns = new Map<string, readonly string[]>();
  const add = (more: readonly string[]): void => {
    for (const filter of more)
      if (/[+#]/.test(filter)) patterns.set(filter, filter.split("/"));
      else exact.add(filter);
  };
  add(filters);
  return {
    has: (filter) => exact.has(filter) || patterns.has(filter),
    add,
    matches(topic) {
      if (exact.has(topic)) return true;
      const levels = topic.split("/");
      return [...patterns.values()].some((pattern) => matchesLevels(pattern, levels));
    },
  };
}

function matchesLevels(pattern: readonly string[], levels: readonly string[]): boolean {
  for (const [i, want] of pattern.entries()) {
    // `#` also matches the level above it.
    if (want === "#") return true;
    const level = levels[i];
    if (level === undefined || (want !== "+" && want !== level)) return false;
  }
  return pattern.length === levels.length;
}
