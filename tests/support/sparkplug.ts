/** An edge node as its host hears it: payloads of Sparkplug B from plain values. */
import codec from "sparkplug-payload/lib/sparkplugPayloadProto.js";

const { Payload } = codec.org.eclipse.tahu.protobuf;
type Wire = Parameters<typeof Payload.create>[0];
type WireMetric = NonNullable<NonNullable<Wire>["metrics"]>[number];
type WireProperty = NonNullable<NonNullable<WireMetric["properties"]>["values"]>[number];

export type SparkplugMetric = Omit<WireMetric, "properties"> & { readonly properties?: Readonly<Record<string, WireProperty>> };

export const FLOAT = 9;
export const BOOLEAN = 11;
export const TEXT = 12;
/** When the nodes of the tests are born, UTC ms. */
export const BORN_AT = Date.UTC(2026, 10, 24);

/** The bytes of a payload. `seq` undefined: none, as in an NDEATH. */
export function sparkplugBytes(
  timestamp: number | undefined,
  seq: number | undefined,
  metrics: readonly SparkplugMetric[],
): Uint8Array {
  const wire = metrics.map(({ properties, ...metric }) => ({
    ...metric,
    ...(properties && { properties: { keys: Object.keys(properties), values: Object.values(properties) } }),
  }));
  const payload = { ...(timestamp !== undefined && { timestamp }), ...(seq !== undefined && { seq }), metrics: wire };
  return Payload.encode(Payload.create(payload)).finish();
}

/** What a host sent: the metrics of a command. */
export const sparkplugMetrics = (bytes: Uint8Array): readonly WireMetric[] => Payload.decode(bytes).metrics;

export const text = (value: string): WireProperty => ({ type: TEXT, stringValue: value });
export const bdSeq = (value: number): SparkplugMetric => ({ name: "bdSeq", datatype: 8, longValue: value, timestamp: BORN_AT });
export const temperature = (floatValue: number, more: SparkplugMetric = {}): SparkplugMetric => ({
  name: "Zone 1/Temperature",
  alias: 1,
  datatype: FLOAT,
  floatValue,
  timestamp: BORN_AT,
  properties: { engUnit: text("degC") },
  ...more,
});
/** The same as a data message carries it: by its alias alone. */
export const later = (floatValue: number, afterMs: number, more: SparkplugMetric = {}): SparkplugMetric => ({
  alias: 1,
  floatValue,
  timestamp: BORN_AT + afterMs,
  ...more,
});
