import { describe, expect, test } from "vitest";
import type { DialectEvent } from "../../../../devices/dialect.ts";
import { sparkplug } from "../../../../devices/dialects/sparkplug.ts";
import { only, recorded, speak, valuesIn } from "../../../support/dialect.ts";
import { sharedDataMissing } from "../../../support/shared-data.ts";
import {
  BOOLEAN,
  BORN_AT,
  bdSeq,
  FLOAT,
  later,
  type SparkplugMetric,
  sparkplugBytes,
  sparkplugMetrics,
  temperature,
  text,
} from "../../../support/sparkplug.ts";
import { describeUnless } from "../../../support/visible-skip.ts";

const NODE = "sparkplug:Rosenheim.edge1";
const DEVICE = `${NODE}.hall`;
const REBIRTH_TOPIC = "spBv1.0/Rosenheim/NCMD/edge1";

/** One edge node heard by one host; `at`: ms after its birth. */
function edge(name = "edge1") {
  const { say, session } = speak(sparkplug);
  const hear = (verb: string, device: string, at: number, seq: number | undefined, metrics: readonly SparkplugMetric[]) =>
    say(`spBv1.0/Rosenheim/${verb}/${name}${device}`, sparkplugBytes(BORN_AT + at, seq, metrics), { at: BORN_AT + at });
  return {
    say,
    session,
    nbirth: (metrics: readonly SparkplugMetric[] = [temperature(20)], { seq = 0, at = 0, session: bd = 1 } = {}) =>
      hear("NBIRTH", "", at, seq, [bdSeq(bd), ...metrics]),
    ndata: (seq: number, at: number, metrics: readonly SparkplugMetric[] = [later(20 + seq, at)]) =>
      hear("NDATA", "", at, seq, metrics),
    ndeath: (bd: number, at = 0) =>
      say(`spBv1.0/Rosenheim/NDEATH/${name}`, sparkplugBytes(undefined, undefined, [bdSeq(bd)]), { at: BORN_AT + at }),
    dbirth: (seq: number, at = 0, metrics: readonly SparkplugMetric[] = [temperature(18)]) =>
      hear("DBIRTH", "/hall", at, seq, metrics),
    ddata: (seq: number, at: number, metrics: readonly SparkplugMetric[] = [later(18 + seq, at)]) =>
      hear("DDATA", "/hall", at, seq, metrics),
    ddeath: (seq: number, at: number) => hear("DDEATH", "/hall", at, seq, []),
    tick: (at: number) => session.tick?.(BORN_AT + at) ?? [],
  };
}

const temperatures = (events: readonly DialectEvent[]): number[] => only(events, "value").map((event) => event.value);
const onlineOf = (events: readonly DialectEvent[]) => only(events, "availability").map(({ id, online }) => [id, online]);
const asksForBirth = (events: readonly DialectEvent[]): boolean => only(events, "send").length > 0;

