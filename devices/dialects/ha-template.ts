/**
 * The few spellings of Home Assistant's templates that devices use in practice, read by a small parser. Nothing is ever
 * executed, and the time is linear in the text's length. A template that it does not know stays unread.
 *
 *     template   = output | condition | lookup
 *     output     = "{{" expression "}}"
 *     condition  = "{% if" expression "%}" raw "{% else %}" raw "{% endif %}"
 *     lookup     = "{% set" name "=" dictionary "%}{{" name "[" expression "]" filters "}}"
 *     expression = ( "value" | "value_json" { "." name | "[" literal "]" } ) filters
 *     filters    = { "|" name [ "(" [ literal { "," literal } ] ")" ] }
 */
import { isObject, own } from "../parse/json.ts";
import { FILTERS, type Filter, isTrue } from "./ha-template-filters.ts";
import { type Token, tokensOf } from "./ha-template-tokens.ts";

/** What a template reads from: the payload as text, and as JSON when it is JSON. */
export interface TemplateInput {
  readonly text: string;
  readonly json: unknown;
}

export interface Template {
  /** Whether it reads the payload as JSON. */
  readonly needsJson: boolean;
  /** The keys that lead to what it reads in the JSON; undefined when it reads the text. */
  readonly keys: readonly Key[] | undefined;
  /** What it makes of that. */
  readonly after: Filter;
  /** A JSON value, or undefined where the payload has none at that place. Never throws. */
  readonly read: (input: TemplateInput) => unknown;
}

type Key = string | number;

const MAX_LENGTH = 1_000;

/** The filter of templates that have none. */
export const UNCHANGED: Filter = (value) => value;

/** The template of an entity without one: the payload itself. */
export const PLAIN: Template = { needsJson: false, keys: undefined, after: UNCHANGED, read: (input) => input.text };

/** Reads `text`; undefined when it is not in the grammar above, or longer than 1,000 characters. Never throws. */
export function parseTemplate(text: string): Template | undefined {
  const tokens = text.length > MAX_LENGTH ? undefined : tokensOf(text);
  if (!tokens) return undefined;
  const needsJson = tokens.some((t) => t.kind === "word" && t.text === "value_json");
  for (const rule of [output, condition, lookup]) {
    const cursor = cursorOf(tokens);
    const lens = rule(cursor);
    if (lens && cursor.atEnd()) return { needsJson, ...lens, read: readerOf(lens) };
  }
  return undefined;
}

/** What a template reads, and what it makes of it. */
type Lens = Pick<Template, "keys" | "after">;

function readerOf({ keys, after }: Lens): Template["read"] {
  if (!keys) return (input) => after(input.text);
  const [only, ...more] = keys;
  if (only !== undefined && more.length === 0) return (input) => after(step(input.json, only));
  return (input) => after(valueAt(input.json, keys));
}

/** What stands in a JSON value under `keys`; undefined for nothing. */
export const valueAt = (json: unknown, keys: readonly Key[]): unknown => keys.reduce(step, json);

/**
 * A template for commands: plain text around `{{ value }}`. Gives the function from the value, as text, to the payload;
 * undefined for any other template.
 */
