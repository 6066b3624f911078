import { expect, test } from "vitest";
import { hrefOf, press } from "../../../../app/_keys/press.ts";

const NO = { ctrlKey: false, altKey: false, metaKey: false };
const typed = (...keys: string[]) =>
  keys.reduce((state, key) => press(state.pending, { ...NO, key }), press(false, { ...NO, key: "Escape" }));

test("? helps, / finds, g and a letter go; Shift on the way changes nothing", () => {
  expect(typed("?").act).toEqual({ kind: "help" });
  expect(typed("/").act).toEqual({ kind: "find" });
  expect(typed("g")).toEqual({ pending: true });
  expect(typed("g", "Shift")).toEqual({ pending: true });
  expect(typed("g", "d")).toEqual({ pending: false, act: { kind: "go", place: "devices" } });
});

test("no letter does anything alone, and g is over with any other key", () => {
  for (const key of "abcdefhijklmnopqrstuvwxyz") expect(typed(key), key).toEqual({ pending: false });
  for (const key of ["x", "Escape", "g", "?", "toString"]) expect(typed("g", key), key).toEqual({ pending: false });
  expect(typed("g", "x", "d")).toEqual({ pending: false });
});

test("keys with Ctrl, Alt or Cmd are the browser's", () => {
  for (const modifier of ["ctrlKey", "altKey", "metaKey"])
    for (const key of ["?", "/", "g"]) expect(press(false, { ...NO, key, [modifier]: true })).toEqual({ pending: false });
  expect(press(true, { ...NO, key: "o", ctrlKey: true })).toEqual({ pending: false });
});

const buildings = [{ id: "mill" }, { id: "bank" }];

test("places are those of the building and zone that one looks at, else of the first building", () => {
  expect(hrefOf("building", "/", buildings)).toBe("/buildings/mill");
  expect(hrefOf("building", "/buildings/bank/hall", buildings)).toBe("/buildings/bank");
  expect(hrefOf("compare", "/buildings/bank/hall/schedule", buildings)).toBe("/buildings/bank/compare");
  expect(hrefOf("schedule", "/buildings/bank/hall", buildings)).toBe("/buildings/bank/hall/schedule");
  expect(hrefOf("building", "/buildings/gone", buildings)).toBe("/buildings/mill");
  expect(hrefOf("alarms", "/", [])).toBe("/devices#alarms");
});

test("there is no building or schedule to go to where there is none", () => {
  expect(hrefOf("building", "/", [])).toBeUndefined();
  expect(hrefOf("compare", "/", [])).toBeUndefined();
  for (const path of ["/", "/devices", "/buildings/mill", "/buildings/mill/compare", "/buildings/gone/hall"])
    expect(hrefOf("schedule", path, buildings), path).toBeUndefined();
});