describe("T11: Sparkplug B", () => {
  test("T11: an unknown alias is told and asks for a rebirth; the metrics beside it are read", () => {
    const node = edge();
    node.nbirth();
    const events = node.ndata(1, 1_000, [{ alias: 7, floatValue: 5, timestamp: BORN_AT }, later(21, 1_000)]);
    expect(valuesIn(events)).toEqual({ "Zone_1/airTempC": 21 });
    expect(only(events, "rejected")).toMatchObject([{ reason: "unknown-device" }]);
    const [request] = only(events, "send");
    expect(request?.message).toMatchObject({ topic: REBIRTH_TOPIC, qos: 0 });
    const metrics = sparkplugMetrics(Buffer.from(request?.message.payload ?? ""));
    expect(metrics).toMatchObject([{ name: "Node Control/Rebirth", datatype: BOOLEAN, booleanValue: true }]);
    expect(request?.message.payload).toEqual(
      Buffer.from(
        sparkplugBytes(BORN_AT + 1_000, undefined, [
          { name: "Node Control/Rebirth", timestamp: BORN_AT + 1_000, datatype: BOOLEAN, booleanValue: true },
        ]),
      ),
    );
  });

  test("T11: a name that no birth held asks for a rebirth", () => {
    const node = edge();
    node.nbirth();
    expect(asksForBirth(node.ndata(1, 0, [{ name: "New", floatValue: 1, timestamp: BORN_AT }]))).toBe(true);
  });

  test("T11: seq 1, 2, 4 and then 3 within the time-out: read in order, nothing asked", () => {
    const node = edge();
    node.nbirth();
    const read = [
      node.ndata(1, 100),
      node.ndata(2, 200),
      node.ndata(4, 400),
      node.tick(1_000),
      node.ndata(3, 1_100),
      node.tick(9_000),
    ];
    expect(read.map(temperatures)).toEqual([[21], [22], [], [], [23, 24], []]);
    expect(read.some(asksForBirth)).toBe(false);
    expect(only(read.flat(), "value").every((event) => event.quality === "good")).toBe(true);
  });

  test("T11: seq 1, 2, 4 without 3: after the time-out a rebirth is asked for, and what was held is read as doubtful", () => {
    const node = edge();
    node.nbirth();
    node.ndata(1, 100);
    node.ndata(2, 200);
    node.ndata(4, 400);
    expect(node.tick(2_399)).toEqual([]);
    const events = node.tick(2_400);
    expect(only(events, "value")).toMatchObject([{ value: 24, quality: "suspect", ts: BORN_AT + 400 }]);
    expect(only(events, "send").map((event) => event.message.topic)).toEqual([REBIRTH_TOPIC]);
    // Until it is born again nobody knows what its aliases mean.
    expect(only(node.ndata(5, 3_000), "value")).toMatchObject([{ value: 25, quality: "suspect" }]);
    node.nbirth([temperature(20)], { at: 3_500 });
    expect(only(node.ndata(1, 4_000), "value")).toMatchObject([{ value: 21, quality: "good" }]);
  });

  test("T11: the time-out passes without a tick when the node speaks again", () => {
    const node = edge();
    node.nbirth();
    node.ndata(2, 0);
    const events = node.ndata(3, 2_000);
    expect([temperatures(events), asksForBirth(events)]).toEqual([[22, 23], true]);
  });

  test("T11: the sequence goes on from 255 to 0, from whatever the birth began with", () => {
    const node = edge();
    node.nbirth([temperature(20)], { seq: 254 });
    const events = [...node.ndata(255, 10), ...node.ndata(0, 20), ...node.ndata(1, 30)];
    expect(temperatures(events)).toHaveLength(3);
    expect(node.tick(60_000)).toEqual([]);
  });

  test("T11: a second NBIRTH from a running node begins anew: other aliases, devices gone until they are born again", () => {
    const node = edge();
    node.nbirth();
    node.dbirth(1);
    expect(onlineOf(node.ndata(2, 100))).toEqual([[NODE, true]]);
    const again = node.nbirth([temperature(20, { alias: 9 })], { at: 200 });
    expect(onlineOf(again)).toEqual([
      [DEVICE, false],
      [NODE, true],
    ]);
    expect(only(again, "device")).toEqual([]);
    expect(asksForBirth(node.ndata(1, 300))).toBe(true);
    expect(temperatures(node.ndata(2, 400, [later(25, 400, { alias: 9 })]))).toEqual([25]);
    expect(onlineOf(node.dbirth(3, 500))).toEqual([[DEVICE, true]]);
  });

  test("T11: a historical value keeps its own time and is marked; without a time it is none", () => {
    const node = edge();
    node.nbirth();
    const events = node.ndata(1, 60_000, [
      later(21, 60_000),
      later(15, -3_600_000, { isHistorical: true }),
      { alias: 1, floatValue: 14, isHistorical: true },
    ]);
    expect(only(events, "value")).toMatchObject([
      { value: 21, ts: BORN_AT + 60_000, quality: "good" },
      { value: 15, ts: BORN_AT - 3_600_000, quality: "historical" },
    ]);
    expect(only(events, "rejected")).toMatchObject([{ reason: "bad-time" }]);
  });

  test("T11: null is unknown, in a birth and later: a point without a value, not zero", () => {
    const node = edge();
    const birth = node.nbirth([temperature(0, { floatValue: null, isNull: true })]);
    expect(only(birth, "device")[0]?.device.points).toMatchObject([{ signal: "airTempC", endpoint: "Zone_1" }]);
    const events = [...birth, ...node.ndata(1, 0, [{ alias: 1, isNull: true, timestamp: BORN_AT }])];
    expect([only(events, "value"), only(events, "rejected")]).toEqual([[], []]);
  });

  test.each([
    ["nothing", new Uint8Array()],
    ["text", new TextEncoder().encode('{"temperature":21}')],
    ["ones", new Uint8Array(50).fill(0xff)],
    ["zeros", new Uint8Array(50)],
    ["half a birth", sparkplugBytes(BORN_AT, 0, [temperature(20)]).subarray(0, 30)],
    ["no seq", sparkplugBytes(BORN_AT, undefined, [temperature(20)])],
    ["no timestamp", sparkplugBytes(undefined, 0, [temperature(20)])],
    ["seq 256", sparkplugBytes(BORN_AT, 256, [temperature(20)])],
  ])("T11: garbage is rejected and changes nothing: %s", (_, bytes) => {
    const node = edge();
    node.nbirth();
    for (const topic of [
      "NBIRTH/edge1",
      "NDATA/edge1",
      "NDEATH/edge1",
      "DBIRTH/edge1/hall",
      "DDATA/edge1/hall",
      "DDEATH/edge1/hall",
    ]) {
      const events = node.say(`spBv1.0/Rosenheim/${topic}`, bytes);
      expect(events.filter((e) => e.type !== "rejected" && e.type !== "send")).toEqual([]);
      expect(only(events, "rejected").length).toBeGreaterThan(0);
    }
    expect(temperatures(node.ndata(1, 100))).toEqual([21]);
  });

  test("T11: at most one rebirth in 30 s for each node, however much is wrong", () => {
    const [one, other] = [edge(), edge("edge2")];
    const count = (node: typeof one, fromS: number, toS: number) =>
      Array.from({ length: (toS - fromS) * 10 }, (_, i) => node.ndata((i * 7) % 256, fromS * 1000 + i * 100)).filter(asksForBirth)
        .length;
    expect([count(one, 0, 30), count(one, 30, 60), count(one, 60, 61), count(other, 0, 29)]).toEqual([1, 1, 1, 1]);
  });
});

