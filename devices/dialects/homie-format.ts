/** The `format` of a Homie number, `min:max:step`, each part optional: what a value becomes by it. */
import { parseNumber } from "../parse/number.ts";

export interface Format {
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly step: number | undefined;
}

const OPEN: Format = { min: undefined, max: undefined, step: undefined };

/** Reads the text. Without one every number is allowed; undefined for a text that is no format. */
export function parseFormat(text: string | undefined): Format | undefined {
  if (text === undefined || text === "") return OPEN;
  const parts = text.split(":");
  const [min, max, step] = parts.map((part) => (part === "" ? undefined : (parseNumber(part) ?? Number.NaN)));
  if (parts.length > 3 || [min, max, step].some(Number.isNaN)) return undefined;
  if ((min !== undefined && max !== undefined && min > max) || (step !== undefined && step <= 0)) return undefined;
  return { min, max, step };
}

/** More digits than any device shows, fewer than binary fractions disturb. */
const DIGITS = 12;

/**
 * `value` as the format has it: first rounded to the nearest step (a tie goes up), counted from the smallest or else the
 * largest value, and only then held against the range. Undefined when it is outside.
 */
export function toFormat(value: number, { min, max, step }: Format): number | undefined {
  const base = min ?? max ?? 0;
  // The tolerance keeps a tie such as 20.25 from falling to the lower step because of its last binary digit.
  const rounded = step === undefined ? value : base + Math.floor((value - base) / step + 0.5 + 1e-9) * step;
  const fitted = Number(rounded.toPrecision(DIGITS));
  if (!Number.isFinite(fitted)) return undefined;
  return fitted < (min ?? -Infinity) || fitted > (max ?? Infinity) ? undefined : fitted;
}
