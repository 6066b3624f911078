import { expect, test } from "vitest";
import { type Mapping, mappingSchema, ZonecastError } from "#domain";
import { createMappings } from "../../../server/mappings.ts";

const mapping = (id: string, scale = 1): Mapping =>
  mappingSchema.parse({ id, topicPattern: `plant/${id}`, building: "mill", zone: "hall", signal: "airTempC", scale });

function setUp(stored: readonly Mapping[] = []) {
  const inForce: string[][] = [];
  const kept: string[] = [];
  let failing = false;
  const keep = async (what: string) => {
    await new Promise((resolve) => setImmediate(resolve));
    if (failing) throw new ZonecastError("store-failed", "disk full", { retry: true });
    kept.push(what);
  };
  const mappings = createMappings(
    {
      saveMapping: ({ id }) => keep(`save ${id}`),
      removeMapping: (id) => keep(`remove ${id}`).then(() => true),
    },
    {
      setMappings(list) {
        if (list.some(({ id }) => id === "wrong")) throw new ZonecastError("bad-input", "no");
        inForce.push(list.map(({ id }) => id));
      },
    },
    stored,
  );
  const fail = (now: boolean) => {
    failing = now;
  };
  return { mappings, inForce, kept, fail };
}

test("changes that come at once are carried out one after the other, in force before they are kept", async () => {
  const { mappings, inForce, kept } = setUp([mapping("a")]);
  await Promise.all([mappings.save(mapping("b")), mappings.remove("a"), mappings.save(mapping("b", 2))]);
  expect(inForce).toEqual([["a", "b"], ["b"], ["b"]]);
  expect(kept).toEqual(["save b", "remove a", "save b"]);
  expect(mappings.all()).toEqual([mapping("b", 2)]);
});

test("what is wrong, not there, or cannot be kept changes nothing, and the next change goes through", async () => {
  const { mappings, inForce, fail } = setUp([mapping("a")]);
  await expect(mappings.save(mapping("wrong"))).rejects.toThrow("no");
  await expect(mappings.remove("b")).rejects.toThrow(/there is no mapping 'b'/);
  fail(true);
  await expect(mappings.save(mapping("b"))).rejects.toThrow("disk full");
  expect(inForce.at(-1)).toEqual(["a"]);
  fail(false);
  await mappings.save(mapping("c"));
  expect(mappings.all().map(({ id }) => id)).toEqual(["a", "c"]);
});

test("there is a bound, and replacing is possible at it", async () => {
  const { mappings } = setUp(Array.from({ length: 500 }, (_, i) => mapping(`m${i}`)));
  await expect(mappings.save(mapping("one-more"))).rejects.toThrow(/500 mappings already/);
  await mappings.save(mapping("m7", 3));
  expect(mappings.all()).toHaveLength(500);
});
