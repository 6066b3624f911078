import { expect, test } from "vitest";
import { climateReads } from "../../../../devices/dialects/ha-climate.ts";

const thermostat = {
  current_temperature_topic: "t/now",
  temperature_state_topic: "t/set",
  temperature_command_topic: "t/set/cmd",
  min_temp: 5,
  max_temp: 30,
  temp_step: 0.5,
};
const setpointOf = (config: object, signal = "heatingSetpointC") =>
  climateReads(JSON.parse(JSON.stringify(config))).reads.find((r) => r.signal === signal);

test("T6: range and step may be numbers or texts", () => {
  const asNumbers = setpointOf(thermostat)?.writable;
  expect(asNumbers).toEqual({ min: 5, max: 30, step: 0.5 });
  expect(setpointOf({ ...thermostat, min_temp: "5", max_temp: "30", temp_step: "0.5" })?.writable).toEqual(asNumbers);
});

test("without range the defaults of Home Assistant hold", () => {
  const { min_temp, max_temp, temp_step, ...bare } = thermostat;
  expect([min_temp, max_temp, temp_step]).toEqual([5, 30, 0.5]);
  expect(setpointOf(bare)?.writable).toEqual({ min: 7, max: 35, step: 1 });
});

test("a missing unit means degrees Celsius; Fahrenheit is converted both ways", () => {
  expect(setpointOf(thermostat)?.value("21.5")).toBe(21.5);
  const f = setpointOf({ ...thermostat, temperature_unit: "F", min_temp: 41, max_temp: 86, temp_step: 1 });
  expect(f?.value(68)).toBeCloseTo(20, 9);
  expect(f?.writable?.min).toBeCloseTo(5, 9);
  expect(f?.writable?.max).toBeCloseTo(30, 9);
  expect(f?.writable?.step).toBeCloseTo(5 / 9, 5);
  // Set-points seen to drift by a degree when they go to degC and back.
  for (const shown of [68, 69, 71, 73, 75]) expect(f?.command?.payload(f.value(shown) ?? 0)).toBe(String(shown));
});

test("T36: commands hold no dust of binary fractions", () => {
  const command = setpointOf(thermostat)?.command;
  expect(command).toMatchObject({ topic: "t/set/cmd" });
  expect(command?.payload(20.299999999999997)).toBe("20.3");
  expect(setpointOf({ ...thermostat, temperature_command_template: '{"sp":{{ value }}}' })?.command?.payload(19)).toBe(
    '{"sp":19}',
  );
});

test("two set-points: low heats, high cools", () => {
  const config = {
    temperature_low_state_topic: "low",
    temperature_low_command_topic: "low/set",
    temperature_high_state_topic: "high",
    temperature_high_command_topic: "high/set",
  };
  expect(setpointOf(config)?.command?.topic).toBe("low/set");
  expect(setpointOf(config, "coolingSetpointC")?.command?.topic).toBe("high/set");
});

test("a device that only cools has a cooling set-point", () => {
  expect(setpointOf({ ...thermostat, modes: ["off", "cool"] }, "coolingSetpointC")).toBeDefined();
  expect(setpointOf({ ...thermostat, modes: ["off", "cool", "heat"] })).toBeDefined();
});

test.each([
  [{ temperature_command_topic: "a" }, /never reported back/],
  [{ ...thermostat, temperature_state_template: "{{ now() }}" }, /needs mapping/],
  [{ ...thermostat, temperature_unit: "turnips" }, /unit/],
  [{ ...thermostat, temperature_command_template: "{% if value %}{{ value }}{% endif %}" }, /cannot be set/],
])("%j gives no command and says why", (config, why) => {
  expect(setpointOf(config)?.command).toBeUndefined();
  expect(climateReads(JSON.parse(JSON.stringify(config))).unread.join()).toMatch(why);
});

test("a range that is none makes the set-point read-only", () => {
  expect(setpointOf({ ...thermostat, min_temp: 30, max_temp: 5 })?.writable).toBeUndefined();
});
