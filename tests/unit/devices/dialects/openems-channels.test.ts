import { expect, test } from "vitest";
import { CHANNELS, type ComponentConfig, meaningOf, readConfig } from "../../../../devices/dialects/openems-channels.ts";
import { converterTo } from "../../../../devices/parse/unit.ts";

const meter = (meterType: string | undefined, more: Partial<ComponentConfig> = {}): ComponentConfig => ({
  alias: "",
  factory: "Meter.Socomec.Threephase",
  meterType,
  units: new Map(),
  ...more,
});

test.each(["GRID", "CONSUMPTION_METERED", "MANAGED_CONSUMPTION_METERED"])("what a meter of type %s counts is used", (type) => {
  expect(meaningOf("meter0", "ActivePower", meter(type))).toEqual({ signal: "electricPowerW", unit: "W" });
  expect(meaningOf("meter0", "ActiveProductionEnergyL2", meter(type))).toEqual({
    signal: "electricEnergyWh",
    unit: "Wh",
    endpoint: "L2",
  });
});

test.each(["PRODUCTION", "PRODUCTION_AND_CONSUMPTION"])("what a meter of type %s counts is not", (type) =>
  expect(meaningOf("meter0", "ActivePower", meter(type))).toBe("not what is used"),
);

test("before the configuration a meter's voltage is known and its direction is not", () => {
  expect(meaningOf("meter0", "ActivePower", undefined)).toBe("what the meter meters is not told yet");
  expect(meaningOf("meter0", "VoltageL1", undefined)).toEqual({ signal: "voltageV", unit: "mV", endpoint: "L1" });
});

test("the site's sums need no configuration", () => {
  expect(meaningOf("_sum", "ConsumptionActivePower", undefined)).toMatchObject({ endpoint: "consumption" });
  expect(meaningOf("_sum", "GridBuyActiveEnergy", undefined)).toMatchObject({ signal: "electricEnergyWh", endpoint: "grid" });
  expect(meaningOf("_sum", "EssSoc", undefined)).toBeUndefined();
});

test("a thermometer's name tells what it measures", () => {
  const thermometer = (alias: string) => meter(undefined, { alias, factory: "Thermometer.Modbus" });
  expect(meaningOf("thermometer0", "Temperature", undefined)).toEqual({ signal: "airTempC", unit: "dC" });
  expect(meaningOf("t1", "Temperature", thermometer("Outdoor"))).toMatchObject({ signal: "outdoorTempC" });
  expect(meaningOf("t1", "Temperature", thermometer("Boiler flow"))).toMatchObject({ signal: "waterTempC" });
});

test("other components are passed over", () => {
  for (const component of ["ess0", "ctrlApiMqtt0", "__proto__"])
    expect(meaningOf(component, "ActivePower", undefined)).toBeUndefined();
});

test("a unit that the configuration names wins", () => {
  const config = readConfig({
    components: {
      meter0: {
        alias: "Main",
        factoryId: "Meter.X",
        properties: { type: "grid" },
        channels: { ActiveProductionEnergy: { unit: "kWh_Σ" }, ActivePower: { unit: "" }, Current: 5 },
      },
      broken: 5,
    },
  });
  expect(config?.get("meter0")).toEqual({
    alias: "Main",
    factory: "Meter.X",
    meterType: "GRID",
    units: new Map([["ActiveProductionEnergy", "kWh"]]),
  });
  expect(config?.size).toBe(1);
  expect(meaningOf("meter0", "ActiveProductionEnergy", config?.get("meter0"))).toMatchObject({ unit: "kWh" });
});

test.each([undefined, null, 5, [], {}, { components: [] }])("%j is no configuration", (data) =>
  expect(readConfig(data)).toBeUndefined(),
);

test("every unit of the table is known", () => {
  for (const channel of CHANNELS)
    for (const component of ["_sum", "meter0", "thermometer0"]) {
      const meaning = meaningOf(component, channel, component === "meter0" ? meter("GRID") : undefined);
      if (typeof meaning === "object")
        expect([channel, converterTo(meaning.signal, meaning.unit)]).not.toEqual([channel, undefined]);
    }
});