export function parseCommandTemplate(text: string): ((value: string) => string) | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const parts = text.split(/\{\{ ?value ?\}\}/);
  return parts.length > 1 && parts.every((part) => !/\{[{%#]/.test(part)) ? (value) => parts.join(value) : undefined;
}

/** A place among the tokens. `take` and `next` step over the token when it is the wanted one. */
interface Cursor {
  readonly take: (...texts: string[]) => boolean;
  readonly next: (kind: Token["kind"]) => string | undefined;
  readonly literal: () => { readonly value: unknown } | undefined;
  readonly atEnd: () => boolean;
}

const WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["None", null],
  ["none", null],
  ["True", true],
  ["true", true],
  ["False", false],
  ["false", false],
]);

function cursorOf(tokens: readonly Token[]): Cursor {
  let at = 0;
  const isSyntax = (t: Token | undefined, text: string) =>
    t?.text === text && (t.kind === "mark" || t.kind === "word" || t.kind === "sign");
  return {
    take(...texts) {
      const found = texts.every((text, i) => isSyntax(tokens[at + i], text));
      if (found) at += texts.length;
      return found;
    },
    next(kind) {
      const token = tokens[at];
      if (token?.kind !== kind) return undefined;
      at++;
      return token.text;
    },
    literal() {
      const token = tokens[at++];
      if (token?.kind === "text") return { value: token.text };
      if (token?.kind === "number") return { value: Number(token.text) };
      return token?.kind === "word" && WORDS.has(token.text) ? { value: WORDS.get(token.text) } : undefined;
    },
    atEnd: () => at === tokens.length,
  };
}

function output(c: Cursor): Lens | undefined {
  const lens = c.take("{{") ? expression(c) : undefined;
  return lens && c.take("}}") ? lens : undefined;
}

function condition(c: Cursor): Lens | undefined {
  const test = c.take("{%", "if") ? expression(c) : undefined;
  if (!test || !c.take("%}")) return undefined;
  const yes = c.next("raw") ?? "";
  if (!c.take("{%", "else", "%}")) return undefined;
  const no = c.next("raw") ?? "";
  const after: Filter = (value) => (isTrue(test.after(value)) ? yes : no).trim();
  return c.take("{%", "endif", "%}") ? { keys: test.keys, after } : undefined;
}

function lookup(c: Cursor): Lens | undefined {
  const name = c.take("{%", "set") ? c.next("word") : undefined;
  const table = name !== undefined && c.take("=") ? dictionary(c) : undefined;
  if (name === undefined || !table || !c.take("%}")) return undefined;
  const between = c.next("raw") ?? "";
  if (between.trim() !== "" || !c.take("{{", name, "[")) return undefined;
  const key = expression(c);
  const shape = key && c.take("]") ? filters(c) : undefined;
  if (!key || !shape || !c.take("}}")) return undefined;
  // A key that is missing and one that is null both are `None`.
  return { keys: key.keys, after: (value) => shape(table.get(key.after(value) ?? null)) };
}

function dictionary(c: Cursor): Map<unknown, unknown> | undefined {
  const table = new Map<unknown, unknown>();
  if (!c.take("{")) return undefined;
  while (!c.take("}")) {
    const key = c.literal();
    const value = key && c.take(":") ? c.literal() : undefined;
    if (!key || !value) return undefined;
    table.set(key.value, value.value);
    if (!c.take(",")) return c.take("}") ? table : undefined;
  }
  return table;
}

function expression(c: Cursor): Lens | undefined {
  const root = c.next("word");
  if (root !== "value" && root !== "value_json") return undefined;
  const keys = root === "value_json" ? path(c) : [];
  const after = keys && filters(c);
  return keys && after && { keys: root === "value" ? undefined : keys, after };
}

function path(c: Cursor): Key[] | undefined {
  const keys: Key[] = [];
  for (;;) {
    if (c.take(".")) {
      const name = c.next("word");
      if (name === undefined) return undefined;
      keys.push(name);
    } else if (c.take("[")) {
      const key = c.literal()?.value;
      if ((typeof key !== "string" && typeof key !== "number") || !c.take("]")) return undefined;
      keys.push(key);
    } else return keys;
  }
}

function step(value: unknown, key: Key): unknown {
  if (Array.isArray(value)) return typeof key === "number" ? value.at(key) : undefined;
  return isObject(value) ? own(value, String(key)) : undefined;
}

function filters(c: Cursor): Filter | undefined {
  const chain: Filter[] = [];
  while (c.take("|")) {
    const make = FILTERS.get(c.next("word") ?? "");
    const args = make && literals(c);
    if (!make || !args) return undefined;
    chain.push(make(args));
  }
  const [first, ...more] = chain;
  if (!first) return UNCHANGED;
  return (value) => more.reduce((v, filter) => filter(v), first(value));
}

function literals(c: Cursor): unknown[] | undefined {
  const values: unknown[] = [];
  if (!c.take("(") || c.take(")")) return values;
  for (;;) {
    const found = c.literal();
    if (!found) return undefined;
    values.push(found.value);
    if (c.take(")")) return values;
    if (!c.take(",")) return undefined;
  }
}
