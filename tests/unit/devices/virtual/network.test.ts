import { expect, test } from "vitest";
import { parseJson } from "../../../../devices/parse/json.ts";
import { payloadOf, rounded } from "../../../../devices/virtual/network.ts";
import { bytesOf } from "../../../support/dialect.ts";

test("NaN is printed bare, as firmware does, and text that says nan stays text", () => {
  expect(payloadOf({ a: 1.5, b: Number.NaN, c: null, d: "nan" })).toBe('{"a":1.5,"b":nan,"c":null,"d":"nan"}');
  expect(parseJson(bytesOf(payloadOf({ b: Number.NaN })))).toMatchObject({ ok: true, value: { data: { b: null }, salvaged: 1 } });
});

test("rounding keeps what is no number", () => {
  expect([rounded(20.256, 2), rounded(null, 2), rounded(undefined, 2), rounded(Number.NaN, 2)]).toEqual([
    20.26,
    null,
    null,
    Number.NaN,
  ]);
});
