/**
 * Bytes of Sparkplug B from and to plain values. The codec's own reader is passed over for its message classes: it finds a
 * value by the data type that stands beside it, which data messages leave out (tck-id-payloads-metric-datatype-not-req).
 */
import codec from "sparkplug-payload/lib/sparkplugPayloadProto.js";
import type { Parsed } from "../parse/json.ts";
import { parseTime } from "../parse/time.ts";

const { Payload } = codec.org.eclipse.tahu.protobuf;
type Message = ReturnType<typeof Payload.decode>;
type Wire = NonNullable<Message["metrics"]>[number];
type Long = Wire["alias"];

/** A birth with thousands of metrics. */
const MAX_BYTES = 1024 * 1024;
const MAX_METRICS = 5_000;
const MAX_NAME = 250;

/** Codes of the data types that hold a number. */
export const TYPE = {
  int8: 1,
  int16: 2,
  int32: 3,
  int64: 4,
  uint8: 5,
  uint16: 6,
  uint32: 7,
  uint64: 8,
  float: 9,
  double: 10,
  boolean: 11,
};

/** Text where a number would not hold it. */
export type Alias = number | string;

export interface Metric {
  readonly name: string | undefined;
  readonly alias: Alias | undefined;
  /** UTC ms; null: there is one, and it is no time. */
  readonly ts: number | null | undefined;
  readonly type: number | undefined;
  readonly isHistorical: boolean;
  readonly isNull: boolean;
  /** The finite number that it carries if its data type is `type`; undefined for text, tables and the like. */
  readonly number: (type: number | undefined) => number | undefined;
  readonly text: string | undefined;
  /** Its properties by name: numbers, texts and truth values only. */
  readonly properties: ReadonlyMap<string, number | string | boolean>;
}

export interface SparkplugPayload {
  /** UTC ms. */
  readonly ts: number | undefined;
  /** 0 to 255. */
  readonly seq: number | undefined;
  readonly metrics: readonly Metric[];
}

/** Reads a payload. Never throws. The codec takes many strange bytes for an empty payload: look for `ts` and `seq`. */
export function decodePayload(bytes: Uint8Array): Parsed<SparkplugPayload> {
  if (bytes.byteLength > MAX_BYTES)
    return { ok: false, reason: "too-large", detail: `${bytes.byteLength} bytes, at most ${MAX_BYTES} are read` };
  let message: Message;
  try {
    message = Payload.decode(bytes);
  } catch {
    return { ok: false, reason: "wrong-type", detail: "the bytes are no Sparkplug B payload" };
  }
  if (message.metrics.length > MAX_METRICS)
    return { ok: false, reason: "unsupported", detail: `${message.metrics.length} metrics, at most ${MAX_METRICS} are read` };
  const seq = has(message, "seq") ? numberOf(message.seq) : undefined;
  if (seq !== undefined && seq > 255) return { ok: false, reason: "wrong-type", detail: `seq is ${seq}, not 0 … 255` };
  const ts = has(message, "timestamp") ? parseTime(numberOf(message.timestamp)) : undefined;
  return { ok: true, value: { ts, seq, metrics: message.metrics.map(metricOf) } };
}

/** A payload of one metric, as a command carries it. `alias`: the one that the birth gave. */
export function encodeCommand(ts: number, name: string, alias: Alias | undefined, type: number, value: number): Buffer {
  // An alias takes the place of the name (tck-id-payloads-alias-data-cmd-requirement).
  const which = typeof alias === "number" ? { alias } : { name };
  const metric = { ...which, timestamp: ts, datatype: type, ...wireValue(type, value) };
  return Buffer.from(Payload.encode(Payload.create({ timestamp: ts, metrics: [metric] })).finish());
}

function wireValue(type: number, value: number): Partial<Wire> {
  if (type === TYPE.boolean) return { booleanValue: value !== 0 };
  if (type === TYPE.float) return { floatValue: value };
  if (type === TYPE.double) return { doubleValue: value };
  const whole = Math.round(value);
  return type === TYPE.int64 || type === TYPE.uint32 || type === TYPE.uint64 ? { longValue: whole } : { intValue: whole >>> 0 };
}

// An unset field is inherited from the class with a default that looks like a value.
const has = (message: object, field: string): boolean => Object.hasOwn(message, field);

const numberOf = (value: Long): number => (typeof value === "number" ? value : (value?.toNumber() ?? Number.NaN));

function aliasOf(alias: Long): Alias | undefined {
  const number = numberOf(alias);
  return Number.isSafeInteger(number) ? number : alias == null ? undefined : String(alias);
}

function metricOf(wire: Wire): Metric {
  const type = has(wire, "datatype") ? (wire.datatype ?? undefined) : undefined;
  return {
    name: has(wire, "name") && wire.name ? wire.name.slice(0, MAX_NAME) : undefined,
    alias: has(wire, "alias") ? aliasOf(wire.alias) : undefined,
    ts: has(wire, "timestamp") ? (parseTime(numberOf(wire.timestamp)) ?? null) : undefined,
    type,
    isHistorical: wire.isHistorical === true,
    isNull: wire.isNull === true,
    number: (known) => finite(wire, type ?? known),
    text: wire.stringValue ?? undefined,
    properties: propertiesOf(wire.properties),
  };
}

type Numeric = Pick<Wire, "intValue" | "longValue" | "floatValue" | "doubleValue" | "booleanValue">;

function finite(wire: Numeric, type: number | undefined): number | undefined {
  const number = numeric(wire, type);
  return number !== undefined && Number.isFinite(number) ? number : undefined;
}

function numeric({ intValue, longValue, floatValue, doubleValue, booleanValue }: Numeric, type = 0): number | undefined {
  if (type > TYPE.boolean) return undefined;
  if (floatValue != null) return sevenDigits(floatValue);
  if (doubleValue != null) return doubleValue;
  if (booleanValue != null) return Number(booleanValue);
  // Negative numbers travel as their complement of two, in 32 bits or, from some encoders, in the bits of the type.
  if (intValue != null) return signed(intValue, type);
  if (longValue == null) return undefined;
  if (type === TYPE.int64) return Number(BigInt.asIntN(64, BigInt(String(longValue))));
  return type < TYPE.int64 ? signed(numberOf(longValue), type) : numberOf(longValue);
}

/** 21.34 as a 32-bit float comes out as 21.34000015: seven digits are what it holds. */
function sevenDigits(float: number): number {
  // Printing is dear, and nearly all that is measured has at most four decimals.
  const rounded = Math.round(float * 1e4) / 1e4;
  return Math.abs(float) < 1_000 && Math.fround(rounded) === float ? rounded + 0 : Number(float.toPrecision(7));
}

function signed(value: number, type: number): number {
  if (type === TYPE.int8) return (value << 24) >> 24;
  if (type === TYPE.int16) return (value << 16) >> 16;
  return type === TYPE.int32 || type === TYPE.int64 ? value | 0 : value;
}

const NONE: Metric["properties"] = new Map();

function propertiesOf(set: Wire["properties"]): Metric["properties"] {
  if (!set) return NONE;
  const properties = new Map<string, number | string | boolean>();
  (set.keys ?? []).forEach((key, i) => {
    const property = set.values?.[i];
    if (!property || property.isNull) return;
    const value = property.stringValue ?? property.booleanValue ?? finite(property, property.type ?? 0);
    if (value !== undefined && key.length <= MAX_NAME) properties.set(key, value);
  });
  return properties;
}
