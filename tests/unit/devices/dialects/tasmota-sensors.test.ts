import fc from "fast-check";
import { expect, test } from "vitest";
import { readSensors } from "../../../../devices/dialects/tasmota-sensors.ts";
import { isObject, type JsonObject } from "../../../../devices/parse/json.ts";

const read = (body: JsonObject, tempUnit = "C") =>
  Object.fromEntries(
    readSensors(body, tempUnit).sensed.map((s) => [s.endpoint === undefined ? s.signal : `${s.endpoint}/${s.signal}`, s.value]),
  );

test("an energy meter: kWh become Wh, and what has no signal is named", () => {
  const body = {
    Time: "2020-09-25T12:47:15",
    ENERGY: { Total: 12.345, Today: 0.5, Power: 230.5, Voltage: "231", Current: 1.002 },
  };
  expect(read(body)).toEqual({ electricEnergyWh: 12_345, electricPowerW: 230.5, voltageV: 231, currentA: 1.002 });
  expect(readSensors(body, "C").unread).toEqual(["ENERGY.Today: no signal of ours"]);
});

test("T9: several channels or phases are endpoints", () => {
  expect(read({ ENERGY: { Total: [1.2, 3.4] } })).toEqual({ "1/electricEnergyWh": 1200, "2/electricEnergyWh": 3400 });
  expect(read({ ENERGY: { Total: { Phase1: 1.2, Phase2: 3.4 } } })).toEqual({
    "Phase1/electricEnergyWh": 1200,
    "Phase2/electricEnergyWh": 3400,
  });
});

test("other sensors keep their name, numbers behind keys count", () => {
  expect(read({ DS18B20: { Id: "meep", Temperature: 23.4 }, "DS18B20-2": { Temperature: 20 } })).toEqual({
    "DS18B20/airTempC": 23.4,
    "DS18B20-2/airTempC": 20,
  });
  expect(read({ ANALOG: { Temperature1: 1.2, Temperature2: 3.4, Illuminance3: 5.6 } })).toEqual({
    "ANALOG-1/airTempC": 1.2,
    "ANALOG-2/airTempC": 3.4,
  });
  expect(read({ ANALOG: { CTEnergy1: { Energy: 0.5, Power: 2300, Voltage: 230, Current: 10 } } })).toEqual({
    "ANALOG-1/electricEnergyWh": 500,
    "ANALOG-1/electricPowerW": 2300,
    "ANALOG-1/voltageV": 230,
    "ANALOG-1/currentA": 10,
  });
});

test("units stand in the message or come from discovery", () => {
  expect(read({ AM2301: { Temperature: 68, Humidity: 55 } }, "F")).toEqual({
    "AM2301/airTempC": 20,
    "AM2301/relativeHumidityPct": 55,
  });
  expect(read({ AM2301: { Temperature: 20 }, TempUnit: "C" }, "F")).toEqual({ "AM2301/airTempC": 20 });
  expect(read({ BME280: { Pressure: 1013.25 } })).toEqual({ "BME280/airPressurePa": 101_325 });
  expect(read({ BME280: { Pressure: 29.92 }, PressureUnit: "inHg" })["BME280/airPressurePa"]).toBeCloseTo(101_320.8, 0);
  expect(read({ TX23: { Speed: { Act: "36", Avg: "10" } }, SpeedUnit: "km/h" })).toEqual({ "TX23/windSpeedMPerS": 10 });
  expect(readSensors({ TX23: { Speed: { Act: "12.3" } } }, "C")).toMatchObject({
    sensed: [],
    unread: ["TX23.Speed.Act: unit '' is not known for it"],
  });
});

test("the chip's temperature is no room's, and a power elsewhere than in a meter is none", () => {
  expect(read({ ESP32: { Temperature: 53.3 }, IRRX: { Power: 5 } })).toEqual({});
});

test("null is no value but still a point; nonsense is told as such", () => {
  expect(read({ DS18B20: { Temperature: null } })).toEqual({ "DS18B20/airTempC": null });
  expect(read({ ENERGY: { Power: "on", Total: 1e306 } })).toEqual({ electricPowerW: undefined, electricEnergyWh: undefined });
});

test("never throws, and gives finite numbers only", () => {
  const names = fc.constantFrom(
    "ENERGY",
    "Total",
    "Power",
    "DS18B20",
    "Temperature",
    "ANALOG",
    "CTEnergy1",
    "__proto__",
    "Speed",
    "Act",
    "TempUnit",
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      fc.double(),
      fc.string(),
      fc.constant(null),
      fc.array(tie("tree")),
      fc.dictionary(names, tie("tree")),
    ),
  }));
  fc.assert(
    fc.property(tree, (body) => {
      if (!isObject(body)) return;
      for (const { value } of readSensors(body, "C").sensed)
        if (typeof value === "number") expect(value).toSatisfy(Number.isFinite);
    }),
  );
});
