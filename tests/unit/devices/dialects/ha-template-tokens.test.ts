import { expect, test } from "vitest";
import { tokensOf } from "../../../../devices/dialects/ha-template-tokens.ts";

test("cuts into marks, words, texts, numbers, signs and what lies outside", () => {
  expect(tokensOf(' a{{ x["b c"] | round(-1.5) }} ')?.map((t) => [t.kind, t.text])).toEqual([
    ["raw", "a"],
    ["mark", "{{"],
    ["word", "x"],
    ["sign", "["],
    ["text", "b c"],
    ["sign", "]"],
    ["sign", "|"],
    ["word", "round"],
    ["sign", "("],
    ["number", "-1.5"],
    ["sign", ")"],
    ["mark", "}}"],
  ]);
});

test.each(["{{ a + b }}", "{{ 'open }}", "{{ a %}", "{% a }}", "{{ 'a\\'b' }}", "{{"])("%s is cut no further", (text) => {
  expect(tokensOf(text)).toBeUndefined();
});

/** Each of these takes a pass that backtracks or looks ahead again and again some 1e10 steps, far beyond the test's time. */
test.each([
  ["opening quotes", `{{ ${"'".repeat(200_001)}`],
  ["blanks", `{{${" ".repeat(200_000)}`],
  ["braces", "{".repeat(200_000)],
  ["opened and left", "{{ a ".repeat(40_000)],
  ["digits and points", `{{ ${"1.".repeat(100_000)}`],
])("200,000 %s take one pass", (_, text) => {
  tokensOf(text);
});
