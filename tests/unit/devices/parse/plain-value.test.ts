import { expect, test } from "vitest";
import { parsePlainValue } from "../../../../devices/parse/plain-value.ts";

test.each([
  ["21.5", 21.5],
  ["-3", -3],
  ["1e2", 100],
])("'%s' is %d", (text, value) => expect(parsePlainValue(text)).toBe(value));
test.each(["nan", "NaN", "None", "unknown", "unavailable", "null"])("'%s' is no value now", (text) =>
  expect(parsePlainValue(text)).toBeNull(),
);
test.each(["", " ", "21,5", "0x10", "online", "1e400", "21.5 C"])("'%s' is no number", (text) =>
  expect(parsePlainValue(text)).toBeUndefined(),
);
