import fc from "fast-check";
import { expect, test } from "vitest";
import { createRetainedMemory } from "../../../devices/broker-retained.ts";
import { matcher } from "../../../devices/topic-filter.ts";

const level = fc.constantFrom("a", "b", "", "c");
const topics = fc.array(
  fc.array(level, { minLength: 1, maxLength: 4 }).map((l) => l.join("/")),
  { maxLength: 20 },
);
const filters = fc.array(
  fc
    .tuple(fc.array(fc.oneof(level, fc.constant("+")), { maxLength: 4 }), fc.boolean())
    .map(([levels, all]) => [...levels, ...(all ? ["#"] : [])].join("/")),
  { minLength: 1, maxLength: 6 },
);

async function heard(all: readonly string[], by: readonly string[]): Promise<string[]> {
  const memory = createRetainedMemory<{ topic: string; payload: string }>();
  for (const topic of all) memory.store({ topic, payload: "x" });
  return (await memory.streamOf(by).toArray()).map((packet: { topic: string }) => packet.topic);
}

test("what filters bring is what they match one by one, each message once", async () => {
  await fc.assert(
    fc.asyncProperty(topics, filters, async (all, by) => {
      const expected = [...new Set(all)].filter((topic) => matcher(by).matches(topic));
      expect((await heard(all, by)).toSorted()).toEqual(expected.toSorted());
    }),
    { numRuns: 300 },
  );
});

test("an empty message removes what was retained, a later one replaces it", async () => {
  const memory = createRetainedMemory<{ topic: string; payload: string }>();
  for (const [topic, payload] of [
    ["a", "1"],
    ["b", "1"],
    ["a", "2"],
    ["b", ""],
  ] as const)
    memory.store({ topic, payload });
  expect(await memory.streamOf(["#", "a"]).toArray()).toEqual([{ topic: "a", payload: "2" }]);
});

test("who asks for much does not keep others from their turn", async () => {
  const memory = createRetainedMemory<{ topic: string; payload: string }>();
  for (let i = 0; i < 20_000; i++) memory.store({ topic: `s/${i}`, payload: "x" });
  let turns = 0;
  let over = false;
  const count = (): void => {
    turns++;
    if (!over) setImmediate(count);
  };
  setImmediate(count);
  const got = await memory.streamOf(Array.from({ length: 10_000 }, (_, i) => `+/${i}`)).toArray();
  over = true;
  expect(got).toHaveLength(10_000);
  expect(turns).toBeGreaterThanOrEqual(9);
});
