import { expect, test } from "vitest";
import { endpointOf, namedSensed } from "../../../../devices/dialects/named-sensed.ts";

test("a value in the unit of its name", () => {
  expect(namedSensed("power_kw", "1.5")).toEqual({
    endpoint: "power_kw",
    signal: "electricPowerW",
    value: 1500,
    path: "power_kw",
  });
  expect(namedSensed("temperature", 68, "", "°F")).toMatchObject({ signal: "airTempC", value: 20 });
  expect(namedSensed("airTempC", 21)).toMatchObject({ endpoint: undefined, signal: "airTempC", value: 21 });
});

test("switches in all their spellings", () => {
  expect([true, "ON", "off", 1, null, "open"].map((value) => namedSensed("motion", value))).toMatchObject(
    [1, 1, 0, 1, null, undefined].map((value) => ({ signal: "occupancy", value })),
  );
});

test("null is unknown; text, booleans and objects are no numbers", () => {
  expect(namedSensed("temperature", null)).toMatchObject({ value: null });
  for (const value of ["", "warm", true, {}, [21]]) expect(namedSensed("temperature", value)).toMatchObject({ value: undefined });
});

test("what has no meaning of ours says so", () => expect(namedSensed("key1", 5)).toBe("no signal of ours"));

test("a name that says only what it measures is no endpoint; any other is one of its own", () => {
  expect(["temperature", "Humidity", "airTempC", "setpoint"].map(endpointOf)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(endpointOf("temp1")).toBe("temp1");
  expect(endpointOf("room temp")).toMatch(/^room_temp-[0-9a-f]{8}$/);
});