test("data before any birth is not guessed at: the node is asked to be born", () => {
  const node = edge();
  const events = [...node.ndata(5, 0), ...node.dbirth(6), ...node.ddata(7, 0)];
  expect(only(events, "value")).toEqual([]);
  expect(only(events, "send")).toHaveLength(1);
});

test("a birth announces the node with its metrics as points, and says why others are not read", () => {
  const node = edge();
  const events = node.nbirth([
    temperature(20),
    { name: "Zone 1/Fan Speed", datatype: FLOAT, floatValue: 3 },
    { name: "Zone 1/Room Temperature", datatype: FLOAT, floatValue: 3, properties: { engUnit: text("°C") } },
    { name: "Node Control/Rebirth", datatype: BOOLEAN, booleanValue: false },
    { name: "Properties/Hardware Make", datatype: 12, stringValue: "Sauter" },
    { name: "Properties/Hardware Model", datatype: 12, stringValue: "modu612" },
  ]);
  expect(events[0]).toEqual({
    type: "device",
    device: {
      id: NODE,
      name: "edge1",
      vendor: "Sauter",
      model: "modu612",
      kind: "sensor",
      batteryPowered: false,
      points: [{ signal: "airTempC", endpoint: "Zone_1", writable: undefined }],
      unread: ["Zone 1/Fan Speed: no signal of ours", "Zone 1/Room Temperature: another metric is read as airTempC already"],
    },
  });
  expect(events.slice(1)).toEqual([
    { type: "availability", id: NODE, online: true },
    { type: "value", id: NODE, endpoint: "Zone_1", signal: "airTempC", value: 20, ts: BORN_AT, quality: "good" },
    { type: "seen", id: NODE },
  ]);
  expect(only(node.nbirth([temperature(20)]), "device")).toHaveLength(1);
});

