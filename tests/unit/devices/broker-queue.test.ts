import fc from "fast-check";
import { expect, test } from "vitest";
import { createQueues, type QueuedPacket } from "../../../devices/broker-queue.ts";

const LARGE = { messages: 1_000, bytes: 1e9, totalBytes: 1e9 };
const packet = (brokerCounter: number, size = 10): QueuedPacket => ({
  cmd: "publish",
  brokerCounter,
  topic: "a/b",
  payload: Buffer.alloc(size),
});
const numbers = (packets: readonly QueuedPacket[]) => packets.map((p) => p.brokerCounter);

function queuesOf(limits: Partial<typeof LARGE>) {
  const dropped: string[] = [];
  return { queues: createQueues({ ...LARGE, ...limits }, (id) => void dropped.push(id)), dropped };
}

test("beyond its number of messages a client loses the oldest, and only they are told", () => {
  const { queues, dropped } = queuesOf({ messages: 3 });
  for (let i = 1; i <= 5; i++) queues.add("hall", packet(i));
  queues.add("attic", packet(6));
  expect(numbers(queues.of("hall"))).toEqual([3, 4, 5]);
  expect(numbers(queues.of("attic"))).toEqual([6]);
  expect(dropped).toEqual(["hall", "hall"]);
});

test("the same for its bytes; a message that is too large by itself is not kept", () => {
  const { queues, dropped } = queuesOf({ bytes: 5_000 });
  for (let i = 1; i <= 5; i++) queues.add("hall", packet(i, 1_000));
  expect(numbers(queues.of("hall"))).toEqual([3, 4, 5]);
  queues.add("hall", packet(6, 10_000));
  expect(queues.of("hall")).toEqual([]);
  expect(queues.bytes()).toBe(0);
  expect(dropped).toHaveLength(6);
});

test("when all together have too much the longest queue pays, and the others keep all", () => {
  const { queues, dropped } = queuesOf({ totalBytes: 100_000 });
  for (let i = 1; i <= 5; i++) queues.add("small", packet(i, 1_000));
  for (let i = 6; i <= 300; i++) queues.add("large", packet(i, 1_000));
  expect(numbers(queues.of("small"))).toEqual([1, 2, 3, 4, 5]);
  expect(queues.of("large").at(-1)?.brokerCounter).toBe(300);
  expect(queues.bytes()).toBeLessThanOrEqual(100_000);
  expect(queues.bytes()).toBeGreaterThan(90_000);
  expect(new Set(dropped)).toEqual(new Set(["large"]));
});

test("a packet that was given an id leaves by it; a PUBREL takes its place until then", () => {
  const { queues } = queuesOf({});
  queues.add("hall", packet(1));
  queues.add("hall", packet(2));
  queues.update("hall", { ...packet(1), messageId: 71 });
  queues.update("hall", { cmd: "pubrel", messageId: 71 });
  expect(queues.of("hall").map((p) => p.cmd)).toEqual(["pubrel", "publish"]);
  expect(queues.acknowledge("hall", 71)).toMatchObject({ cmd: "pubrel" });
  expect(queues.acknowledge("hall", 71)).toBeUndefined();
  expect(queues.acknowledge("hall", undefined)).toBeUndefined();
  expect(numbers(queues.of("hall"))).toEqual([2]);
});

test("what was given up stays so when it is numbered or acknowledged later", () => {
  const { queues } = queuesOf({ messages: 1 });
  queues.add("hall", packet(1));
  queues.update("hall", { ...packet(1), messageId: 9 });
  queues.add("hall", packet(2));
  queues.update("hall", { ...packet(1), messageId: 10 });
  queues.update("hall", { cmd: "pubrel", messageId: 9 });
  expect(queues.acknowledge("hall", 9)).toBeUndefined();
  expect(numbers(queues.of("hall"))).toEqual([2]);
});

test("whatever happens, the bounds hold, the order is kept and the bytes are those that are there", () => {
  const step = fc.record({
    what: fc.constantFrom("add", "add", "add", "number", "acknowledge", "forget"),
    client: fc.constantFrom("a", "b", "c"),
    size: fc.integer({ min: 0, max: 3_000 }),
    id: fc.integer({ min: 1, max: 5 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      const { queues } = queuesOf({ messages: 6, bytes: 6_000, totalBytes: 12_000 });
      const all = () => ["a", "b", "c"].map((id) => queues.of(id));
      steps.forEach(({ what, client, size, id }, i) => {
        if (what === "add") queues.add(client, packet(i + 1, size));
        else if (what === "number") {
          const first = queues.of(client)[0];
          if (first) queues.update(client, { ...first, messageId: id });
        } else if (what === "acknowledge") queues.acknowledge(client, id);
        else queues.forget(client);
        for (const queue of all()) {
          expect(queue.length).toBeLessThanOrEqual(6);
          expect(numbers(queue)).toEqual(numbers(queue).toSorted((x, y) => (x ?? 0) - (y ?? 0)));
        }
        expect(queues.bytes()).toBeLessThanOrEqual(12_000);
      });
      for (const id of ["a", "b", "c"]) queues.forget(id);
      expect(queues.bytes()).toBe(0);
    }),
    { numRuns: 200 },
  );
});
