/** Payloads of Sparkplug B as an edge node sends them. */
import codec from "sparkplug-payload/lib/sparkplugPayloadProto.js";
import { TYPE } from "../dialects/sparkplug-payload.ts";

const { Payload } = codec.org.eclipse.tahu.protobuf;
type Wire = NonNullable<NonNullable<Parameters<typeof Payload.create>[0]>["metrics"]>[number];

const TEXT = 12;

export interface NodeMetric {
  /** Left out in data: the alias stands for it. */
  readonly name?: string;
  readonly alias?: number;
  readonly type: (typeof TYPE)["float" | "double" | "boolean" | "int64" | "uint64"];
  /** Null: not known. */
  readonly value: number | null;
  readonly ts: number;
  /** Texts and numbers that describe it, in a birth. */
  readonly properties?: Readonly<Record<string, string | number>>;
}

/** `seq` undefined: none, as in an NDEATH. Times in UTC ms. */
export function nodePayload(ts: number, seq: number | undefined, metrics: readonly NodeMetric[]): Uint8Array {
  const message = { timestamp: ts, ...(seq === undefined ? {} : { seq }), metrics: metrics.map(wireOf) };
  return Payload.encode(Payload.create(message)).finish();
}

function wireOf({ name, alias, type, value, ts, properties }: NodeMetric): Wire {
  return {
    ...(name === undefined ? {} : { name }),
    ...(alias === undefined ? {} : { alias }),
    timestamp: ts,
    datatype: type,
    ...(value === null ? { isNull: true } : carried(type, value)),
    ...(properties ? { properties: propertiesOf(properties) } : {}),
  };
}

function carried(type: NodeMetric["type"], value: number): Wire {
  if (type === TYPE.boolean) return { booleanValue: value > 0 };
  if (type === TYPE.float) return { floatValue: value };
  return type === TYPE.double ? { doubleValue: value } : { longValue: Math.round(value) };
}

const propertiesOf = (properties: Readonly<Record<string, string | number>>): NonNullable<Wire["properties"]> => ({
  keys: Object.keys(properties),
  values: Object.values(properties).map((value) =>
    typeof value === "string" ? { type: TEXT, stringValue: value } : { type: TYPE.double, doubleValue: value },
  ),
});
