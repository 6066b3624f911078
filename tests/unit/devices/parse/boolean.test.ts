import { expect, test } from "vitest";
import { parseSwitch } from "../../../../devices/parse/boolean.ts";

test.each([true, "true", "ON", "on", "1", 1])("%j is yes", (value) => expect(parseSwitch(value)).toBe(1));
test.each([false, "FALSE", "OFF", "off", "0", 0])("%j is no", (value) => expect(parseSwitch(value)).toBe(0));
test.each(["", " on", "yes", "21", 2, null, undefined, {}, []])("%j is neither", (value) =>
  expect(parseSwitch(value)).toBeUndefined(),
);
