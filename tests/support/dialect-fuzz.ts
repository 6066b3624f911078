/** Seeded nonsense for dialects: topics, bytes and JSON that come close to what they know, and a judge of what they make of it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Random, stream } from "#domain";
import type { Dialect, DialectEvent, DialectSession, Message } from "../../devices/dialect.ts";
import type { Traffic } from "./dialect-traffic.ts";
import { ROOT } from "./paths.ts";

export interface FuzzCount {
  readonly dialect: string;
  readonly messages: number;
  /** Messages on topics that the dialect claims. */
  claimed: number;
  readonly events: Record<DialectEvent["type"], number>;
  /** What must not be, with the number of the message that it came from. */
  readonly faults: string[];
}

const START = Date.UTC(2026, 10, 24);
/** A session forgets all so often: what it has learnt from nonsense must not keep it from reading more. */
const SESSION_MESSAGES = 2_000;
const MAX_FAULTS = 20;
/** So few of the real messages are used that they belong together. */
const MAX_REAL = 20;

/** Sends `count` messages to a dialect; the same seed gives the same messages as long as the dialects know the same words. `traffic`: what devices really say. */
export function fuzzDialect(dialect: Dialect, seed: number, count: number, traffic: readonly Traffic[]): FuzzCount {
  const own = traffic.find((each) => each.dialect === dialect.name);
  const real = own ? [...own.announce.slice(0, MAX_REAL), ...own.values.slice(0, MAX_REAL)] : [];
  const others = traffic.flatMap(({ announce, values }) => [...announce.slice(0, 3), ...values.slice(0, 3)]);
  return fuzz(dialect, nonsense(stream(seed, `fuzz ${dialect.name}`), vocabulary(), real, others), count);
}

function fuzz(dialect: Dialect, next: Nonsense, count: number): FuzzCount {
  const events = { device: 0, gone: 0, availability: 0, value: 0, seen: 0, rejected: 0, listen: 0, send: 0 };
  const result: FuzzCount = { dialect: dialect.name, messages: count, claimed: 0, events, faults: [] };
  const filters = [...dialect.filters, ...(dialect.telemetry ?? [])];
  const pristine = prototypes();
  let session: DialectSession = dialect.open();
  let heard: string[] = [];
  let now = START;
  const take = (i: number, found: readonly DialectEvent[]): void => {
    for (const event of found) {
      events[event.type]++;
      if (event.type === "listen") heard = [...event.filters, ...heard].slice(0, 200);
      const fault = faultOf(dialect, event);
      if (fault !== undefined && result.faults.length < MAX_FAULTS) result.faults.push(`message ${i}: ${fault}`);
    }
  };
  for (let i = 0; i < count; i++) {
    if (i % SESSION_MESSAGES === 0) {
      session = dialect.open();
      heard = [];
    }
    now += next.below(3_000);
    const message = next.message(filters, heard, now);
    try {
      if (session.claims(message.topic)) result.claimed++;
      take(i, session.read(message));
      if (i % 50 === 0) take(i, session.tick?.(now) ?? []);
      const [point] = heard;
      if (i % 100 === 0) session.command(`${dialect.name}:${point ?? "a"}`, undefined, "heatingSetpointC", 20);
    } catch (error) {
      result.faults.push(`message ${i}: threw ${String(error)}`);
    }
    if (i % 1_000 === 999 && prototypes() !== pristine) {
      result.faults.push(`message ${i - 999} to ${i}: a prototype was changed`);
      break;
    }
  }
  if (prototypes() !== pristine) result.faults.push("a prototype was changed");
  return result;
}

const NATIVE = [Object, Array, Map, Set, String, Number, Boolean, Function, Promise, Uint8Array, Buffer];

/** Everything that the built-in prototypes hold, as one text. */
const prototypes = (): string =>
  NATIVE.map(({ name, prototype }) => `${name}: ${Reflect.ownKeys(prototype).map(String).join()}`).join("\n");

function faultOf(dialect: Dialect, event: DialectEvent): string | undefined {
  if (event.type === "device" && !event.device.id.startsWith(`${dialect.name}:`)) return `a device called '${event.device.id}'`;
  const [path, number] = nonFinite(event, event.type) ?? [];
  return path === undefined ? undefined : `${path} is ${number}`;
}

/** The first number in `value` that is none. */
function nonFinite(value: unknown, path: string): readonly [path: string, number: number] | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? undefined : [path, value];
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = nonFinite(inner, `${path}.${key}`);
    if (found) return found;
  }
  return undefined;
}

