import { expect, test } from "vitest";
import { ZonecastError } from "#domain";
import { buffersIn, errorOf, failureOf } from "../../../../store/sqlite/wire.ts";

test("an error keeps code, words, retry and hint on its way between threads", () => {
  const error = new ZonecastError("store-full", "no room", { retry: true, hint: "wait" });
  const arrived = errorOf(structuredClone(failureOf(error)));
  expect(arrived).toBeInstanceOf(ZonecastError);
  expect(arrived).toMatchObject({ code: "store-full", message: "no room", retry: true, hint: "wait" });
  expect(errorOf(structuredClone(failureOf(new ZonecastError("bug", "x")))).hint).toBeUndefined();
});

test("typed arrays are handed over, by themselves or one level inside a message", () => {
  const column = new Float64Array(3);
  expect(buffersIn(column)).toEqual([column.buffer]);
  expect(buffersIn({ ts: column, name: "x", quality: new Uint8Array(2) })).toHaveLength(2);
  for (const plain of [null, undefined, 5, "text", [{ deep: { column } }]]) expect(buffersIn(plain)).toEqual([]);
});
