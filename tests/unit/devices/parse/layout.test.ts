import fc from "fast-check";
import { expect, test } from "vitest";
import { Found, Layout, leavesOf, pathOf } from "../../../../devices/parse/layout.ts";

const bytes = (text: string): Buffer => Buffer.from(text);

/** The layout of `text` in which all numbers are free, and the texts at these paths. */
function layoutOf(text: string, ...texts: readonly string[][]): Layout {
  const paths = new Set(texts.map(pathOf));
  const leaves = leavesOf(bytes(text)) ?? [];
  return new Layout(
    bytes(text),
    leaves.filter(({ path, value }) => typeof value === "number" || paths.has(path)),
  );
}

/** What the layout of `sample` finds in `text`, undefined when it has another one. */
function numbersOf(sample: string, text: string): number[] | undefined {
  const layout = layoutOf(sample);
  const found = new Found();
  const count = (leavesOf(bytes(sample)) ?? []).filter(({ value }) => typeof value === "number").length;
  return layout.match(bytes(text), found) ? [...found.numbers.subarray(0, count)] : undefined;
}

test("leaves are found with their paths, in order, in objects and lists", () => {
  const leaves = leavesOf(bytes(' {"a" : [1, {"b/c":"x\\"y"}], "é": {"d": null}, "e":[], "f":true}\n')) ?? [];
  expect(leaves.map(({ path, value }) => [path, value])).toEqual([
    [pathOf(["a", "0"]), 1],
    [pathOf(["a", "1", "b/c"]), 'x"y'],
    [pathOf(["é", "d"]), null],
    [pathOf(["f"]), true],
  ]);
});

test("of any JSON the leaves are those that JSON.parse finds", () => {
  const leavesIn = (value: unknown, keys: string[] = []): [string, unknown][] =>
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => leavesIn(inner, [...keys, key]))
      : [[pathOf(keys), value]];
  fc.assert(
    fc.property(fc.json(), fc.nat(3), (text, indent) => {
      const value: unknown = JSON.parse(text);
      const found = (leavesOf(bytes(JSON.stringify(value, null, indent))) ?? []).map((leaf): [string, unknown] => [
        leaf.path,
        leaf.value,
      ]);
      // Keys that look like indices come first in an object, whatever their place in the text.
      const sorted = (leaves: [string, unknown][]) => leaves.sort(([a], [b]) => (a < b ? -1 : 1));
      expect(sorted(found)).toEqual(sorted(leavesIn(value)));
    }),
  );
});

test("a key that stands twice makes an object that no layout is learnt of", () =>
  expect(leavesOf(bytes('{"a":1,"b":{"c":1,"c":2}}'))).toBeUndefined());

test.each([
  "0",
  "-0",
  "21.35",
  "1e2",
  "1.5E-3",
  "21.299999237060547",
  "9007199254740993",
  "0.1234567890123456789",
  "1e400",
  "-5e-324",
])("%s is the number that JSON.parse makes of it", (spelt) => {
  const [number] = numbersOf('{"a":1}', `{"a":${spelt}}`) ?? [];
  expect(number).toBe(JSON.parse(spelt));
});

test.each(["", "-", "007", "+1", ".5", "5.", "1e", "1e+", "nan", "null", "0x10", "1,2", "1 ", '"1"', "1}", "--1", "1.2.3"])(
  "'%s' is no number of a JSON text",
  (spelt) => expect(numbersOf('{"a":1}', `{"a":${spelt}}`)).toBeUndefined(),
);

test("a number that is too long to be read from text alone is none", () => {
  expect(numbersOf("21", `21.${"0".repeat(37)}`)).toEqual([21]);
  expect(numbersOf("21", `21.${"0".repeat(38)}`)).toBeUndefined();
});

test("any number is read as JSON.parse reads it", () => {
  const spelling = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.integer().map(String),
    fc.tuple(fc.integer(), fc.nat(999_999)).map(([whole, part]) => `${whole}.${part}`),
  );
  fc.assert(
    fc.property(spelling, spelling, (a, b) => {
      const text = `{"a":${a},"b":[${b}]}`;
      const { a: first, b: list }: { a: number; b: number[] } = JSON.parse(text);
      expect(numbersOf('{"a":1,"b":[2.5]}', text)).toEqual([first, ...list]);
    }),
    { numRuns: 2_000 },
  );
});

test("what is found is what JSON.parse finds, whatever is changed: else nothing is found", () => {
  const sample = '{"t":"on","n":[1,-2.5],"u":{"v":3e2}}';
  fc.assert(
    fc.property(fc.nat(sample.length), fc.nat(3), fc.string({ unit: "binary-ascii", maxLength: 3 }), (at, gone, put) => {
      const text = sample.slice(0, at) + put + sample.slice(at + gone);
      const found = numbersOf(sample, text);
      if (found === undefined) return;
      const { t, n, u }: { t: string; n: number[]; u: { v: number } } = JSON.parse(text);
      expect([t, ...found]).toEqual(["on", ...n, u.v]);
    }),
    { numRuns: 5_000 },
  );
});

test("a free text may be any of plain characters, its value is given as it stands", () => {
  const layout = layoutOf('{"t":"a","n":1}', ["t"]);
  const found = new Found();
  const next = bytes('{"t":"2026-01-05T10:00:00Z","n":2}');
  expect(layout.match(next, found)).toBe(true);
  expect([found.textAt(next, 0), found.numbers[1], found.timeAt(next, 0)]).toEqual(["2026-01-05T10:00:00Z", 2, undefined]);
  const printed = bytes('{"t":"2026-01-05T10:00:00.250Z","n":2}');
  expect(layout.match(printed, found)).toBe(true);
  expect(found.timeAt(printed, 0)).toBe(Date.UTC(2026, 0, 5, 10, 0, 0, 250));
  for (const other of ['"a\\nb"', '"é"', '"a\u0001"', '"a', "5", '"a"b"'])
    expect([other, layout.match(bytes(`{"t":${other},"n":2}`), found)]).toEqual([other, false]);
});

test("texts that are not asked for are fixed, and so are blanks, words and the end", () => {
  const sample = '{"t":"a","w":true,"n":1}';
  for (const other of [
    '{"t":"b","w":true,"n":1}',
    '{"t":"a","w":null,"n":1}',
    '{"t":"a","w":true, "n":1}',
    `${sample} `,
    sample.slice(0, -1),
    "",
  ])
    expect([other, numbersOf(sample, other)]).toEqual([other, undefined]);
});
