import fc from "fast-check";
import { expect, test } from "vitest";
import { deviceSchema, type Mapping, mappingSchema, readingSchema, rejectionSchema } from "#domain";
import { DIALECTS } from "../../../../devices/dialects/index.ts";
import { createIngest } from "../../../../devices/ingest.ts";
import { createMappingSession, mappingDialect } from "../../../../devices/mapping/session.ts";
import { createRegistry } from "../../../../devices/registry.ts";
import { AT, bytesOf } from "../../../support/dialect.ts";

const mapping = (over: Partial<Mapping> = {}): Mapping => ({
  ...mappingSchema.parse({
    id: "temps",
    topicPattern: "plant/{hall}/climate",
    valuePath: "t.air",
    timePath: "at",
    building: "mill",
    zone: "{hall}",
    signal: "airTempC",
  }),
  ...over,
});

function setUp(mappings: readonly Mapping[], trusted = false) {
  const session = createMappingSession();
  session.use(mappings);
  const registry = createRegistry({ known: [], trusted, defaultBuilding: "house" });
  const ingest = createIngest([...DIALECTS, mappingDialect(session)], registry);
  const say = (topic: string, payload: unknown, retain = false) =>
    ingest.read({ topic, payload: bytesOf(payload), retain, receivedAt: AT });
  return { session, registry, say };
}

test("a topic that nobody knew becomes a device where the mapping says, also where devices are not trusted", () => {
  const { say, registry } = setUp([mapping()]);
  const { readings, rejections } = say("plant/Hall 2/climate", { t: { air: "21.5" }, at: "2026-11-23T22:00:00+01:00" });
  expect(rejections).toEqual([]);
  const [device] = registry.all();
  expect(readings).toEqual([
    {
      ts: Date.UTC(2026, 10, 23, 21),
      receivedAt: AT,
      building: "mill",
      zone: "hall-2",
      signal: "airTempC",
      value: 21.5,
      quality: "good",
      source: device?.id,
    },
  ]);
  expect(deviceSchema.parse(device)).toMatchObject({
    dialect: "mapping",
    name: "temps Hall 2",
    kind: "sensor",
    bound: true,
    lastSeen: AT,
    points: [{ origin: { topic: "plant/Hall 2/climate", property: "t.air" } }],
  });
});

test("a bare number, a bare word, nothing known at this time", () => {
  const { valuePath: _, timePath: __, ...bare } = mapping();
  const { say } = setUp([bare, { ...bare, id: "windows", topicPattern: "plant/{hall}/window", signal: "windowOpen" }]);
  expect(say("plant/a/climate", " 21.5\n").readings).toMatchObject([{ value: 21.5, ts: AT }]);
  expect(say("plant/a/window", "OPEN").rejections).toMatchObject([{ reason: "not-a-number", detail: /^mapping windows: / }]);
  expect(say("plant/a/window", "on").readings).toMatchObject([{ value: 1 }]);
  expect(say("plant/a/climate", "unavailable")).toMatchObject({ readings: [], rejections: [] });
  expect(say("plant/a/climate", "21.5", true).readings).toMatchObject([{ quality: "retained" }]);
});

test("several mappings read one message, each a device of its own", () => {
  const { say, registry } = setUp([
    mapping(),
    mapping({ id: "air", valuePath: "co2", signal: "co2Ppm" }),
    mapping({ id: "next-door", valuePath: "neighbour[0]", zone: "next-door" }),
  ]);
  const { readings } = say("plant/hall/climate", { at: AT, t: { air: 20 }, co2: 700, neighbour: [18] });
  expect(readings.map((r) => [r.zone, r.signal, r.value])).toEqual([
    ["hall", "airTempC", 20],
    ["hall", "co2Ppm", 700],
    ["next-door", "airTempC", 18],
  ]);
  expect(registry.all()).toHaveLength(3);
});

test("a path at which nothing ever stood is told; a part of a message that is missing later is not", () => {
  const { say } = setUp([mapping()]);
  expect(say("plant/a/climate", { temperature: 20 }).rejections).toMatchObject([
    { reason: "wrong-type", detail: "mapping temps: there is nothing at t.air" },
  ]);
  say("plant/a/climate", { t: { air: 20 }, at: AT });
  expect(say("plant/a/climate", { humidity: 50 })).toMatchObject({ readings: [], rejections: [] });
});

test.each([
  [{ t: { air: 20 }, at: "2026-11-23T22:00:00" }, "bad-time"],
  [{ t: { air: 20 } }, "bad-time"],
  [{ t: { air: "warm" }, at: AT }, "not-a-number"],
  [{ t: { air: 2000 }, at: AT }, "out-of-range"],
  ['{"t":', "not-json"],
  [Uint8Array.of(0xff), "not-utf8"],
])("%j is rejected as %s, once", (payload, reason) => {
  const { say } = setUp([mapping(), mapping({ id: "same" })]);
  const { readings, rejections } = say("plant/a/climate", payload);
  expect(readings).toEqual([]);
  expect(new Set(rejections.map((r) => r.reason))).toEqual(new Set([reason]));
  if (reason.startsWith("not-j") || reason === "not-utf8") expect(rejections).toHaveLength(1);
});

