/** The rule by which a foreign word becomes yes or no. */

const YES = new Set(["true", "on", "1"]);
const NO = new Set(["false", "off", "0"]);

/** `true`, `"true"`, `"ON"`, 1 are 1 and their opposites 0, in any case; anything else is undefined. One source mixes them. */
export function parseSwitch(value: unknown): 0 | 1 | undefined {
  if (typeof value === "boolean") return value ? 1 : 0;
  const word = typeof value === "number" ? String(value) : typeof value === "string" ? value.toLowerCase() : "";
  return YES.has(word) ? 1 : NO.has(word) ? 0 : undefined;
}
