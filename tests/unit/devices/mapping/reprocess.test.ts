import { expect, test } from "vitest";
import { type Mapping, mappingSchema, type Reading, type Rejection } from "#domain";
import type { Message } from "../../../../devices/dialect.ts";
import { DIALECTS } from "../../../../devices/dialects/index.ts";
import { rejectionOf } from "../../../../devices/gathering.ts";
import { createIngest } from "../../../../devices/ingest.ts";
import { messageOf, reprocess } from "../../../../devices/mapping/reprocess.ts";
import { createMappingSession, mappingDialect } from "../../../../devices/mapping/session.ts";
import { createRegistry } from "../../../../devices/registry.ts";
import { AT, bytesOf } from "../../../support/dialect.ts";

const mapping: Mapping = mappingSchema.parse({
  id: "temps",
  topicPattern: "plant/{hall}/t",
  valuePath: "v",
  building: "mill",
  zone: "{hall}",
  signal: "airTempC",
});
const message = (topic: string, payload: unknown, at = AT): Message => ({
  topic,
  payload: bytesOf(payload),
  retain: false,
  receivedAt: at,
});

function setUp(mappings: readonly Mapping[] = [mapping]) {
  const session = createMappingSession();
  session.use(mappings);
  const registry = createRegistry({ known: [], trusted: true, defaultBuilding: "house" });
  const ingest = createIngest([...DIALECTS, mappingDialect(session)], registry);
  const stored: Reading[] = [];
  const run = (rejections: readonly Rejection[], how: { topicFilter?: string; kept?: readonly Message[] } = {}) =>
    reprocess({
      ingest,
      topicFilter: how.topicFilter,
      rejections,
      kept: how.kept && asStream(how.kept),
      onReadings: async (readings) => void stored.push(...readings),
    });
  return { run, stored, ingest, registry };
}
async function* asStream(messages: readonly Message[]) {
  yield* messages;
}
const unknown = (topic: string, payload: unknown, at = AT) =>
  rejectionOf(message(topic, payload, at), "unknown-topic", "no dialect knows this topic");

test("what was rejected becomes readings with the times at which it came, and is mended", async () => {
  const { run, stored } = setUp();
  const done = await run([
    unknown("plant/a/t", { v: 20 }),
    unknown("plant/b/t", { v: 21 }, AT - 3_600_000),
    unknown("else", "1"),
  ]);
  expect(done).toMatchObject({ messages: 2, readings: 2, refused: 0, unreadable: 0 });
  expect(done.mended.map((m) => m.topic)).toEqual(["plant/a/t", "plant/b/t"]);
  expect(stored.map((r) => [r.zone, r.value, r.ts])).toEqual([
    ["a", 20, AT],
    ["b", 21, AT - 3_600_000],
  ]);
});

test("what is still wrong stays, what was cut or no text is counted apart, other topics are left alone", async () => {
  const { run, stored } = setUp();
  const done = await run(
    [
      unknown("plant/a/t", { v: "warm" }),
      unknown("plant/b/t", { v: 20, pad: "x".repeat(3_000) }),
      { ...unknown("plant/c/t", "x"), reason: "not-utf8" },
      unknown("plant/d/t", { v: 20 }),
    ],
    { topicFilter: "plant/+/t" },
  );
  expect(done).toMatchObject({ messages: 2, readings: 1, refused: 1, unreadable: 2, mended: [{ topic: "plant/d/t" }] });
  expect(stored).toHaveLength(1);
  expect((await run([unknown("plant/d/t", { v: 20 })], { topicFilter: "plant/a/#" })).messages).toBe(0);
});

test("messages that were kept whole are all read, and the rejections among them not twice", async () => {
  const { run, stored } = setUp();
  const kept = Array.from({ length: 5_000 }, (_, i) => message("plant/a/t", { v: i % 80 }, AT + i));
  const long = { v: 5, pad: "x".repeat(3_000) };
  const done = await run([unknown("plant/a/t", { v: 39 }, AT + 4_999), unknown("plant/b/t", long, AT)], {
    kept: [...kept, message("plant/b/t", long), message("zonecast/in/lab/a/b", { airTempC: 20 })],
  });
  expect(done).toMatchObject({ messages: 5_001, readings: 5_001, unreadable: 0 });
  expect(done.mended.map((m) => m.topic)).toEqual(["plant/a/t", "plant/b/t"]);
  expect(stored).toHaveLength(5_001);
});

test("what a dialect reads is never read again: an old message must not change what it knows", async () => {
  const { run, ingest, registry } = setUp();
  const topic = "zonecast/in/lab/room/box";
  ingest.read(message(`${topic}/announce`, { name: "Box" }));
  ingest.read(message(`${topic}/availability`, "online"));
  const before = registry.all();
  const done = await run([unknown(`${topic}/availability`, "offline")], {
    kept: [message(`${topic}/availability`, "offline"), message(`${topic}/announce`, "")],
  });
  expect(done.messages).toBe(0);
  expect(registry.all()).toEqual(before);
});

test("a store that fails is not passed over", async () => {
  const { ingest } = setUp();
  const failing = reprocess({
    ingest,
    topicFilter: undefined,
    rejections: [unknown("plant/a/t", { v: 20 })],
    kept: undefined,
    onReadings: () => Promise.reject(new Error("disk full")),
  });
  await expect(failing).rejects.toThrow("disk full");
});

test("a rejection of any text that was kept whole gives the same bytes back", () => {
  for (const text of ["", '{"v":21.5}', "Büro ☃", "x".repeat(1_990)])
    expect(messageOf(rejectionOf(message("plant/a/t", text), "unknown-topic", ""))?.payload).toEqual(bytesOf(text));
  for (const text of ["x".repeat(2_001), "é".repeat(1_001), "☃".repeat(667)])
    expect(messageOf(rejectionOf(message("plant/a/t", text), "unknown-topic", ""))).toBeUndefined();
});
