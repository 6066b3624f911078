/** Bytes from a stranger to a JSON value, or the reason why not. */
import type { RejectionReason } from "#domain";

export const TELEMETRY_MAX_BYTES = 256 * 1024;
/** `bridge/devices` of a large installation is the longest honest message that we know of. */
export const DESCRIPTION_MAX_BYTES = 8 * 1024 * 1024;
const MAX_DEPTH = 32;

/** A JSON object. Read it with `own`: a key may be called `__proto__` or `constructor`. */
export type JsonObject = Readonly<Record<string, unknown>>;

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: RejectionReason; readonly detail: string };

export interface Json {
  readonly data: unknown;
  /** How many bare `nan` or `inf` tokens were read as null so that the rest could be kept. */
  readonly salvaged: number;
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The object's own value under `key`; never something inherited. */
export const own = (object: JsonObject, key: string): unknown => (Object.hasOwn(object, key) ? object[key] : undefined);

/** The object's own text under `key`, undefined when it is anything but text. */
export function ownText(object: JsonObject, key: string): string | undefined {
  const value = own(object, key);
  return typeof value === "string" ? value : undefined;
}

const refused = (reason: RejectionReason, detail: string): { ok: false; reason: RejectionReason; detail: string } => ({
  ok: false,
  reason,
  detail,
});

// `fatal`: never a silent U+FFFD. `ignoreBOM: true` means: a byte order mark stays.
const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const BYTE_ORDER_MARK = "\uFEFF";
const REPLACEMENT = "\uFFFD";

/** The payload as text, without a byte order mark. */
export function parseText(payload: Uint8Array, maxBytes = TELEMETRY_MAX_BYTES): Parsed<string> {
  if (payload.byteLength > maxBytes)
    return refused("too-large", `${payload.byteLength} bytes, at most ${maxBytes} are read on this topic`);
  // A buffer's own reading is twice as quick as the decoder's; only where it put U+FFFD is it asked whether the sender did.
  let text = payload instanceof Buffer ? payload.toString() : strictly(payload);
  if (text?.includes(REPLACEMENT)) text = strictly(payload);
  if (text === undefined) return refused("not-utf8", "the payload is not UTF-8");
  return { ok: true, value: text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text };
}

/** The payload as text, undefined when it is not UTF-8. */
function strictly(payload: Uint8Array): string | undefined {
  try {
    return strict.decode(payload);
  } catch {
    return undefined;
  }
}

/** The payload as JSON. Bare `nan` and `inf`, which firmware prints for a missing sensor, become null. */
export function parseJson(payload: Uint8Array, maxBytes = TELEMETRY_MAX_BYTES): Parsed<Json> {
  const text = parseText(payload, maxBytes);
  return text.ok ? parseJsonText(text.value) : text;
}

/** Text that `parseText` gave, as JSON. */
export function parseJsonText(text: string): Parsed<Json> {
  if (isDeep(text)) return refused("too-deep", `nested deeper than ${MAX_DEPTH} levels`);
  try {
    return { ok: true, value: { data: JSON.parse(text), salvaged: 0 } };
  } catch {
    return salvage(text);
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Whether brackets outside quoted text nest too deep: a loop over characters, so that no input can exhaust the stack. */
function isDeep(text: string): boolean {
  // Nearly every message has fewer brackets than it may have levels, and finding them is far cheaper than reading all text.
  if (countOf(text, "{", MAX_DEPTH) + countOf(text, "[", MAX_DEPTH) <= MAX_DEPTH) return false;
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (quoted) {
      if (c === BACKSLASH) i++;
      else if (c === QUOTE) quoted = false;
    } else if (c === QUOTE) quoted = true;
    else if (c === 0x5b || c === 0x7b) {
      if (++depth > MAX_DEPTH) return true;
    } else if (c === 0x5d || c === 0x7d) depth--;
  }
  return false;
}

/** How often `char` is in `text`, counted up to `enough` + 1. */
function countOf(text: string, char: string, enough: number): number {
  let count = 0;
  for (let i = text.indexOf(char); i >= 0 && count <= enough; i = text.indexOf(char, i + 1)) count++;
  return count;
}

// Quoted text matches first and is left alone. It may end at the end of input: then no start is ever tried twice and the
// pass stays linear on any bytes.
const TEXT_OR_NAN = /"(?:[^"\\]|\\[\s\S]?)*(?:"|$)|[-+]?\b(?:nan|inf(?:inity)?)\b/gi;

function salvage(text: string): Parsed<Json> {
  let salvaged = 0;
  const mended = text.replace(TEXT_OR_NAN, (token) => {
    if (token.startsWith('"')) return token;
    salvaged++;
    return "null";
  });
  if (salvaged === 0) return refused("not-json", "the payload is not JSON");
  try {
    return { ok: true, value: { data: JSON.parse(mended), salvaged } };
  } catch {
    return refused("not-json", "the payload is not JSON, with or without its bare nan values");
  }
}