describe("death", () => {
  const alive = () => {
    const node = edge();
    node.nbirth();
    node.dbirth(1);
    return node;
  };
  test("of a node takes its devices along; then its data is not read until it is born again", () => {
    const node = alive();
    expect(onlineOf(node.ndeath(1))).toEqual([
      [NODE, false],
      [DEVICE, false],
    ]);
    expect(only(node.ndata(2, 100), "value")).toEqual([]);
    expect(onlineOf(node.nbirth([temperature(20)], { session: 2 }))).toEqual([[NODE, true]]);
  });
  test("of an earlier session is ignored", () => {
    const node = alive();
    node.nbirth([temperature(20)], { session: 2 });
    expect(node.ndeath(1)).toEqual([]);
    expect(temperatures(node.ndata(1, 100))).toEqual([21]);
  });
  test("of a device leaves its node alive", () => {
    const node = alive();
    expect(onlineOf(node.ddeath(2, 100))).toEqual([[DEVICE, false]]);
    expect(temperatures(node.ndata(3, 200))).toEqual([23]);
    expect(asksForBirth(node.ddata(4, 300))).toBe(true);
  });
  test("does not lose what was held back", () => {
    const node = alive();
    node.ndata(3, 100);
    expect(only(node.ndeath(1), "value")).toMatchObject([{ value: 23, quality: "suspect" }]);
  });
  test("of a node that only an earlier run knew is told too", () => expect(onlineOf(edge().ndeath(4))).toEqual([[NODE, false]]));
});

test("what arrives before the birth that it belongs to is read after it", () => {
  const node = edge();
  node.nbirth([temperature(20)], { seq: 100 });
  expect(node.dbirth(1, 500)).toEqual([]);
  const events = node.nbirth([temperature(20)], { at: 400, session: 2 });
  expect(onlineOf(events)).toEqual([
    [NODE, true],
    [DEVICE, true],
  ]);
});

test("a repeated message is read once", () => {
  const node = edge();
  node.nbirth();
  expect([node.ndata(1, 100), node.ndata(1, 100)].map(temperatures)).toEqual([[21], []]);
  expect(node.tick(60_000)).toEqual([]);
});

test("a bad or stale quality makes a value suspect, silence about it a good one", () => {
  const node = edge();
  node.nbirth();
  const quality = (code: number) => ({ properties: { Quality: { type: 3, intValue: code } } });
  const events = node.ndata(1, 0, [later(1, 1, quality(0)), later(2, 2, quality(500)), later(3, 3, quality(192)), later(4, 4)]);
  expect(only(events, "value").map((event) => event.quality)).toEqual(["suspect", "suspect", "good", "good"]);
});

test("float dust is taken off; not a number is told; the unit is turned into ours", () => {
  const node = edge();
  node.nbirth([temperature(70, { properties: { "Engineering Units": text("°F") } })]);
  expect(temperatures(node.ndata(1, 0, [later(70.7, 0)]))).toEqual([21.5]);
  expect(only(node.ndata(2, 0, [later(Number.NaN, 0)]), "rejected")).toMatchObject([{ reason: "not-a-number" }]);
});

test("a retained message, a wrong topic and the words of hosts are no data", () => {
  const { say, session } = edge();
  const birth = sparkplugBytes(BORN_AT, 0, [bdSeq(1), temperature(20)]);
  expect(say("spBv1.0/Rosenheim/NBIRTH/edge1", birth, { retain: true })).toMatchObject([
    { type: "rejected", reason: "unsupported" },
  ]);
  expect(say("spBv1.0/Rosenheim/NBIRTH/edge1/hall", birth)).toMatchObject([{ type: "rejected", reason: "bad-topic" }]);
  for (const topic of ["spBv1.0/STATE/zonecast", "spBv1.0/Rosenheim/NCMD/edge1", "spBv1.0/Rosenheim/DCMD/edge1/hall"]) {
    expect(session.claims(topic)).toBe(true);
    expect(say(topic, '{"online":true,"timestamp":1700000000000}')).toEqual([]);
  }
});

