import { expect, test } from "vitest";
import { remembering } from "../../../../devices/parse/remembering.ts";

test("a text is worked out once, and again when too many others came between", () => {
  const made: string[] = [];
  const lengthOf = remembering((text) => made.push(text), 3);
  for (const text of ["a", "b", "a", "c", "a"]) lengthOf(text);
  expect(made).toEqual(["a", "b", "c"]);
  expect(lengthOf("b")).toBe(2);
  lengthOf("d");
  lengthOf("a");
  expect(made).toEqual(["a", "b", "c", "d", "a"]);
});

test("a text longer than any name is never kept", () => {
  let made = 0;
  const count = remembering(() => ++made, 10);
  const long = "x".repeat(201);
  expect([count(long), count(long)]).toEqual([1, 2]);
});
