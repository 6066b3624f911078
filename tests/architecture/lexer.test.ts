/** The lexer tells code from comments and texts, in the places where a plain search is fooled. */
import { expect, test } from "vitest";
import { lex } from "./lexer.ts";

const code = (source: string) => lex(source).code;

test.each([
  ["a text", 'const a = "x // y"; b();', 'const a = "@0"; b();'],
  ["a quote in a text", "f('it\\'s', 1)", 'f("@0", 1)'],
  ["a line comment with a quote", "a(); // don't\nb();", "a();         \nb();"],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the source under test is a template
  ["a template with code and texts inside", "t(`a ${f({ b: `c ${d}` })} e`) + g", 't("@0"+(f({ b: "@1"+(d)+"@2" }))+"@3") + g'],
  ["a regular expression with quotes and slashes", "x.replace(/[\"'/]/g, y) / 2", "x.replace(/@/, y) / 2"],
  ["a division", "a / b / c; d()", "a / b / c; d()"],
  ["prose between tags", "<p>Don't</p>; g('h')", '<p>Don\'t</p>; g("@0")'],
  ["a closing tag after a text", '<a href="b">c</a>; d()', '<a href="@0">c</a>; d()'],
])("%s", (_, source, expected) => {
  expect(code(source)).toBe(expected);
});

test("lines stay where they were, comments keep their line", () => {
  const lexed = lex("/* one\ntwo */ `three\nfour`;\n// five\nsix()");
  expect(lexed.code.split("\n")).toHaveLength(5);
  expect(lexed.code.split("\n")[4]).toBe("six()");
  expect(lexed.comments.map((c) => c.line)).toEqual([1, 4]);
  expect(lexed.texts).toEqual(["three\nfour"]);
});
