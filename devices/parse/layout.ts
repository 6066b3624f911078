/**
 * The layout of a JSON text: all its bytes but the numbers, and those texts that are asked for. A message of a known layout is
 * read by comparing bytes, without building any object; what is found is exactly what `JSON.parse` would find.
 */

import { MAX_NUMBER_TEXT } from "./number.ts";
import { parseTimeAt } from "./time.ts";

/** A value of a JSON text that holds no others. */
export interface Leaf {
  readonly path: string;
  readonly value: string | number | boolean | null;
  /** Where it stands in the bytes, of a text without its quotes. */
  readonly start: number;
  readonly end: number;
}

/** The name of the place under these keys; of a list its indices are keys. */
export const pathOf = (keys: readonly string[]): string => keys.map((key) => JSON.stringify(key)).join("/");

const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
/** More digits than these may not be read without loss by one division. */
const EXACT_DIGITS = 15;
const POWERS = Array.from({ length: EXACT_DIGITS + 1 }, (_, i) => 10 ** i);

/** The leaves of `payload`, which `JSON.parse` takes, in their order; undefined when a key stands twice in an object. */
export function leavesOf(payload: Buffer): Leaf[] | undefined {
  const leaves: Leaf[] = [];
  let at = 0;

  function blank(): void {
    for (let c = payload[at]; c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09; c = payload[++at]);
  }
  /** Past the quotes that end a text, which begins here. */
  function pastText(): void {
    for (at++; at < payload.length && payload[at] !== QUOTE; at++) if (payload[at] === BACKSLASH) at++;
    at++;
  }
  function textFrom(start: number): string {
    return String(JSON.parse(payload.toString("utf8", start, at)));
  }
  function leaf(keys: readonly string[]): void {
    const path = pathOf(keys);
    const start = at;
    if (payload[at] === QUOTE) {
      pastText();
      leaves.push({ path, value: textFrom(start), start: start + 1, end: at - 1 });
      return;
    }
    for (
      let c = payload[at];
      c !== undefined && c > 0x20 && c !== COMMA && c !== CLOSE_LIST && c !== CLOSE_OBJECT;
      c = payload[++at]
    );
    leaves.push({ path, value: JSON.parse(payload.toString("latin1", start, at)), start, end: at });
  }
  /** Past one value; false when a key stands twice. */
  function walk(keys: readonly string[]): boolean {
    blank();
    const first = payload[at];
    if (first !== OPEN_OBJECT && first !== OPEN_LIST) {
      leaf(keys);
      return true;
    }
    const close = first === OPEN_OBJECT ? CLOSE_OBJECT : CLOSE_LIST;
    const known = new Set<string>();
    at++;
    for (blank(); at < payload.length && payload[at] !== close; blank()) {
      let key = String(known.size);
      if (first === OPEN_OBJECT) {
        const start = at;
        pastText();
        key = textFrom(start);
        blank();
        if (payload[at] === COLON) at++;
      }
      if (known.has(key)) return false;
      known.add(key);
      if (!walk([...keys, key])) return false;
      blank();
      if (payload[at] === COMMA) at++;
    }
    at++;
    return true;
  }
  return walk([]) ? leaves : undefined;
}

/** More free leaves than this no layout has. */
export const MAX_FREE = 500;

/** What stood at the free leaves of the payload that matched last. One for all layouts: what is used always stays in the cache. */
export class Found {
  readonly numbers = new Float64Array(MAX_FREE);
  readonly starts = new Int32Array(MAX_FREE);
  readonly ends = new Int32Array(MAX_FREE);

  textAt(payload: Buffer, index: number): string {
    return payload.toString("latin1", this.starts[index], this.ends[index]);
  }

  /** A text as `parseTimeAt` reads it. */
  timeAt(payload: Buffer, index: number): number | null | undefined {
    return parseTimeAt(payload, this.starts[index] ?? 0, this.ends[index] ?? 0);
  }
}

