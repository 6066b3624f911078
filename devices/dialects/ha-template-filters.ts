/** The filters that a template may use: a closed table of pure functions. */
import { isObject } from "../parse/json.ts";
import { parseNumber } from "../parse/number.ts";

export type Filter = (value: unknown) => unknown;

/** Python's notion of truth: empty texts, lists and objects are false too. */
export function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return isObject(value) ? Object.keys(value).length > 0 : Boolean(value);
}

const isMissing = (value: unknown): boolean => value === undefined || value === null;

const textOf = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));

function withNumber(value: unknown, otherwise: unknown, shape: (n: number) => number): unknown {
  const parsed = parseNumber(typeof value === "string" ? value.trim() : value);
  return parsed === undefined ? otherwise : shape(parsed);
}

function roundTo(decimals: unknown): (n: number) => number {
  const factor = 10 ** (typeof decimals === "number" ? Math.min(10, Math.max(0, Math.trunc(decimals))) : 0);
  return (n) => Math.round(n * factor) / factor;
}

type MakeFilter = (args: readonly unknown[]) => Filter;

/** Name of a filter -> from its literal arguments to the filter. Missing values stay missing. */
export const FILTERS: ReadonlyMap<string, MakeFilter> = new Map<string, MakeFilter>([
  [
    "float",
    ([otherwise]) =>
      (value) =>
        withNumber(value, otherwise, (n) => n),
  ],
  [
    "int",
    ([otherwise]) =>
      (value) =>
        withNumber(value, otherwise, Math.trunc),
  ],
  [
    "round",
    ([decimals]) =>
      (value) =>
        withNumber(value, undefined, roundTo(decimals)),
  ],
  ["lower", () => (value) => (isMissing(value) ? value : textOf(value).toLowerCase())],
  ["string", () => (value) => (isMissing(value) ? value : textOf(value))],
  [
    "default",
    ([otherwise, alsoFalse]) =>
      (value) =>
        value === undefined || (alsoFalse === true && !isTrue(value)) ? otherwise : value,
  ],
]);
