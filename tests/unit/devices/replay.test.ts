import { expect, test } from "vitest";
import { manualClock, type Reading, type Rejection } from "#domain";
import type { Logged } from "../../../devices/raw-log/line.ts";
import { type LogReplayOptions, replayLog } from "../../../devices/replay.ts";
import { bytesOf } from "../../support/dialect.ts";
import { until } from "../../support/until.ts";

const T0 = Date.UTC(2026, 0, 5);
const logged = (atS: number, payload: unknown, topic = "zonecast/in/lab/room/probe", sent = false): Logged => ({
  message: { topic, payload: bytesOf(payload), retain: false, receivedAt: T0 + atS * 1_000 },
  sent,
});

function setUp(messages: readonly Logged[], over: Partial<LogReplayOptions> = {}) {
  const clock = manualClock();
  const stored: Reading[] = [];
  const rejected: Rejection[] = [];
  const stop = new AbortController();
  async function* stream() {
    yield* messages;
  }
  const replayed = replayLog({
    clock,
    messages: stream(),
    speed: "max",
    trusted: true,
    defaultBuilding: "site",
    mappings: [],
    onReadings: async (readings) => void stored.push(...readings),
    onRejections: async (rejections) => void rejected.push(...rejections),
    onProgress: () => {},
    signal: stop.signal,
    ...over,
  });
  return { clock, stored, rejected, stop, replayed };
}

test("T37: readings, rejections and devices with the times at which they came; what we had sent is left out", async () => {
  const { replayed, stored, rejected } = setUp([
    logged(0, { airTempC: 20 }),
    logged(5, { heatingSetpointC: 25 }, "zonecast/out/lab/room/probe/set", true),
    logged(86_400, "?", "nobody/knows"),
    logged(86_401, { airTempC: 21 }),
  ]);
  expect(await replayed).toMatchObject({
    messages: 3,
    leftOut: 1,
    readings: 2,
    rejections: 1,
    fromTs: T0,
    toTs: T0 + 86_401_000,
    devices: [{ id: "plain:lab.room.probe", lastSeen: T0 + 86_401_000 }],
  });
  expect(stored.map((r) => [r.ts - T0, r.value, r.receivedAt - T0])).toEqual([
    [0, 20, 0],
    [86_401_000, 21, 86_401_000],
  ]);
  expect(rejected).toMatchObject([{ topic: "nobody/knows", at: T0 + 86_400_000 }]);
});

test("at sixty times the speed a minute takes a second, and what came before is stored meanwhile", async () => {
  const { clock, replayed, stored } = setUp([logged(0, { airTempC: 20 }), logged(60, { airTempC: 21 })], { speed: 60 });
  await until("the first is stored", () => stored.length === 1);
  clock.advance(999);
  await new Promise((resolve) => setImmediate(resolve));
  expect(stored).toHaveLength(1);
  clock.advance(1);
  expect((await replayed).readings).toBe(2);
});

test("interrupted, it keeps what it has", async () => {
  const { stop, replayed, stored } = setUp([logged(0, { airTempC: 20 }), logged(3_600, {}), logged(7_200, {})], { speed: 1 });
  await until("the first is stored", () => stored.length === 1);
  stop.abort();
  expect((await replayed).messages).toBeLessThan(3);
});

test("a wrong mapping stops it before the first message", async () => {
  const mapping = {
    id: "m",
    topicPattern: "#",
    building: "b",
    zone: "z",
    signal: "airTempC",
    unit: "",
    scale: 1,
    offset: 0,
  } as const;
  await expect(setUp([], { mappings: [mapping] }).replayed).rejects.toThrow(/topicPattern/);
});
