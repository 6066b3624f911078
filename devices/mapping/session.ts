/**
 * Reads the topics that no dialect claims, as people's mappings tell. One device for each mapping and topic: what a mapping
 * says about place and signal then holds for the whole device.
 */
import { type Device, hash32, type Mapping } from "#domain";
import type { AnnouncedDevice, Dialect, DialectEvent, DialectSession, Message } from "../dialect.ts";
import { kindOf } from "../kind.ts";
import { parseJson, parseText } from "../parse/json.ts";
import { parsePlainValue } from "../parse/plain-value.ts";
import { parseTime } from "../parse/time.ts";
import { type CompiledMapping, compileMapping } from "./compile.ts";
import { at } from "./json-path.ts";
import type { Matched } from "./topic-pattern.ts";

/** Name of the dialect that mappings make up together. */
export const MAPPING = "mapping";

const MAX_DEVICES = 10_000;
/** Longest id of a source (`sourceSchema`). */
const MAX_ID = 128;

export interface MappingSession extends DialectSession {
  /**
   * From now on these mappings count. Throws `bad-input` and changes nothing when one is wrong. Returns the ids of devices
   * that are no longer what they were, because their mapping is gone or says something else.
   */
  use(mappings: readonly Mapping[]): readonly string[];
  /** What must be heard for the mappings in use. */
  filters(): readonly string[];
}

/** `known`: devices of earlier runs. */
export function createMappingSession(known: readonly Device[] = []): MappingSession {
  let active: readonly CompiledMapping[] = [];
  /** Devices by id, with the id of the mapping that they come from. */
  const devices = new Map(known.filter((d) => d.dialect === MAPPING).map((d) => [d.id, d.id.split(":")[1] ?? ""]));
  const announced = new Set<string>();

  function matches(topic: string): { readonly compiled: CompiledMapping; readonly matched: Matched }[] {
    const levels = topic.split("/");
    return active.flatMap((compiled) => {
      const matched = compiled.pattern.match(levels);
      return matched ? [{ compiled, matched }] : [];
    });
  }

  function readWith(compiled: CompiledMapping, matched: Matched, message: Message, { data }: Readable): DialectEvent[] {
    const id = idOf(compiled.mapping.id, matched.wild);
    const found = find(compiled, data);
    if ("reason" in found) return [{ type: "rejected", ...found }];
    if (found.value === undefined) {
      // A message may hold a part of what the topic carries. Where nothing was ever found, the path is wrong more likely.
      if (devices.has(id)) return [{ type: "seen", id }];
      return [rejected(compiled, "wrong-type", `there is nothing at ${compiled.mapping.valuePath ?? "this topic"}`)];
    }
    // null: not known at this time.
    if (found.value === null) return devices.has(id) ? [{ type: "seen", id }] : [];
    const value = compiled.toValue(found.value);
    if (value === undefined) return [rejected(compiled, "not-a-number", `${compiled.mapping.signal} is not a number`)];
    const events: DialectEvent[] = [];
    if (!announced.has(id)) {
      if (announced.size >= MAX_DEVICES) return [rejected(compiled, "unsupported", "there are too many devices already")];
      announced.add(id);
      devices.set(id, compiled.mapping.id);
      events.push({ type: "device", device: describe(id, compiled, matched, message.topic) });
    }
    return [...events, { type: "value", id, signal: compiled.mapping.signal, value, ts: found.ts }];
  }

  return {
    claims: (topic) => {
      const levels = topic.split("/");
      return active.some(({ pattern }) => pattern.match(levels) !== undefined);
    },
    read(message) {
      const events: DialectEvent[] = [];
      let json: Body | undefined;
      let plain: Body | undefined;
      for (const { compiled, matched } of matches(message.topic)) {
        let body: Body;
        if (compiled.valuePath === undefined) body = plain ??= plainBody(message);
        else body = json ??= jsonBody(message);
        if ("data" in body) events.push(...readWith(compiled, matched, message, body));
      }
      // What is wrong with the message as a whole is told once, however many mappings look at it.
      for (const body of [plain, json]) if (body?.problem) events.push({ type: "rejected", ...body.problem });
      return events;
    },
    command: () => undefined,
    use(mappings) {
      const before = new Map(active.map(({ mapping }) => [mapping.id, JSON.stringify(mapping)]));
      const first = active.length === 0;
      active = mappings.map(compileMapping);
      const now = new Map(active.map(({ mapping }) => [mapping.id, JSON.stringify(mapping)]));
      const gone = [...devices].flatMap(([id, mapping]) => {
        const same = now.has(mapping) && (first || now.get(mapping) === before.get(mapping));
        return same ? [] : [id];
      });
      for (const id of gone) {
        devices.delete(id);
        announced.delete(id);
      }
      return gone;
    },
    filters: () => [...new Set(active.map(({ pattern }) => pattern.filter))],
  };
}

