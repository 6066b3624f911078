import { expect, test } from "vitest";
import { escaped, figure } from "../../../../../sim/excitation/svg/picture.ts";

test("numbers for people", () => {
  expect([0, 0.123456, 21, 1234.6, 2e6, 1e-5, Number.NaN, Number.POSITIVE_INFINITY].map(figure)).toEqual([
    "0",
    "0.123",
    "21",
    "1230",
    "2.0e+6",
    "1.0e-5",
    "–",
    "∞",
  ]);
});

test("text that could act is text, control characters are gone", () => {
  expect(escaped(`<a b="c">&'\u0000\u001b[1m`)).toBe("&#60;a b=&#34;c&#34;&#62;&#38;&#39;[1m");
});
