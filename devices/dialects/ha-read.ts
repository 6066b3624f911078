/** One topic of Home Assistant discovery that carries a signal, and how its values are read. */
import type { AnnouncedPoint } from "../dialect.ts";
import { type JsonObject, ownText } from "../parse/json.ts";
import { parseNumber } from "../parse/number.ts";
import { PLAIN, parseTemplate, type Template } from "./ha-template.ts";

export interface Read extends AnnouncedPoint {
  readonly topic: string;
  readonly template: Template;
  /** From what the template gives: the value in the signal's unit, null for "none known", undefined for nonsense. */
  readonly value: (raw: unknown) => number | null | undefined;
  /** How it is set: `payload` takes the signal's unit. */
  readonly command?: { readonly topic: string; readonly payload: (value: number) => string } | undefined;
}

/** What an entity is read as: its signals, and what is not read, with the reason. */
export interface Found {
  readonly reads: readonly Read[];
  readonly unread: readonly string[];
}

/** What is said instead of a value that is not known. */
const NO_VALUE = new Set(["", "none", "null", "unknown", "unavailable"]);

export const isNoValue = (raw: unknown): boolean =>
  raw === null || raw === undefined || (typeof raw === "string" && NO_VALUE.has(raw.trim().toLowerCase()));

/** The reader of numbers and of texts that spell one. */
export const numericValue =
  (convert: (value: number) => number): Read["value"] =>
  (raw) => {
    if (typeof raw === "number") return Number.isFinite(raw) ? convert(raw) : undefined;
    if (isNoValue(raw)) return null;
    const number = parseNumber(typeof raw === "string" ? raw.trim() : raw);
    return number === undefined ? undefined : convert(number);
  };

/** The template under `key`; undefined when there is one that is not understood. */
export function templateOf(config: JsonObject, key: string): Template | undefined {
  const text = ownText(config, key);
  return text === undefined ? PLAIN : parseTemplate(text);
}

/** A payload, or a template's result, as the text that configurations compare with. */
export function comparable(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}
