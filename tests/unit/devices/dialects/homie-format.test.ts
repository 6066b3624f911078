import { expect, test } from "vitest";
import { parseFormat, toFormat } from "../../../../devices/dialects/homie-format.ts";

const as = (value: number, format: string): number | undefined => {
  const parsed = parseFormat(format);
  return parsed && toFormat(value, parsed);
};

test.each([
  ["", {}],
  ["5:30", { min: 5, max: 30 }],
  ["5:30:0.5", { min: 5, max: 30, step: 0.5 }],
  [":10", { max: 10 }],
  ["0:", { min: 0 }],
  ["::5", { step: 5 }],
])("'%s' is a format", (text, format) =>
  expect(parseFormat(text)).toEqual({ min: undefined, max: undefined, step: undefined, ...format }),
);

test.each(["a:b", "5:1", "1:2:0", "1:2:-1", "1:2:3:4", "off,heat", "1:2:nan"])("'%s' is none", (text) =>
  expect(parseFormat(text)).toBeUndefined(),
);

test.each([
  [20.2, "5:30:0.5", 20],
  [20.25, "5:30:0.5", 20.5],
  [20.299999999999997, "5:30:0.1", 20.3],
  [30.2, "5:30:0.5", 30],
  [30.25, "5:30:0.5", undefined],
  [4.75, "5:30:0.5", 5],
  [4.7, "5:30:0.5", undefined],
  [7, ":10:4", 6],
  [8, ":10:4", 10],
  [7, "::5", 5],
  [-20, "-20:60", -20],
  [60.001, "-20:60", undefined],
  [1e308, "::1e-300", undefined],
  [12.3, "", 12.3],
])("%d by '%s' is %s: rounded first, then held against the range", (value, format, expected) =>
  expect(as(value, format)).toBe(expected),
);