/**
 * Compares payloads with one that was read before, in which `free` leaves, in their order, may be any other of their kind; at
 * most `MAX_FREE`.
 */
export class Layout {
  readonly #bytes: Buffer;
  /** For each free leaf where the fixed bytes before it begin and end, and whether it is a text; at last the bytes behind all. */
  readonly #spans: readonly number[];

  constructor(payload: Buffer, free: readonly Leaf[]) {
    // What comes in belongs to a larger buffer, which must not be kept.
    this.#bytes = Buffer.from(payload);
    const spans = free.flatMap(({ start, value }, i) => [free[i - 1]?.end ?? 0, start, typeof value === "string" ? 1 : 0]);
    this.#spans = [...spans, free.at(-1)?.end ?? 0, payload.length];
  }

  match(payload: Buffer, found: Found): boolean {
    const bytes = this.#bytes;
    const spans = this.#spans;
    const { length } = payload;
    const last = spans.length - 2;
    let at = 0;
    for (let i = 0, leaf = 0; ; i += 3, leaf++) {
      let j = spans[i] as number;
      const end = spans[i + 1] as number;
      if (at + end - j > length) return false;
      for (; j < end; j++, at++) if (bytes[j] !== payload[at]) return false;
      if (i === last) return at === length;
      at = spans[i + 2] === 1 ? passText(payload, leaf, at, found) : passNumber(payload, leaf, at, found);
      if (at < 0) return false;
    }
  }
}

/** Past a text of plain characters, -1 when it is anything else. */
function passText(payload: Buffer, index: number, start: number, { starts, ends }: Found): number {
  let at = start;
  for (; at < payload.length; at++) {
    const c = payload[at] as number;
    if (c === QUOTE) break;
    if (c < 0x20 || c > 0x7e || c === BACKSLASH) return -1;
  }
  starts[index] = start;
  ends[index] = at;
  return at;
}

/** Past a number as JSON spells it, -1 when it is anything else, or longer than a number may be that is a whole payload. */
function passNumber(payload: Buffer, index: number, start: number, { numbers }: Found): number {
  const { length } = payload;
  let at = start;
  const negative = at < length && payload[at] === MINUS;
  if (negative) at++;
  const first = at;
  let whole = 0;
  for (; at < length; at++) {
    const c = payload[at] as number;
    if (c < ZERO || c > NINE) break;
    whole = whole * 10 + (c - ZERO);
  }
  let digits = at - first;
  if (digits === 0 || (digits > 1 && payload[first] === ZERO)) return -1;
  let decimals = 0;
  if (at < length && payload[at] === DOT) {
    const point = ++at;
    for (; at < length; at++) {
      const c = payload[at] as number;
      if (c < ZERO || c > NINE) break;
      whole = whole * 10 + (c - ZERO);
    }
    decimals = at - point;
    if (decimals === 0) return -1;
    digits += decimals;
  }
  const hasExponent = at < length && ((payload[at] as number) | 0x20) === 0x65;
  if (hasExponent) at = pastExponent(payload, at);
  if (at < 0 || at - start > MAX_NUMBER_TEXT) return -1;
  // Up to fifteen digits and the power of ten both are exact, so that their quotient is rounded once, as it should be.
  if (hasExponent || digits > EXACT_DIGITS) numbers[index] = Number(payload.toString("latin1", start, at));
  else {
    const value = decimals === 0 ? whole : whole / (POWERS[decimals] as number);
    numbers[index] = negative ? -value : value;
  }
  return at;
}

/** Past an exponent, which begins with its letter; -1 when it has no digits. */
function pastExponent(payload: Buffer, letter: number): number {
  let at = letter + 1;
  if (payload[at] === MINUS || payload[at] === 0x2b) at++;
  const first = at;
  for (let c = payload[at]; c !== undefined && c >= ZERO && c <= NINE; c = payload[++at]);
  return at === first ? -1 : at;
}