/** The words that dialects know: every short text in their sources. */
function vocabulary(): readonly string[] {
  const folder = join(ROOT, "devices/dialects");
  const sources = readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8"));
  const quoted = sources.flatMap((text) => [...text.matchAll(/"([^"\n]{1,40})"/g)].map(([, word = ""]) => word));
  const words = quoted.flatMap((text) => [text, ...text.split(/[ /|,]+/)]).filter((word) => word !== "" && !word.startsWith("."));
  return [...new Set([...words, ...NASTY])].sort();
}

const NASTY = [
  ...["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "length", "then", "valueOf"],
  ...["", " ", "nan", "NaN", "inf", "-Infinity", "1e400", "-0", "0x10", "21,5", "21.5", "1e-320", "9007199254740993"],
  ...["true", "ON", "null", "undefined", "a/b", "#", "+", "$SYS", "\u0000", "\ud800", "é", "𝟚", "2026-11-24T00:00:00.000Z"],
  ...["0x00158d0001a2b3c4", "A4CF12AABBCC", "shelly1-a4cf12", "°C", "°F", "kWh", "{{ value_json.a }}", "a", "b", "0", "7"],
];

interface Nonsense {
  message(filters: readonly string[], heard: readonly string[], at: number): Message;
  below(n: number): number;
}

/** `real`: messages of the dialect itself, `others`: of any. */
function nonsense(random: Random, words: readonly string[], real: readonly Message[], others: readonly Message[]): Nonsense {
  const { below } = random;
  const pick = <T>(from: readonly T[]): T | undefined => from[below(Math.max(1, from.length))];
  const word = (): string => pick(words) ?? "";
  const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, () => below(256));

  function leaf(): unknown {
    const kind = below(8);
    if (kind < 2) return Math.round(random.normal() * 10 ** below(12)) / 10 ** below(6);
    if (kind === 2) return pick([0, -0, 1e308, -1e308, 5e-324, 2 ** 53, 1.8e12, 1.8e9, -1]);
    if (kind === 3) return pick([null, true, false]);
    return kind === 4 ? String(random.normal()) : word();
  }
  function value(depth: number): unknown {
    const kind = depth > 4 ? 0 : below(6);
    if (kind < 2) return leaf();
    if (kind === 2) return Array.from({ length: below(4) }, () => value(depth + 1));
    return Object.fromEntries(Array.from({ length: below(8) }, () => [word(), value(depth + 1)]));
  }
  function json(): Uint8Array {
    const text = JSON.stringify(value(below(4) === 0 ? 0 : 1));
    if (below(10) > 0) return Buffer.from(text);
    return Buffer.from(below(2) ? text.slice(0, below(text.length + 1)) : text.replace(/\d+|null/, "nan"));
  }
  function payload(): Uint8Array {
    const kind = below(12);
    if (kind < 5) return json();
    if (kind < 8) return bytes(below(120));
    if (kind === 8) return new Uint8Array();
    return kind === 9 ? Buffer.from(String(leaf())) : spoilt(pick(others)?.payload ?? bytes(9));
  }

  /** The same with some of its bytes changed, or the end cut off. */
  function spoilt(from: Uint8Array): Uint8Array {
    const copy = Uint8Array.from(from);
    for (let turns = below(4); turns > 0 && copy.length > 0; turns--) copy[below(copy.length)] = below(256);
    return below(5) === 0 ? copy.subarray(0, below(copy.length + 1)) : copy;
  }
  /** The same JSON with one of its parts replaced by anything. */
  function altered(from: Uint8Array): Uint8Array {
    let data: unknown;
    try {
      data = JSON.parse(Buffer.from(from).toString());
    } catch {
      return spoilt(from);
    }
    return Buffer.from(JSON.stringify(replaced(data)) ?? "");
  }
  function replaced(node: unknown): unknown {
    if (typeof node !== "object" || node === null || below(4) === 0) return value(3);
    const at = below(Math.max(1, Object.keys(node).length));
    if (Array.isArray(node)) return node.map((item: unknown, i) => (i === at ? replaced(item) : item));
    const key = below(8) === 0 ? word() : undefined;
    return Object.fromEntries(Object.entries(node).map(([k, v], i) => (i === at ? [key ?? k, replaced(v)] : [k, v])));
  }

  const fill = (filter: string): string =>
    filter.replace(/\+/g, () => pick(FEW) ?? "").replace(/#/, () => Array.from({ length: 1 + below(3) }, word).join("/"));
  function topic(filters: readonly string[], heard: readonly string[]): string {
    const kind = below(20);
    if (kind === 0) return word();
    if (kind < 5) return pick(heard) ?? word();
    return kind < 10 ? (pick(real)?.topic ?? word()) : fill(pick(filters) ?? word());
  }

  return {
    below,
    message(filters, heard, receivedAt) {
      const retain = below(4) === 0;
      const found = below(2) ? pick(real) : undefined;
      if (!found) return { topic: topic(filters, heard), payload: payload(), retain, receivedAt };
      const kind = below(3);
      const body = kind === 0 ? found.payload : kind === 1 ? altered(found.payload) : spoilt(found.payload);
      return { topic: found.topic, payload: body, retain, receivedAt };
    },
  };
}

/** Names of few devices, so that one is spoken of again. */
const FEW = [
  "a",
  "b",
  "edge1",
  "7",
  "0x00158d0001a2b3c4",
  "A4CF12AABBCC",
  "shelly1-a4cf12",
  "__proto__",
  "online",
  "climate",
  "sensor",
];
