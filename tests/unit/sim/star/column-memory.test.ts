import { expect, test } from "vitest";
import { createColumnMemory } from "../../../../sim/star/column-memory.ts";

const made: string[] = [];
const one = (name: string) => () => {
  made.push(name);
  return [new Float64Array(10)];
};

test("columns are made once", () => {
  const memory = createColumnMemory();
  const first = memory.of("a", one("a"));
  expect(memory.of("a", one("a"))).toBe(first);
  expect(memory.bytes).toBe(80);
  expect(made.splice(0)).toEqual(["a"]);
});

test("when it is full, what was not asked for longest goes", () => {
  const memory = createColumnMemory(160);
  for (const name of ["a", "b", "a", "c", "a", "b"]) memory.of(name, one(name));
  expect(made.splice(0)).toEqual(["a", "b", "c", "b"]);
  expect(memory.bytes).toBe(160);
});

test("or what is new is not kept", () => {
  const memory = createColumnMemory(160, "leave");
  for (const name of ["a", "b", "c", "a", "b", "c"]) memory.of(name, one(name));
  expect(made.splice(0)).toEqual(["a", "b", "c", "c"]);
  expect(memory.bytes).toBe(160);
});
