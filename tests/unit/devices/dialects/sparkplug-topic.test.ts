import fc from "fast-check";
import { expect, test } from "vitest";
import { sourceSchema } from "#domain";
import { commandTopic, idOf, parseTopic } from "../../../../devices/dialects/sparkplug-topic.ts";

test.each([
  ["spBv1.0/G/NBIRTH/e", { verb: "NBIRTH", address: { group: "G", edge: "e" } }],
  ["spBv1.0/G/DDATA/e/d", { verb: "DDATA", address: { group: "G", edge: "e", device: "d" } }],
  ["spBv1.0/STATE/zonecast", "host"],
  ["spBv1.0/G/NCMD/e", "host"],
  ["spBv1.0/G/DCMD/e/d", "host"],
  ["spBv1.0/G/NDATA/e/d", undefined],
  ["spBv1.0/G/DDATA/e", undefined],
  ["spBv1.0/G/XDATA/e", undefined],
  ["spBv1.0/G/NDATA/", undefined],
  ["spBv1.0/G/NDATA/e/d/x", undefined],
  ["spBv1.0/G+/NDATA/e", undefined],
  [`spBv1.0/G/NDATA/${"e".repeat(80)}`, undefined],
])("%s", (topic, expected) => expect(parseTopic(topic)).toEqual(expected));

const name = fc.string({ minLength: 1, maxLength: 8, unit: "grapheme" }).filter((text) => text.isWellFormed());

test("different names have different ids, and every id may be a source with an endpoint", () =>
  fc.assert(
    fc.property(fc.tuple(name, name, fc.option(name)), fc.tuple(name, name, fc.option(name)), (a, b) => {
      const [one, other] = [a, b].map(([group, edge, device]) => idOf({ group, edge, device: device ?? undefined }));
      expect(one === other).toBe(JSON.stringify(a) === JSON.stringify(b));
      const topic = `spBv1.0/${a[0]}/NDATA/${a[1]}`;
      if (parseTopic(topic) !== undefined)
        expect(sourceSchema.safeParse(`${idOf({ group: a[0], edge: a[1] })}#${"e".repeat(40)}`).success).toBe(true);
    }),
  ));

test("commands go to the node, or through it to the device", () => {
  expect(commandTopic({ group: "G", edge: "e" })).toBe("spBv1.0/G/NCMD/e");
  expect(commandTopic({ group: "G", edge: "e", device: "d" })).toBe("spBv1.0/G/DCMD/e/d");
});
