import { expect, test } from "vitest";
import { namedSwitch, namedValue, wordsIn } from "../../../../devices/dialects/named-values.ts";

const meaning = (name: string, unit?: string, context?: string): [string, number] | string => {
  const found = namedValue(name, unit, context);
  return typeof found === "string" ? found : [found.signal, found.convert(10)];
};

test.each([
  ["LivingRoomTemp_2", "living room temp 2"],
  ["CO2", "co2"],
  ["roomCO2", "room co2"],
  ["power1", "power 1"],
  ["energy_kWh", "energy kwh"],
  ["totalEnergyKWh", "total energy kwh"],
  ["energy_kwh", "energy kwh"],
])("%s is the words '%s'", (name, words) => expect(wordsIn(name)).toBe(words));

test.each([
  ["temperature", undefined, ["airTempC", 10]],
  ["temperature", "°F", ["airTempC", -12.2222222222]],
  ["temp1", undefined, ["airTempC", 10]],
  ["room_temperature_f", undefined, ["airTempC", -12.2222222222]],
  ["outdoor_temperature", undefined, ["outdoorTempC", 10]],
  ["return_temp", undefined, ["waterTempC", 10]],
  ["humidity", undefined, ["relativeHumidityPct", 10]],
  ["co2", undefined, ["co2Ppm", 10]],
  ["valve", "%", ["valvePct", 10]],
  ["pressure", "hPa", ["airPressurePa", 1000]],
  ["power", undefined, ["electricPowerW", 10]],
  ["power_kw", undefined, ["electricPowerW", 10_000]],
  ["heating_power", undefined, ["heatingPowerW", 10]],
  ["energy", "kWh", ["electricEnergyWh", 10_000]],
  ["energy_kWh", undefined, ["electricEnergyWh", 10_000]],
  ["energyKWh", undefined, ["electricEnergyWh", 10_000]],
  ["energy_wh", undefined, ["electricEnergyWh", 10]],
  ["heat_energy", "MWh", ["heatEnergyWh", 10_000_000]],
  ["voltage", undefined, ["voltageV", 10]],
  ["current", undefined, ["currentA", 10]],
  ["current_2", undefined, ["currentA", 10]],
  ["battery_level", undefined, ["batteryPct", 10]],
  ["set-point", "°C", ["heatingSetpointC", 10]],
  ["cooling_setpoint", undefined, ["coolingSetpointC", 10]],
  ["target_temperature", undefined, ["heatingSetpointC", 10]],
  ["airTempC", undefined, ["airTempC", 10]],
])("%s in %s is %j", (name, unit, expected) => expect(meaning(name, unit)).toEqual(expected));

test.each([
  ["energy", undefined, "has no unit"],
  ["energy_daily", "kWh", "not a counter that only grows"],
  ["energy_returned", "kWh", "not the energy that is used"],
  ["pressure", undefined, "has no unit"],
  ["pressure", "bar", "may not be the pressure of air"],
  ["battery", "V", "unit 'V' is not known for it"],
  ["temperature", "furlong", "unit 'furlong' is not known for it"],
  ["power_MW", undefined, "unit 'mw' is not known for it"],
  ["cpu_temp", undefined, "not the temperature of a room"],
  ["power_factor", undefined, "no signal of ours"],
  ["current_mode", undefined, "no signal of ours"],
  ["setpoint_offset", "°C", "a setting, not a measurement"],
  ["water_setpoint", "°C", "a setting, not a measurement"],
  ["esp32_temperature", undefined, "no signal of ours"],
  ["rssi", undefined, "no signal of ours"],
  ["occupancy", undefined, "no signal of ours"],
  ["__proto__", undefined, "no signal of ours"],
])("%s in %s is none: %s", (name, unit, why) => expect(meaning(name, unit)).toBe(why));

test.each([
  ["occupancy", { signal: "occupancy" }],
  ["hall_motion", { signal: "occupancy" }],
  ["window", { signal: "windowOpen" }],
  ["windowOpen", { signal: "windowOpen" }],
  ["window_contact", "does not say whether on means open"],
  ["relay", "no signal of ours"],
])("the switch %s is %j", (name, expected) => expect(namedSwitch(name)).toEqual(expected));
