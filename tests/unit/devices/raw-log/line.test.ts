import fc from "fast-check";
import { expect, test } from "vitest";
import { lineOf, parseLine } from "../../../../devices/raw-log/line.ts";
import { bytesOf } from "../../../support/dialect.ts";

const logged = (payload: Uint8Array, more: { topic?: string; retain?: boolean; sent?: boolean } = {}) => ({
  message: { topic: more.topic ?? "a/b", payload, retain: more.retain ?? false, receivedAt: 1_700_000_000_000 },
  sent: more.sent ?? false,
});

test("text is readable as it is, bytes that are no text are base64", () => {
  expect(JSON.parse(lineOf(logged(bytesOf('{"t":21}'))))).toEqual({
    at: 1_700_000_000_000,
    topic: "a/b",
    retain: false,
    text: '{"t":21}',
  });
  expect(JSON.parse(lineOf(logged(Uint8Array.of(0xff, 0x00), { sent: true })))).toMatchObject({ base64: "/wA=", sent: true });
});

test("any bytes under any topic are one line and come back as they were", () => {
  const payload = fc.oneof(
    fc.uint8Array({ maxLength: 50 }),
    fc.string({ unit: "binary" }).map(bytesOf),
    fc.constantFrom("\ufeff1", "a\u2028b\u2029c\n\r\0", "").map(bytesOf),
  );
  fc.assert(
    fc.property(payload, fc.string({ unit: "binary" }), fc.boolean(), fc.boolean(), (bytes, topic, retain, sent) => {
      const line = lineOf(logged(bytes, { topic, retain, sent }));
      expect(line.split(/[\n\r\u2028\u2029]/)).toHaveLength(2);
      const back = parseLine(line.trimEnd());
      expect(back && { ...back, message: { ...back.message, payload: [...back.message.payload] } }).toEqual({
        message: { topic, payload: [...bytes], retain, receivedAt: 1_700_000_000_000 },
        sent,
      });
    }),
  );
});

test.each([
  "",
  "null",
  '{"at":1,"topic":"a","retain":fal',
  '{"at":1,"topic":"a","retain":false}',
  '{"at":1,"topic":"a","retain":false,"text":"1","base64":"MQ=="}',
  '{"at":-1,"topic":"a","retain":false,"text":"1"}',
  '{"at":1,"topic":"a","retain":false,"base64":"*"}',
  '{"at":1,"topic":"a","retain":false,"text":"1","sent":false}',
])("'%s' is no line of a log", (line) => expect(parseLine(line)).toBeUndefined());
