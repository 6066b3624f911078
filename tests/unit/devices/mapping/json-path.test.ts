import fc from "fast-check";
import { expect, test } from "vitest";
import { at, jsonPath } from "../../../../devices/mapping/json-path.ts";

test.each([
  ["a", ["a"]],
  ["a.b.c", ["a", "b", "c"]],
  ["values[0].t", ["values", 0, "t"]],
  ["[2][10]", [2, 10]],
  ['["a.b"].c', ["a.b", "c"]],
  ['x["]"]', ["x", "]"]],
  ["DS18B20-1.Temperature", ["DS18B20-1", "Temperature"]],
  ["__proto__.x", ["__proto__", "x"]],
])("%s", (text, steps) => expect(jsonPath(text)).toEqual(steps));

test.each(["", ".", "a.", ".a", "a..b", "a[", "a[]", "a[-1]", "a[x]", "a]b", 'a["b', "a[0]b", "a[1e3]", "x.".repeat(33) + "x"])(
  "'%s' is refused, and says how paths look",
  (text) => expect(() => jsonPath(text)).toThrow(/is not understood from character/),
);

test.each([
  [{ a: { b: [1, { c: 7 }] } }, "a.b[1].c", 7],
  [{ a: null }, "a", null],
  [{ a: null }, "a.b", undefined],
  [{ a: [1] }, "a.length", undefined],
  [{ a: "text" }, "a[0]", undefined],
  [{ a: { 0: 5 } }, "a[0]", undefined],
  [[1, 2], "[1]", 2],
  [{}, "constructor.name", undefined],
  [{}, "__proto__", undefined],
  [JSON.parse('{"__proto__":{"x":3}}'), "__proto__.x", 3],
  [7, "a", undefined],
])("%j at %s", (data, path, expected) => expect(at(data, jsonPath(path))).toEqual(expected));

test("any keys and places are found again where they were put", () => {
  const step = fc.oneof(
    fc.nat(3),
    fc.string({ minLength: 1 }).filter((key) => !key.includes('"]')),
  );
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
      const text = steps.map((s) => (typeof s === "number" ? `[${s}]` : `["${s}"]`)).join("");
      const data = steps.reduceRight<unknown>((inner, s) => {
        if (typeof s === "number") return [...Array.from({ length: s }, () => null), inner];
        return JSON.parse(`{${JSON.stringify(s)}:${JSON.stringify(inner)}}`);
      }, "here");
      expect(at(data, jsonPath(text))).toBe("here");
    }),
  );
});
