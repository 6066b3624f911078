import fc from "fast-check";
import { expect, test } from "vitest";
import { parseNumber } from "../../../../devices/parse/number.ts";

test.each([
  [21.34, 21.34],
  [0, 0],
  ["21.34", 21.34],
  ["-5", -5],
  ["1e3", 1000],
  ["2.5E-3", 0.0025],
])("%j is the number %d", (value, expected) => expect(parseNumber(value)).toBe(expected));

test.each(["", " ", "0x10", "21,5", "nan", "NaN", "Infinity", "1e400", "+5", ".5", "5.", " 5", "5 ", "online", "1".repeat(400)])(
  "T7: %j is no number",
  (text) => expect(parseNumber(text)).toBeUndefined(),
);

test.each([[null], [undefined], [true], [false], [[]], [[5]], [{}], [Number.NaN], [Number.POSITIVE_INFINITY]])(
  "T7: %j is never coerced",
  (value) => expect(parseNumber(value)).toBeUndefined(),
);

test("T7: whatever comes in, only finite numbers come out, and only from numbers and text", () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const number = parseNumber(value);
      if (number === undefined) return;
      expect(Number.isFinite(number)).toBe(true);
      expect(["number", "string"]).toContain(typeof value);
    }),
  );
});
