/** The strict rule by which a foreign value becomes a number. */

/** Sign, digits, fraction, exponent. No hexadecimal, no decimal comma, no blanks, no words. */
const NUMERIC_TEXT = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** Longer ones are not read from text. */
export const MAX_NUMBER_TEXT = 40;

/**
 * A finite number, or text that spells one; anything else is undefined. Never coerces: `""`, `null`, `true`, `"nan"`,
 * `"21,5"` and `"1e400"` are no numbers.
 */
export function parseNumber(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string" || value.length > MAX_NUMBER_TEXT || !NUMERIC_TEXT.test(value)) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
