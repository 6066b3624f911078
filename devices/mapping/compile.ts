/** A mapping made ready to be read with; everything about it that can be wrong is found here, before any message comes. */
import { INBOX, type Mapping, signalOf, toSlug, ZonecastError } from "#domain";
import { parseSwitch } from "../parse/boolean.ts";
import { parseNumber } from "../parse/number.ts";
import { converterTo } from "../parse/unit.ts";
import type { Place } from "../placing.ts";
import { type JsonPath, jsonPath } from "./json-path.ts";
import { type Matched, type TopicPattern, topicPattern } from "./topic-pattern.ts";

export interface CompiledMapping {
  readonly mapping: Mapping;
  readonly pattern: TopicPattern;
  /** Undefined: the whole payload is the value. */
  readonly valuePath: JsonPath | undefined;
  readonly timePath: JsonPath | undefined;
  /** What was sent as a value of the signal, in its unit; undefined when it is no number, or none of this world. */
  toValue(sent: unknown): number | undefined;
  placeOf(matched: Matched): Place;
}

/** Throws `bad-input` that names what is wrong and how it would be right. */
export function compileMapping(mapping: Mapping): CompiledMapping {
  const pattern = topicPattern(mapping.topicPattern);
  if (mapping.timePath !== undefined && mapping.valuePath === undefined)
    throw bad("timePath needs a valuePath: a payload that is a bare number holds no time");
  return {
    mapping,
    pattern,
    valuePath: mapping.valuePath === undefined ? undefined : jsonPath(mapping.valuePath),
    timePath: mapping.timePath === undefined ? undefined : jsonPath(mapping.timePath),
    toValue: valueReader(mapping),
    placeOf: placeReader(mapping, pattern),
  };
}

function valueReader({ signal, unit, scale, offset }: Mapping): CompiledMapping["toValue"] {
  const { unit: canonical } = signalOf(signal);
  const isSwitch = canonical === "0|1";
  const convert = unit === "" ? (value: number) => value : isSwitch ? undefined : converterTo(signal, unit);
  if (!convert)
    throw bad(
      isSwitch ? `${signal} is yes or no and has no unit` : `unit: '${unit}' is not known for ${signal}`,
      isSwitch ? "leave the unit empty" : `it is stored in ${canonical}; use scale and offset for what is sent otherwise`,
    );
  const parse = isSwitch ? parseSwitch : parseNumber;
  const plain = scale === 1 && offset === 0;
  return (sent) => {
    const number = parse(sent);
    if (number === undefined) return undefined;
    // Twelve digits: 213 tenths are 21.3, not 21.300000000000004.
    const value = convert(plain ? number : Number((number * scale + offset).toPrecision(12)));
    return Number.isFinite(value) ? value : undefined;
  };
}

function placeReader({ building, zone }: Mapping, { names }: TopicPattern): CompiledMapping["placeOf"] {
  if (building === INBOX) throw bad(`building: '${INBOX}' is where unknown devices wait, not a building`);
  const part = (text: string): ((matched: Matched) => string) => {
    const name = text.startsWith("{") ? text.slice(1, -1) : undefined;
    if (name === undefined) return () => text;
    if (!names.includes(name))
      throw bad(`topicPattern has no segment {${name}}`, names.length > 0 ? `it has {${names.join("}, {")}}` : undefined);
    return ({ named }) => toSlug(named.get(name) ?? "");
  };
  const [buildingOf, zoneOf] = [part(building), part(zone)];
  return (matched) => ({ building: buildingOf(matched), zone: zoneOf(matched) });
}

const bad = (message: string, hint?: string): ZonecastError =>
  new ZonecastError("bad-input", message, hint === undefined ? {} : { hint });
