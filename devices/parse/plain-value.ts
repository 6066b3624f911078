/** One value that is a whole payload: a number as text, or one of the words that stand for none. */
import { parseNumber } from "./number.ts";

const NOTHING = new Set(["nan", "null", "none", "unknown", "unavailable", "inf", "-inf"]);

/** The number; null when the source says that it has none now; undefined when it is neither. An empty text is neither. */
export function parsePlainValue(text: string): number | null | undefined {
  return NOTHING.has(text.toLowerCase()) ? null : parseNumber(text);
}
