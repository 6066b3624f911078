import { expect, test } from "vitest";
import { signalFor } from "../../../../devices/dialects/sparkplug-signals.ts";

const metric = (unit?: string, type = 9) => ({ type, properties: new Map(unit === undefined ? [] : [["engUnit", unit]]) });
const read = (name: string, unit?: string, type?: number) => {
  const found = signalFor(name, metric(unit, type));
  return typeof found === "string" ? found : [found.signal, found.endpoint];
};

test.each([
  ["Zone 1/Temperature", "degC", ["airTempC", "Zone_1"]],
  ["RoomTemperature", "°F", ["airTempC", undefined]],
  ["Floor 2/Room 5/room_air_temp", "K", ["airTempC", "Floor_2.Room_5"]],
  ["Outside Air Temperature", "C", ["outdoorTempC", undefined]],
  ["Boiler/Supply Water Temp", "°C", ["waterTempC", "Boiler"]],
  ["Zone 1/Heat Setpoint", "°C", ["heatingSetpointC", "Zone_1"]],
  ["HeatingSetPoint", "°C", ["heatingSetpointC", undefined]],
  ["Cooling SP", "°C", ["coolingSetpointC", undefined]],
  ["Setpoint", "°C", ["heatingSetpointC", undefined]],
  ["CO2", undefined, ["co2Ppm", undefined]],
  ["Relative Humidity", undefined, ["relativeHumidityPct", undefined]],
  ["Meter/Active Power", "kW", ["electricPowerW", "Meter"]],
  ["Meter/Total Active Energy", "kWh", ["electricEnergyWh", "Meter"]],
  ["Heat Meter/Energy", "MWh", ["heatEnergyWh", "Heat_Meter"]],
  ["Heat Pump/Energy", "kWh", ["electricEnergyWh", "Heat_Pump"]],
  ["Gas Meter 1/Energy", "kWh", ["gasEnergyWh", "Gas_Meter_1"]],
  ["Gas Volume", "m³", ["gasVolumeM3", undefined]],
  ["Solar Irradiance", "W/m2", ["globalIrradianceWPerM2", undefined]],
])("%s in %s is %j", (name, unit, expected) => expect(read(name, unit)).toEqual(expected));

test.each([
  ["Temperature", undefined, "states no unit"],
  ["Temperature", "furlong", "unit 'furlong' is not known for it"],
  ["Energy", "°C", "unit '°C' is not known for it"],
  ["Supply Air Temperature", "°C", "no signal of ours"],
  ["Max Power", "W", "no signal of ours"],
  ["Pressure", "Pa", "no signal of ours"],
  ["", "°C", "no signal of ours"],
  ["__proto__", "°C", "no signal of ours"],
])("%s in %s is not read: %s", (name, unit, why) => expect(read(name, unit)).toBe(why));

test("truth values are read for what is open or occupied, numbers for what is measured, text for nothing", () => {
  expect(read("Occupied", undefined, 11)).toEqual(["occupancy", undefined]);
  expect(read("Temperature", "°C", 11)).toBe("is not a number");
  expect(read("Temperature", "°C", 12)).toBe("is not a number");
  expect(read("Temperature", "°C", 0)).toBe("states no data type");
});

test("values are turned into our unit and back", () => {
  const found = signalFor("Energy", metric("kWh"));
  if (typeof found === "string") throw new Error(found);
  expect([found.convert(16.39), found.back(16_390)]).toEqual([16_390, 16.39]);
});
