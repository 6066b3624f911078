import fc from "fast-check";
import { get } from "sparkplug-payload";
import { expect, test } from "vitest";
import { decodePayload, encodeCommand, TYPE } from "../../../../devices/dialects/sparkplug-payload.ts";
import { BORN_AT, sparkplugBytes, sparkplugMetrics, text } from "../../../support/sparkplug.ts";

const codec = get("spBv1.0");

function decoded(bytes: Uint8Array) {
  const payload = decodePayload(bytes);
  if (!payload.ok) throw new Error(payload.detail);
  return payload.value;
}

test.each([
  ["Int8", TYPE.int8, -5],
  ["Int16", TYPE.int16, -300],
  ["Int32", TYPE.int32, -70_000],
  ["Int64", TYPE.int64, -5_000_000_000],
  ["UInt8", TYPE.uint8, 250],
  ["UInt16", TYPE.uint16, 65_000],
  ["UInt32", TYPE.uint32, 4_000_000_000],
  ["UInt64", TYPE.uint64, 123_456_789_012],
  ["Float", TYPE.float, 21.34],
  ["Double", TYPE.double, -0.1234567891],
  ["Boolean", TYPE.boolean, true],
] as const)("%s as the reference codec writes it is read back", (type, code, value) => {
  const bytes = codec?.encodePayload({ timestamp: BORN_AT, seq: 0, metrics: [{ name: "a", type, value }] }) ?? new Uint8Array();
  const [metric] = decoded(bytes).metrics;
  expect([metric?.type, metric?.number(undefined)]).toEqual([code, Number(value)]);
});

test("a value without a data type takes the one that its birth gave", () => {
  const [metric] = decoded(sparkplugBytes(BORN_AT, 0, [{ alias: 3, intValue: -5 >>> 0 }])).metrics;
  expect([metric?.type, metric?.alias, metric?.number(TYPE.int32), metric?.number(TYPE.uint32)]).toEqual([
    undefined,
    3,
    -5,
    4_294_967_291,
  ]);
});

test("negative numbers in the bits of their type alone are read, too", () => {
  const [a, b] = decoded(
    sparkplugBytes(BORN_AT, 0, [
      { datatype: TYPE.int8, intValue: 251 },
      { datatype: TYPE.int16, intValue: 65_236 },
    ]),
  ).metrics;
  expect([a?.number(undefined), b?.number(undefined)]).toEqual([-5, -300]);
});

test("what is no number is none", () => {
  const metrics = [
    { datatype: 12, stringValue: "21" },
    { datatype: TYPE.float, floatValue: Number.NaN },
    { datatype: TYPE.double, doubleValue: Number.POSITIVE_INFINITY },
    { datatype: 13, longValue: 5 },
    { datatype: TYPE.float },
  ];
  expect(decoded(sparkplugBytes(BORN_AT, 0, metrics)).metrics.map((m) => m.number(undefined))).toEqual(Array(5).fill(undefined));
});

test("what is absent is not taken for the default of its field", () => {
  const { ts, seq, metrics } = decoded(sparkplugBytes(undefined, undefined, [{}]));
  expect([ts, seq]).toEqual([undefined, undefined]);
  expect(metrics).toMatchObject([
    { name: undefined, alias: undefined, ts: undefined, type: undefined, isNull: false, isHistorical: false },
  ]);
});

test("properties are read by name; a time that is none is told apart from no time", () => {
  const properties = {
    engUnit: text("degC"),
    Quality: { type: 3, intValue: 192 },
    gone: { type: 3, isNull: true },
    __proto: text("x"),
  };
  const [metric] = decoded(sparkplugBytes(BORN_AT, 0, [{ name: "a", timestamp: 5, properties }])).metrics;
  expect(metric?.ts).toBeNull();
  expect([...(metric?.properties ?? [])]).toEqual([
    ["engUnit", "degC"],
    ["Quality", 192],
    ["__proto", "x"],
  ]);
});

test("any bytes are read or refused, never thrown at; what is read has a sequence number in range and finite numbers", () =>
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const payload = decodePayload(bytes);
      if (!payload.ok) return;
      const { seq = 0, metrics } = payload.value;
      expect(seq >= 0 && seq <= 255).toBe(true);
      for (const metric of metrics) expect(Number.isFinite(metric.number(undefined) ?? 0)).toBe(true);
    }),
    { numRuns: 2_000 },
  ));

test("nesting without end and payloads without measure are refused", () => {
  // A metric that holds a template that holds a metric, and so on: 18 is the template, 2 the metrics of a template.
  let nested = new Uint8Array();
  const inside = (tag: readonly number[], body: Uint8Array) => {
    const length = [body.length & 0x7f];
    for (let rest = body.length >> 7; rest > 0; rest >>= 7) {
      length[length.length - 1] = (length.at(-1) ?? 0) | 0x80;
      length.push(rest & 0x7f);
    }
    return new Uint8Array([...tag, ...length, ...body]);
  };
  for (let depth = 0; depth < 3_000; depth++) nested = inside(depth % 2 ? [0x12] : [0x92, 0x01], nested);
  expect(() => decodePayload(inside([0x12], nested))).not.toThrow();
  expect(decodePayload(new Uint8Array(2 ** 20 + 1))).toMatchObject({ ok: false, reason: "too-large" });
  expect(decodePayload(sparkplugBytes(BORN_AT, 0, Array(5_001).fill({})))).toMatchObject({ ok: false, reason: "unsupported" });
});

test.each([
  ["Int16", TYPE.int16, -5],
  ["Int64", TYPE.int64, -5],
  ["UInt32", TYPE.uint32, 70],
  ["Float", TYPE.float, 20.5],
  ["Double", TYPE.double, 20.3],
] as const)("a command of type %s is what the reference codec reads", (type, code, value) => {
  const payload = codec?.decodePayload(encodeCommand(BORN_AT, "Set", undefined, code, value));
  const [metric] = payload?.metrics ?? [];
  expect([Number(payload?.timestamp), payload?.seq, metric?.name, metric?.type, Number(metric?.value)]).toEqual([
    BORN_AT,
    undefined,
    "Set",
    type,
    value,
  ]);
});

test("a command names its metric by the alias, where it has one that a number holds", () => {
  const sent = (alias: number | string) => sparkplugMetrics(encodeCommand(BORN_AT, "Set", alias, TYPE.float, 1))[0];
  expect([Number(sent(7)?.alias), sent(7)?.name]).toEqual([7, ""]);
  expect(sent("18446744073709551615")?.name).toBe("Set");
});

test("a 32-bit float is read with the seven digits that it holds", () =>
  fc.assert(
    fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (float) => {
      const [metric] = decoded(sparkplugBytes(BORN_AT, 0, [{ datatype: TYPE.float, floatValue: float }])).metrics;
      expect(metric?.number(undefined)).toBe(Number(float.toPrecision(7)));
    }),
    { numRuns: 2_000 },
  ));