/** The session as a dialect, to stand behind all others. What it has to hear changes, so it names no filters. */
export const mappingDialect = (session: MappingSession): Dialect => ({
  name: MAPPING,
  filters: [],
  claimsVary: true,
  open: () => session,
});

type Refused = Pick<Extract<DialectEvent, { type: "rejected" }>, "reason" | "detail">;
interface Readable {
  readonly data: unknown;
  readonly problem?: Refused | undefined;
}
type Body = Readable | { readonly problem: Refused };

function plainBody({ payload }: Message): Body {
  const text = parseText(payload);
  if (!text.ok) return { problem: { reason: text.reason, detail: text.detail } };
  const word = text.value.trim();
  const value = parsePlainValue(word);
  // Words such as ON are a value too where the signal is yes or no.
  return { data: value === undefined ? word : value };
}

function jsonBody({ payload }: Message): Body {
  const json = parseJson(payload);
  if (!json.ok) return { problem: { reason: json.reason, detail: json.detail } };
  const { data, salvaged } = json.value;
  const problem: Refused = { reason: "not-a-number", detail: `${salvaged} values were bare nan or inf` };
  return salvaged === 0 ? { data } : { data, problem };
}

/** `value`: null when the source says that it has none, undefined when there is nothing at the path. */
function find(
  { mapping, valuePath, timePath }: CompiledMapping,
  data: unknown,
): Refused | { readonly value: unknown; readonly ts: number | undefined } {
  const value = valuePath === undefined ? data : at(data, valuePath);
  if (timePath === undefined || value === undefined || value === null) return { value, ts: undefined };
  const ts = parseTime(at(data, timePath));
  if (ts !== undefined) return { value, ts };
  return { reason: "bad-time", detail: `mapping ${mapping.id}: what stands at ${mapping.timePath} is no time with a zone` };
}

const rejected = ({ mapping }: CompiledMapping, reason: Refused["reason"], detail: string): DialectEvent => ({
  type: "rejected",
  reason,
  detail: `mapping ${mapping.id}: ${detail}`,
});

const SAFE = /^[A-Za-z0-9_.-]{1,40}$/;
const checkSum = (text: string): string => hash32(text).toString(16).padStart(8, "0");

/** `mapping:<id>`, and what stood for the wildcards: as it is where an id may hold it, else as a check sum. */
function idOf(mapping: string, wild: readonly string[]): string {
  const parts = wild.map((text) => (SAFE.test(text) ? text : checkSum(text)));
  const id = [MAPPING, mapping, ...parts].join(":");
  return id.length <= MAX_ID ? id : [MAPPING, mapping, checkSum(wild.join("/"))].join(":");
}

function describe(id: string, compiled: CompiledMapping, matched: Matched, topic: string): AnnouncedDevice {
  const { signal, unit, valuePath = "" } = compiled.mapping;
  return {
    id,
    name: [compiled.mapping.id, ...matched.wild].join(" "),
    vendor: "",
    model: "",
    kind: kindOf([signal]),
    batteryPowered: false,
    place: compiled.placeOf(matched),
    points: [{ signal, origin: { topic: topic.slice(0, 400), property: valuePath.slice(0, 100), unit } }],
    unread: [],
  };
}