test("a bare nan does not cost the rest", () => {
  const { say } = setUp([mapping()]);
  const { readings, rejections } = say("plant/a/climate", `{"t":{"air":20},"rh":nan,"at":${AT}}`);
  expect(readings).toMatchObject([{ value: 20 }]);
  expect(rejections).toMatchObject([{ reason: "not-a-number" }]);
});

test("what a dialect reads never reaches a mapping", () => {
  const { say } = setUp([mapping({ topicPattern: "zonecast/in/{hall}/x/y" })], true);
  expect(say("zonecast/in/lab/x/y", { airTempC: 20 }).readings).toMatchObject([{ source: "plain:lab.x.y" }]);
});

test("names that no id can hold stay apart, however long", () => {
  const { say, registry } = setUp([mapping({ topicPattern: "plant/+/{hall}/climate" })]);
  const names = ["a b", "a_b", "ä", "", "x".repeat(150), `${"x".repeat(149)}y`];
  for (const name of names) for (const other of names) say(`plant/${name}/${other}/climate`, { t: { air: 20 }, at: AT });
  expect(registry.all()).toHaveLength(names.length ** 2);
  for (const device of registry.all()) deviceSchema.parse(device);
});

test("a mapping that changes or goes takes its devices along, others stay; a wrong one changes nothing", () => {
  const { session, say } = setUp([mapping(), mapping({ id: "other", valuePath: "co2", signal: "co2Ppm" })]);
  say("plant/a/climate", { t: { air: 20 }, co2: 500, at: AT });
  expect(() => session.use([mapping({ unit: "W" })])).toThrow();
  expect(session.use([mapping(), mapping({ id: "other", valuePath: "co2", signal: "co2Ppm" })])).toEqual([]);
  expect(session.use([mapping({ scale: 2 }), mapping({ id: "other", valuePath: "co2", signal: "co2Ppm" })])).toEqual([
    "mapping:temps:a",
  ]);
  expect(say("plant/a/climate", { t: { air: 10 }, at: AT }).readings).toMatchObject([{ value: 20 }]);
  expect(session.use([]).toSorted()).toEqual(["mapping:other:a", "mapping:temps:a"]);
  expect(session.filters()).toEqual([]);
  expect(say("plant/a/climate", { t: { air: 10 } }).rejections).toMatchObject([{ reason: "unknown-topic" }]);
});

test("devices of earlier runs stay when their mapping is there again, and go when it is not", () => {
  const { registry, say } = setUp([mapping()]);
  say("plant/a/climate", { t: { air: 20 }, at: AT });
  expect(createMappingSession(registry.all()).use([mapping()])).toEqual([]);
  expect(createMappingSession(registry.all()).use([mapping({ id: "new" })])).toEqual(["mapping:temps:a"]);
});

test("whatever comes, what comes out is what the domain says it is, the same again gives the same, and nothing is inherited", () => {
  const pristine = Object.getOwnPropertyNames(Object.prototype).sort();
  const key = fc.constantFrom("__proto__", "constructor", "t", "air", "toString", "at");
  const json = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom(null, true, 20, "21", "nan", 1e308, ""),
      fc.array(tie("node")),
      tie("object"),
    ),
    object: fc.dictionary(key, tie("node")),
  })).node;
  const path = fc.array(key, { minLength: 1, maxLength: 3 }).map((keys) => keys.join("."));
  const level = fc.oneof(key, fc.string());
  fc.assert(
    fc.property(path, path, fc.array(fc.tuple(level, json, fc.boolean()), { maxLength: 8 }), (valuePath, timePath, messages) => {
      const hear = () => {
        const { say, registry } = setUp([mapping({ valuePath, timePath }), mapping({ id: "bare", valuePath: "t" })]);
        return [
          messages.map(([name, payload, retain]) => say(`plant/${name}/climate`, payload, retain)),
          registry.all(),
        ] as const;
      };
      const [heard, devices] = hear();
      for (const { readings, rejections } of heard) {
        for (const reading of readings) expect(readingSchema.parse(reading)).toEqual(reading);
        for (const rejection of rejections) expect(rejectionSchema.parse(rejection)).toEqual(rejection);
      }
      for (const device of devices) expect(deviceSchema.parse(device)).toEqual(device);
      expect(JSON.stringify(hear())).toBe(JSON.stringify([heard, devices]));
      expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(pristine);
    }),
    { numRuns: 200 },
  );
});