describe("a set-point", () => {
  const setpoint = (more: SparkplugMetric = {}): SparkplugMetric => ({
    name: "Heat Setpoint",
    alias: 2,
    datatype: FLOAT,
    floatValue: 68,
    timestamp: BORN_AT,
    properties: { engUnit: text("°F"), engLow: { type: FLOAT, floatValue: 41 }, engHigh: { type: FLOAT, floatValue: 86 } },
    ...more,
  });
  test("with a stated range is set on its device, in its unit, by its alias", () => {
    const node = edge();
    node.nbirth([]);
    const [announced] = only(node.dbirth(1, 0, [setpoint()]), "device");
    expect(announced?.device.points).toEqual([
      { signal: "heatingSetpointC", endpoint: undefined, writable: { min: 5, max: 30, step: 0.1 } },
    ]);
    const outgoing = node.session.command(DEVICE, undefined, "heatingSetpointC", 21);
    expect(outgoing).toMatchObject({ topic: "spBv1.0/Rosenheim/DCMD/edge1/hall", qos: 0 });
    const [metric] = sparkplugMetrics(Buffer.from(outgoing?.payload ?? ""));
    expect([Number(metric?.alias), metric?.name, metric?.datatype]).toEqual([2, "", FLOAT]);
    expect(metric?.floatValue).toBeCloseTo(69.8, 4);
    node.ddeath(2, 100);
    expect(node.session.command(DEVICE, undefined, "heatingSetpointC", 21)).toBeUndefined();
  });
  test("without an alias is named; whole numbers stay whole", () => {
    const node = edge();
    node.nbirth([setpoint({ alias: null, datatype: 3, floatValue: null, intValue: 68 })]);
    const outgoing = node.session.command(NODE, undefined, "heatingSetpointC", 21);
    expect(outgoing?.topic).toBe(REBIRTH_TOPIC);
    expect(sparkplugMetrics(Buffer.from(outgoing?.payload ?? ""))).toMatchObject([{ name: "Heat Setpoint", intValue: 70 }]);
  });
  test.each([
    ["no range", { properties: { engUnit: text("°C") } }],
    ["read-only", { properties: { ...setpoint().properties, readOnly: { type: BOOLEAN, booleanValue: true } } }],
  ])("is not commanded: %s", (_, more) => {
    const node = edge();
    node.nbirth([setpoint(more)]);
    expect(node.session.command(NODE, undefined, "heatingSetpointC", 21)).toBeUndefined();
  });
});

describeUnless(sharedDataMissing("mqtt"), "recorded births and data", () => {
  test("are read: alias, historical value, null, metrics without a unit", () => {
    const { say } = speak(sparkplug);
    const messages = recorded("sparkplug", "fixtures.json").flatMap((each) =>
      "base64" in each && typeof each.base64 === "string"
        ? [{ topic: each.topic, bytes: Buffer.from(each.base64, "base64") }]
        : [],
    );
    const events = messages.flatMap(({ topic, bytes }) => say(topic, bytes));
    expect(only(events, "device")).toMatchObject([
      {
        device: {
          id: NODE,
          points: [
            { signal: "airTempC", endpoint: "Zone_1" },
            { signal: "co2Ppm", endpoint: "Zone_1" },
          ],
        },
      },
    ]);
    expect(only(events, "device")[0]?.device.unread).toEqual([
      "Zone 1/Heat Setpoint: states no unit",
      "Meter/Energy: states no unit",
      "Meter/Status: no signal of ours",
    ]);
    expect(only(events, "value").map(({ value, ts, quality }) => [value, ts, quality])).toEqual([
      [21.34, 1_700_000_000_000, "good"],
      [21.4, 1_700_000_059_000, "good"],
      [20.9, 1_699_999_000_000, "historical"],
    ]);
    expect(only(events, "rejected")).toEqual([]);
  });
});
