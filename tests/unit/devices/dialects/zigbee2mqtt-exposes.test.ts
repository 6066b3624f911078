import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readExposes } from "../../../../devices/dialects/zigbee2mqtt-exposes.ts";
import { sharedData, sharedDataMissing } from "../../../support/shared-data.ts";
import { describeUnless } from "../../../support/visible-skip.ts";

const numeric = (name: string, unit: string, more: object = {}) => ({
  type: "numeric",
  name,
  property: name,
  access: 1,
  unit,
  ...more,
});
const setpoint = (name: string, more: object = {}) =>
  numeric(name, "°C", { access: 7, value_min: 5, value_max: 30, value_step: 0.5, ...more });
const climate = (...features: object[]) => ({ type: "climate", features });
const read = (...exposes: unknown[]) => readExposes(exposes);
const signals = (...exposes: unknown[]) => read(...exposes).bindings.map((b) => `${b.property}=${b.signal}`);

describe("what is read", () => {
  test("units become ours: kWh, kW, mV, hPa, °F", () => {
    const { bindings } = read(
      numeric("energy", "kWh"),
      numeric("power", "kW"),
      numeric("voltage", "mV"),
      numeric("pressure", "hPa"),
      numeric("temperature", "°F"),
    );
    const values = Object.fromEntries(bindings.map((b) => [b.signal, b.read(68)]));
    expect(values).toEqual({
      electricEnergyWh: 68_000,
      electricPowerW: 68_000,
      voltageV: 0.068,
      airPressurePa: 6800,
      airTempC: 20,
    });
  });

  test("of two features for one signal the better one is read, the other is named", () => {
    const exposed = read(climate(setpoint("current_heating_setpoint"), setpoint("occupied_heating_setpoint")));
    expect(exposed.bindings.map((b) => b.property)).toEqual(["occupied_heating_setpoint"]);
    expect(exposed.unread).toEqual(["current_heating_setpoint: occupied_heating_setpoint is read for the same signal"]);
  });

  test("a window contact is open when contact is false; occupancy and presence are 0 and 1", () => {
    const { bindings } = read(
      { type: "binary", name: "contact", property: "contact", access: 1, value_on: false, value_off: true },
      { type: "binary", name: "presence", property: "presence", access: 1, value_on: "on", value_off: "off" },
    );
    const [occupancy, window] = [bindings.find((b) => b.signal === "occupancy"), bindings.find((b) => b.signal === "windowOpen")];
    expect([true, false, "x", 1].map((v) => window?.read(v))).toEqual([0, 1, undefined, undefined]);
    expect(["on", "off", true].map((v) => occupancy?.read(v))).toEqual([1, 0, undefined]);
  });

  test("a set-point outside a climate group, or without a range, takes no commands", () => {
    expect(signals(setpoint("occupied_heating_setpoint"))).toEqual([]);
    const [binding] = read(climate(setpoint("occupied_heating_setpoint", { value_max: undefined }))).bindings;
    expect(binding?.writable).toBeUndefined();
  });

  test("a range in °F is one in °C, the step without the offset", () => {
    const [binding] = read(
      climate(setpoint("occupied_heating_setpoint", { unit: "°F", value_min: 41, value_max: 95, value_step: 1 })),
    ).bindings;
    expect(binding?.writable).toEqual({ min: 5, max: 35, step: 0.555556 });
    expect(binding?.write(20)).toBe(68);
  });
});

describe("what is not read says why", () => {
  test.each([
    [numeric("temperature", ""), "temperature: has no unit"],
    [numeric("temperature", "furlong"), "temperature: unit 'furlong' is not known for it"],
    [numeric("linkquality", "lqi"), "linkquality: no signal of ours"],
    [numeric("temperature", "°C", { access: 2 }), "temperature: is not published by the device"],
    [numeric("temperature", "°C", { endpoint: "a/b" }), "temperature: its endpoint has no plain name"],
    [{ type: "composite", name: "schedule", property: "schedule", access: 3, features: [] }, "schedule: no signal of ours"],
  ])("%j", (expose, reason) => expect(read(expose)).toMatchObject({ bindings: [], unread: [reason] }));
});

test.each([
  [[climate(numeric("local_temperature", "°C"))], "thermostat"],
  [[numeric("power", "W"), numeric("temperature", "°C")], "meter"],
  [[numeric("co2", "ppm")], "sensor"],
  [[], "other"],
])("%j is a %s", (exposes, kind) => expect(readExposes(exposes).kind).toBe(kind));

test("nothing that an expose may hold makes it throw", () => {
  const leaf = fc.record(
    {
      type: fc.constantFrom("numeric", "binary", "climate"),
      name: fc.string(),
      property: fc.anything(),
      access: fc.anything(),
      unit: fc.anything(),
      features: fc.anything(),
    },
    { requiredKeys: [] },
  );
  fc.assert(fc.property(fc.oneof(fc.anything(), fc.array(leaf)), (exposes) => void readExposes(exposes)));
});

const FILE = ["mqtt", "zigbee2mqtt", "climate-exposes-223.json"] as const;
describeUnless(sharedDataMissing(...FILE), "every climate definition of zigbee-herdsman-converters 26.105.0", () => {
  const definitions: {
    vendor: string;
    model: string;
    climate: { features: { name: string; property: string; endpoint?: string; access: number }[] }[];
  }[] = sharedDataMissing(...FILE) === undefined ? JSON.parse(readFileSync(sharedData(...FILE), "utf8")) : [];

  test("223 of them, each a thermostat whose temperature or set-point is read", () => {
    expect(definitions).toHaveLength(223);
    for (const { vendor, model, climate: groups } of definitions) {
      const { kind, bindings } = readExposes(groups);
      expect([vendor, model, kind]).toEqual([vendor, model, "thermostat"]);
      expect([vendor, model, bindings.length > 0]).toEqual([vendor, model, true]);
    }
  });

  test("every published temperature and every settable heating set-point is bound once for its endpoint", () => {
    let zones = 0;
    for (const { model, climate: groups } of definitions) {
      const { bindings } = readExposes(groups);
      const features = groups.flatMap((g) => g.features);
      const rooms = new Set(features.filter((f) => f.name === "local_temperature").map((f) => f.property));
      const bound = bindings.filter((b) => b.signal === "airTempC").map((b) => b.property);
      expect([model, new Set(bound)]).toEqual([model, rooms]);
      const settable = features.filter((f) => /^(occupied|current)_heating_setpoint$/.test(f.name) && (f.access & 3) === 3);
      const endpoints = new Set(settable.map((f) => f.endpoint ?? ""));
      const writable = bindings.filter((b) => b.signal === "heatingSetpointC" && b.writable);
      expect([model, writable.length]).toEqual([model, endpoints.size]);
      zones += bound.length;
    }
    expect(zones).toBe(269);
  });
});
