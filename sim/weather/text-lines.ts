/** Text files line by line, read strictly: every complaint names the line and the field. */
import { oneLine, ZonecastError } from "#domain";

/** The lines of a text without byte-order mark, carriage returns and empty lines at its end. */
export function linesOf(text: string): string[] {
  const lines = (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text).split(/\r\n|\n|\r/);
  while (lines.length > 0 && lines[lines.length - 1]?.trim() === "") lines.pop();
  return lines;
}

/** The error for something wrong in line `line` (counted from 1), if it is about one field with its name. */
export const badLine = (line: number, message: string, hint?: string): ZonecastError =>
  new ZonecastError("bad-file", `line ${line}: ${message}`, hint === undefined ? {} : { hint });

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

export interface NumberField {
  /** Name of the field, as the format's description has it. */
  readonly name: string;
  /** Least and greatest value that can be true, in the file's unit. */
  readonly min: number;
  readonly max: number;
  /** Tells a missing mark from a value; without it the field must always be there. */
  readonly isMissing?: (value: number) => boolean;
}

/**
 * The number in `text`, NaN for a missing mark. Throws `bad-file` for anything else than a decimal number, and for a
 * number outside of the field's range.
 */
export function readNumber(text: string | undefined, field: NumberField, line: number): number {
  const trimmed = (text ?? "").trim();
  if (!NUMBER.test(trimmed))
    throw badLine(line, `${field.name} ${trimmed === "" ? "is empty" : `is '${oneLine(trimmed, 40)}', not a number`}`);
  const value = Number(trimmed);
  if (field.isMissing?.(value)) return Number.NaN;
  if (!(value >= field.min && value <= field.max))
    throw badLine(line, `${field.name} is ${value}, outside ${field.min}..${field.max}`);
  return value;
}

const WHOLE: Omit<NumberField, "name"> = { min: -9_999_999, max: 9_999_999 };

/** The whole number in `text`. Throws `bad-file` when there is none. */
export function readWhole(text: string | undefined, name: string, line: number): number {
  const value = readNumber(text, { name, ...WHOLE }, line);
  if (!Number.isInteger(value)) throw badLine(line, `${name} is ${value}, not a whole number`);
  return value;
}
