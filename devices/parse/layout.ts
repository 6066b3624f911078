/**
 * The layout of a JSON text: all its bytes but the numbers, and those texts that are asked for. A message of a known layout is
 * read by comparing bytes, without building any object; what is found is exactly what `JSON.parse` would find.
 */

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

/**
 * Compares payloads with one that was read before, in which `free` leaves, in their order, may be any other of their kind. After
 * a match `numbers` holds the values of those that are numbers, and `textAt` gives the others.
 */
export class Layout {
  readonly numbers: Float64Array;
  readonly #bytes: Buffer;
  /** Where the fixed bytes before each free leaf begin and end, and at last those behind all. */
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  readonly #isText: readonly boolean[];
  readonly #start: Int32Array;
  readonly #end: Int32Array;
  #payload: Buffer;

  constructor(payload: Buffer, free: readonly Leaf[]) {
    // What comes in belongs to a larger buffer, which must not be kept.
    this.#bytes = Buffer.from(payload);
    this.#payload = this.#bytes;
    this.numbers = new Float64Array(free.length);
    this.#from = Int32Array.from([0, ...free.map(({ end }) => end)]);
    this.#to = Int32Array.from([...free.map(({ start }) => start), payload.length]);
    this.#isText = free.map(({ value }) => typeof value === "string");
    this.#start = new Int32Array(free.length);
    this.#end = new Int32Array(free.length);
  }

  /** The text of a free leaf in the payload that matched last. */
  textAt(index: number): string {
    return this.#payload.toString("latin1", this.#start[index], this.#end[index]);
  }

  match(payload: Buffer): boolean {
    const bytes = this.#bytes;
    const from = this.#from;
    const to = this.#to;
    const isText = this.#isText;
    const { length } = payload;
    const last = isText.length;
    let at = 0;
    for (let i = 0; ; i++) {
      const end = to[i] as number;
      let j = from[i] as number;
      if (at + end - j > length) return false;
      for (; j < end; j++, at++) if (bytes[j] !== payload[at]) return false;
      if (i === last) {
        this.#payload = payload;
        return at === length;
      }
      const past = isText[i] ? this.#passText(payload, i, at) : this.#passNumber(payload, i, at);
      if (past < 0) return false;
      at = past;
    }
  }

  /** Past a text of plain characters, -1 when it is anything else. */
  #passText(payload: Buffer, index: number, start: number): number {
    let at = start;
    for (; at < payload.length; at++) {
      const c = payload[at] as number;
      if (c === QUOTE) break;
      if (c < 0x20 || c > 0x7e || c === BACKSLASH) return -1;
    }
    this.#start[index] = start;
    this.#end[index] = at;
    return at;
  }

  /** Past a number as JSON spells it, -1 when it is anything else. */
  #passNumber(payload: Buffer, index: number, start: number): number {
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
    if (at < 0) return -1;
    // Up to fifteen digits and the power of ten both are exact, so that their quotient is rounded once, as it should be.
    if (hasExponent || digits > EXACT_DIGITS) this.numbers[index] = Number(payload.toString("latin1", start, at));
    else {
      const value = decimals === 0 ? whole : whole / (POWERS[decimals] as number);
      this.numbers[index] = negative ? -value : value;
    }
    return at;
  }
}

/** Past an exponent, which begins with its letter; -1 when it has no digits. */
function pastExponent(payload: Buffer, letter: number): number {
  let at = letter + 1;
  if (payload[at] === MINUS || payload[at] === 0x2b) at++;
  const first = at;
  for (let c = payload[at]; c !== undefined && c >= ZERO && c <= NINE; c = payload[++at]);
  return at === first ? -1 : at;
}
