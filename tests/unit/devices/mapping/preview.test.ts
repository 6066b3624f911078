import { expect, test } from "vitest";
import { mappingPreviewSchema, mappingSchema } from "#domain";
import { previewMapping } from "../../../../devices/mapping/preview.ts";
import { AT, bytesOf } from "../../../support/dialect.ts";

const mapping = mappingSchema.parse({
  id: "temps",
  topicPattern: "plant/{hall}/t",
  valuePath: "v",
  building: "mill",
  zone: "{hall}",
  signal: "airTempC",
});
const readerOf = (topic: string) => (topic === "plant/taken/t" ? "tasmota" : undefined);
const hear = (messages: readonly (readonly [topic: string, payload: unknown])[]) => {
  const previewer = previewMapping(mapping, readerOf);
  for (const [topic, payload] of messages) previewer.hear({ topic, payload: bytesOf(payload), retain: false, receivedAt: AT });
  return mappingPreviewSchema.parse(previewer.result());
};

test("it shows the readings that would come, what would be wrong, and what a dialect reads already", () => {
  const shown = hear([
    ["plant/a/t", { v: 20 }],
    ["plant/b/t", { w: 20 }],
    ["plant/taken/t", { v: 20 }],
    ["other/a/t", { v: 20 }],
  ]);
  expect(shown).toMatchObject({
    messages: 4,
    matched: 3,
    read: 1,
    refused: 1,
    readings: [{ topic: "plant/a/t", reading: { building: "mill", zone: "a", value: 20, ts: AT } }],
    problems: [{ topic: "plant/b/t", reason: "wrong-type" }],
    taken: [{ topic: "plant/taken/t", dialect: "tasmota" }],
  });
});

test("of many messages the first are shown and all are counted", () => {
  const shown = hear(Array.from({ length: 1_000 }, (_, i) => [`plant/${i}/t`, { v: i % 2 === 0 ? 20 : "x" }]));
  expect(shown).toMatchObject({ matched: 1_000, read: 500, refused: 500 });
  expect([shown.readings.length, shown.problems.length]).toEqual([200, 200]);
});

test("a mapping that is wrong is refused at once", () => {
  expect(() => previewMapping({ ...mapping, unit: "W" }, readerOf)).toThrow(/unit/);
});
