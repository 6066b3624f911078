/** Paths into JSON: `a.b[0].c`, and `["a.b"]` for a key that itself holds dots or brackets. Read in one pass, nothing evaluated. */
import { oneLine, ZonecastError } from "#domain";
import { isObject, own } from "../parse/json.ts";

/** Keys of objects as text, places in lists as numbers. */
export type JsonPath = readonly (string | number)[];

/** As deep as JSON is read at all. */
const MAX_STEPS = 32;

/** Throws `bad-input` with where it broke off. */
export function jsonPath(text: string): JsonPath {
  const steps: (string | number)[] = [];
  let at = 0;
  const bad = (): ZonecastError =>
    new ZonecastError("bad-input", `the path '${oneLine(text, 80)}' is not understood from character ${at + 1} on`, {
      hint: 'paths look like ENERGY.Power, values[0].t or ["a key.with dots"]',
    });
  while (at < text.length) {
    if (text[at] === "[") {
      const step = text[at + 1] === '"' ? quoted(text, at + 1) : index(text, at + 1);
      if (!step) throw bad();
      steps.push(step.value);
      at = step.end;
    } else {
      if (steps.length > 0 && text[at++] !== ".") throw bad();
      const end = endOfKey(text, at);
      if (end === at) throw bad();
      steps.push(text.slice(at, end));
      at = end;
    }
  }
  if (steps.length === 0 || steps.length > MAX_STEPS) throw bad();
  return steps;
}

function endOfKey(text: string, from: number): number {
  let end = from;
  while (end < text.length && text[end] !== "." && text[end] !== "[" && text[end] !== "]") end++;
  return end;
}

interface Step<T> {
  readonly value: T;
  /** Where the text goes on, after the bracket. */
  readonly end: number;
}

function index(text: string, from: number): Step<number> | undefined {
  const close = text.indexOf("]", from);
  const digits = text.slice(from, close);
  return close > from && /^\d{1,6}$/.test(digits) ? { value: Number(digits), end: close + 1 } : undefined;
}

function quoted(text: string, from: number): Step<string> | undefined {
  const close = text.indexOf('"]', from + 1);
  return close < 0 ? undefined : { value: text.slice(from + 1, close), end: close + 2 };
}

/** What stands at `path`, undefined when there is nothing. Only own keys count: `__proto__` is a key like any other. */
export function at(data: unknown, path: JsonPath): unknown {
  let node = data;
  for (const step of path) {
    if (typeof step === "number") node = Array.isArray(node) ? node[step] : undefined;
    else node = isObject(node) ? own(node, step) : undefined;
  }
  return node;
}
