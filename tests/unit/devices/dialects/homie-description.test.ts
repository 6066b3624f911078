import { expect, test } from "vitest";
import { type Description, isHomieId, parseDescription } from "../../../../devices/dialects/homie-description.ts";
import { bytesOf } from "../../../support/dialect.ts";

function describe(properties: object, more: object = {}): Description {
  const found = parseDescription("dev", bytesOf({ homie: "5.0", nodes: { n: { properties } }, ...more }));
  if (!found.ok) throw new Error(found.detail);
  return found.value;
}
const setpoint = (extra: object) =>
  describe({ setpoint: { datatype: "float", unit: "°C", settable: true, ...extra } }).bindings[0];

test("ids are lower-case words with inner hyphens", () => {
  expect(["trv-1", "a", "0"].filter(isHomieId)).toHaveLength(3);
  expect(["", "-a", "a-", "A", "a_b", "a/b", "$a", "x".repeat(61)].filter(isHomieId)).toEqual([]);
});

test("a set-point has the range and grid of its format", () => {
  expect(setpoint({ format: "5:30:0.5" })?.writable).toEqual({ min: 5, max: 30, step: 0.5 });
  expect(setpoint({ format: "5:30" })?.writable?.step).toBe(0.1);
  expect(setpoint({ datatype: "integer", format: "5:30" })?.writable?.step).toBe(1);
  expect(setpoint({ format: "5:" })?.writable).toBeUndefined();
  expect(setpoint({ format: "5:30", settable: false })?.writable).toBeUndefined();
});

test("degrees Fahrenheit come in and go out on the device's own grid", () => {
  const binding = setpoint({ unit: "°F", format: "45:95:1" });
  expect(binding?.read("69")).toBeCloseTo(20.5555555556, 9);
  expect(binding?.write(20.5555555556)).toBe("69");
  expect(binding?.writable).toMatchObject({ min: 7.22222222222, max: 35, step: 0.555556 });
  expect(binding?.write(60)).toBeUndefined();
});

test("a payload outside its format, or of another type, is none", () => {
  const binding = describe({ temperature: { datatype: "float", unit: "°C", format: "-20:60" } }).bindings[0];
  expect(binding?.read("21.5")).toBe(21.5);
  for (const payload of ["75", "", "nan", "warm", "\u0000"]) expect(binding?.read(payload)).toBeUndefined();
  const integer = describe({ valve: { datatype: "integer", unit: "%" } }).bindings[0];
  expect([integer?.read("42"), integer?.read("42.5")]).toEqual([42, undefined]);
});

test("booleans are true and false in lower case", () => {
  const binding = describe({ motion: { datatype: "boolean" } }).bindings[0];
  expect(["true", "false", "TRUE", "1", ""].map((payload) => binding?.read(payload))).toEqual([
    1,
    0,
    undefined,
    undefined,
    undefined,
  ]);
});

test.each([
  [{ mode: { datatype: "enum" } }, "n/mode: the data type 'enum' is not read"],
  [{ temperature: { datatype: "float" } }, "n/temperature: has no unit"],
  [{ temperature: { datatype: "float", unit: "°C", format: "a:b" } }, "n/temperature: its format is not understood"],
  [{ rssi: { datatype: "integer", unit: "dBm" } }, "n/rssi: no signal of ours"],
  [{ Temperature: { datatype: "float", unit: "°C" } }, "n/Temperature: its id is none of Homie's"],
  [{ contact: { datatype: "boolean" } }, "n/contact: does not say whether on means open"],
])("%j is not read", (properties, why) => expect(describe(properties)).toMatchObject({ bindings: [], unread: [why] }));

test("of two properties of one node for one signal the first is read", () => {
  const float = { datatype: "float", unit: "°C" };
  expect(describe({ temperature: float, "room-temp": float })).toMatchObject({
    bindings: [{ path: "n/temperature", endpoint: "n" }],
    unread: ["n/room-temp: n/temperature is read for the same signal"],
  });
});

test("the root is told, or is the parent; itself is none", () => {
  const root = (more: object) => describe({}, more).root;
  expect([
    root({ root: "top", parent: "mid" }),
    root({ parent: "mid" }),
    root({ root: "dev" }),
    root({ root: "a/b" }),
    root({}),
  ]).toEqual(["top", "mid", undefined, undefined, undefined]);
});

test.each([
  ["[]", "wrong-type"],
  ["{", "not-json"],
  ['{"homie":"4.0.0"}', "unsupported"],
  ["{}", "unsupported"],
])("%s is rejected as %s", (text, reason) => expect(parseDescription("dev", bytesOf(text))).toMatchObject({ ok: false, reason }));
