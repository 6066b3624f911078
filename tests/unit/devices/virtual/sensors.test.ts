import { expect, test } from "vitest";
import { presentDevices, type VirtualKind } from "../../../../devices/virtual/plan.ts";
import { type Fault, GLITCH_EVERY, SKEW_MS, sensorsOf } from "../../../../devices/virtual/sensors.ts";
import { fakePlant } from "../../../support/fake-plant.ts";

function sensors(kind: VirtualKind, fault?: Fault) {
  const plant = fakePlant();
  const device = presentDevices(plant).find((d) => d.kind === kind);
  if (!device) throw new Error(`no ${kind}`);
  return { plant, sense: sensorsOf(device, plant, fault) };
}

test("a healthy device says what is", () => {
  const { plant, sense } = sensors("trv");
  expect(sense(1000)).toMatchObject({ ts: 1000 });
  plant.values.set("office/airTempC", 22.5);
  expect(sense(2000).values.get("airTempC")).toBe(22.5);
});

test("no value where the plant has none, and never one that cannot be", () => {
  const { plant, sense } = sensors("room");
  plant.values.set("office/airTempC", Number.NaN);
  plant.values.set("office/relativeHumidityPct", 104);
  expect([sense(0).values.get("airTempC"), sense(0).values.get("relativeHumidityPct")]).toEqual([null, 100]);
});

test("a frozen one goes on with its first values, at the new time", () => {
  const { plant, sense } = sensors("trv", "freeze");
  const first = sense(1000);
  plant.values.set("office/airTempC", 99);
  expect(sense(2000)).toEqual({ ts: 2000, values: first.values });
});

test("a broken sensor is NaN; the set-point and the battery are still known", () => {
  const { values } = sensors("trv", "nan").sense(0);
  expect([values.get("airTempC"), values.get("valvePct"), values.get("heatingSetpointC")]).toEqual([Number.NaN, Number.NaN, 21]);
});

test("a counter glitches to 0 now and then", () => {
  const { sense } = sensors("electricity", "glitch");
  const energies = Array.from({ length: 2 * GLITCH_EVERY }, (_, i) => sense(i).values.get("electricEnergyWh"));
  expect(energies.map((e) => (e === 0 ? "0" : "-")).join("")).toBe("----0----0");
});

test("a fast clock shifts the time only", () => {
  const skewed = sensors("trv", "skew").sense(1000);
  expect(skewed.ts).toBe(1000 + SKEW_MS);
  expect(skewed.values).toEqual(sensors("trv").sense(1000).values);
});

test("a meter's current follows its power", () => {
  const { values } = sensors("electricity").sense(0);
  expect((values.get("currentA") ?? 0) * (values.get("voltageV") ?? 0)).toBeCloseTo(1234.5, 9);
});
