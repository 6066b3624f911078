import { expect, test } from "vitest";
import {
  type Component,
  componentOf,
  overlay,
  readComponent,
  setpointCall,
  unreadOf,
} from "../../../../devices/dialects/shelly-components.ts";

const component = (key: string): Component => {
  const found = componentOf(key);
  if (!found) throw new Error(`${key} is a component`);
  return found;
};
const values = (key: string, told: object, status: object = told) =>
  readComponent(component(key), { ...status }, { ...told }, undefined, undefined).map((s) => [s.endpoint, s.signal, s.value]);

test("component keys", () => {
  expect(componentOf("switch:0")).toEqual({ key: "switch:0", kind: "switch", number: 0 });
  expect(componentOf("sys")).toEqual({ key: "sys", kind: "sys", number: 0 });
  for (const key of ["", "switch:", "switch:x", "Switch:0", "switch:0:1", "__proto__", "switch:123456"])
    expect(componentOf(key)).toBeUndefined();
});

test("a meter's energies stand beside its powers", () => {
  expect(values("em:0", { a_act_power: 1, total_act_power: 3 })).toEqual([
    ["em-0", "electricPowerW", 3],
    ["em-0-a", "electricPowerW", 1],
  ]);
  expect(values("emdata:0", { total_act: 5415414.19 })).toEqual([["em-0", "electricEnergyWh", 5415414.19]]);
});

test("only the first sensor is the device's own room", () => {
  expect(values("temperature:0", { tC: 20.1, tF: 68.3 })).toEqual([[undefined, "airTempC", 20.1]]);
  expect(values("temperature:101", { tC: 55 })).toEqual([["temperature-101", "airTempC", 55]]);
});

test("T10: what a change does not carry is not measured again", () => {
  const status = { apower: 5, voltage: 230, aenergy: { total: 7 } };
  expect(values("switch:1", { apower: 5 }, status)).toEqual([["switch-1", "electricPowerW", 5]]);
});

test("null is unknown, text is no number", () => {
  expect(values("temperature:0", { tC: null })).toEqual([[undefined, "airTempC", null]]);
  expect(values("temperature:0", { tC: "warm" })).toEqual([[undefined, "airTempC", undefined]]);
});

test("a relayed value carries the time of its own device", () => {
  const told = { target_C: 21, last_updated_ts: 1_750_345_503 };
  expect(readComponent(component("blutrv:200"), told, told, undefined, 5)).toMatchObject([
    { endpoint: "blutrv-200", signal: "heatingSetpointC", value: 21, ts: 1_750_345_503_000, writable: { min: 4, max: 30 } },
  ]);
});

test("what is not read is named, the chip's temperature as such, services not at all", () => {
  const told = { id: 0, apower: 1, freq: 50, temperature: { tC: 40.6 }, aenergy: { total: 1, minute_ts: 5 }, output: true };
  expect(unreadOf(component("switch:0"), told, undefined)).toEqual([
    ["switch:0/freq", "no signal of ours"],
    ["switch:0/temperature.tC", "of the device's own chip"],
  ]);
  expect(unreadOf(component("sys"), { uptime: 5 }, undefined)).toEqual([]);
  expect(unreadOf(component("number:201"), { value: 5 }, undefined)).toEqual([
    ["number:201", "its role is not known, or no signal of ours"],
  ]);
});

test("an overlay changes what it names, deep down too, and touches neither part", () => {
  const status = { a: 1, b: { c: 2, d: 3 } };
  expect(overlay(status, { b: { c: 5 }, e: null })).toEqual({ a: 1, b: { c: 5, d: 3 }, e: null });
  expect(status).toEqual({ a: 1, b: { c: 2, d: 3 } });
  expect(Object.getPrototypeOf(overlay({}, JSON.parse('{"__proto__":{"x":1}}')))).toBe(Object.prototype);
});

test("calls that set a set-point", () => {
  expect(setpointCall(component("thermostat:0"), 21)).toEqual({
    method: "Thermostat.SetConfig",
    params: { id: 0, config: { id: 0, target_C: 21 } },
  });
  expect(setpointCall(component("blutrv:200"), 21)).toEqual({
    method: "BluTRV.Call",
    params: { id: 200, method: "TRV.SetTarget", params: { id: 0, target_C: 21 } },
  });
  expect(setpointCall(component("number:202"), 27.5)).toEqual({ method: "Number.Set", params: { id: 202, value: 27.5 } });
  expect(setpointCall(component("switch:0"), 1)).toBeUndefined();
});
