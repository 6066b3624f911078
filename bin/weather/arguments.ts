/** Numbers and moments as words of a command line. */
import { InvalidArgumentError } from "commander";

/** A number in a range. Throws commander's error. */
export const numberIn =
  (min: number, max: number) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() === "" || !(value >= min && value <= max))
      throw new InvalidArgumentError(`must be a number in ${min}..${max}`);
    return value;
  };

/** A day, or a moment with its zone; UTC ms. */
export function moment(text: string): number {
  const ts = /^\d{4}-\d\d-\d\d$/.test(text)
    ? Date.parse(`${text}T00:00:00Z`)
    : /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/.test(text)
      ? Date.parse(text)
      : Number.NaN;
  if (Number.isNaN(ts)) throw new InvalidArgumentError("must be a day such as 2026-01-31, or 2026-01-31T12:00:00Z");
  return ts;
}
