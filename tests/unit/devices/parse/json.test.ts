import fc from "fast-check";
import { expect, test } from "vitest";
import { isObject, own, ownText, parseJson, parseText } from "../../../../devices/parse/json.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const parsed = (text: string) => {
  const result = parseJson(bytes(text));
  return result.ok ? result.value : result.reason;
};

test("plain JSON is read", () =>
  expect(parsed('{"a":[1,2,{"b":null}]}')).toEqual({ data: { a: [1, 2, { b: null }] }, salvaged: 0 }));

test("a byte order mark is taken off", () => expect(parsed("\uFEFF[1]")).toEqual({ data: [1], salvaged: 0 }));

test("T8: bare nan and inf become null and the other keys survive", () =>
  expect(parsed('{"rssi":-52,"t":nan,"h":-NaN,"p":[inf,-Infinity],"say":"nan, \\"inf\\"","b":61}')).toEqual({
    data: { rssi: -52, t: null, h: null, p: [null, null], say: 'nan, "inf"', b: 61 },
    salvaged: 4,
  }));

test.each(["", "{", "online", "{'a':1}", '{"a":nan,', "nanny"])("%j is not JSON", (text) =>
  expect(parsed(text)).toBe("not-json"),
);

test("invalid UTF-8 is refused, not mended", () =>
  expect(parseJson(Uint8Array.of(0x22, 0xff, 0x22))).toMatchObject({ ok: false, reason: "not-utf8" }));

test("a message past the cap is refused", () =>
  expect(parseText(new Uint8Array(11), 10)).toMatchObject({ ok: false, reason: "too-large" }));

test("deep nesting is refused, brackets in text are not nesting", () => {
  expect(parsed("[".repeat(100_000) + "]".repeat(100_000))).toBe("too-deep");
  expect([16, 17].map((pairs) => parsed('{"a":['.repeat(pairs) + "]}".repeat(pairs)) === "too-deep")).toEqual([false, true]);
  expect(parsed(JSON.stringify("[".repeat(200)))).toEqual({ data: "[".repeat(200), salvaged: 0 });
});

test("inherited properties are not there", () => {
  const result = parseJson(bytes('{"__proto__":{"polluted":1},"a":"b","n":1}'));
  if (!result.ok || !isObject(result.value.data)) throw new Error("must parse");
  expect(own(result.value.data, "__proto__")).toEqual({ polluted: 1 });
  expect(own(result.value.data, "toString")).toBeUndefined();
  expect(ownText(result.value.data, "a")).toBe("b");
  expect(ownText(result.value.data, "n")).toBeUndefined();
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});

test("T7: every JSON value passes unchanged, any bytes give a value or a reason", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
      const text = JSON.stringify(value);
      expect(parsed(text)).toEqual({ data: JSON.parse(text), salvaged: 0 });
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (payload) => {
      const result = parseJson(payload);
      if (!result.ok) expect(result.detail).not.toBe("");
    }),
  );
});

test("the salvage pass is linear: an unterminated text full of escaped quotes ends at once", () => {
  const evil = bytes(`{"a":"${'\\"'.repeat(120_000)}\\`);
  expect(parseJson(evil)).toMatchObject({ ok: false, reason: "not-json" });
});
