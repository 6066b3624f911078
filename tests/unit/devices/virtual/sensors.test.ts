import { expect, test } from "vitest";
import { presentDevices, type VirtualKind } from "../../../../devices/virtual/plan.ts";
import { sense } from "../../../../devices/virtual/sensors.ts";
import { fakePlant } from "../../../support/fake-plant.ts";

function sensors(kind: VirtualKind) {
  const plant = fakePlant();
  const device = presentDevices(plant).find((d) => d.kind === kind);
  if (!device) throw new Error(`no ${kind}`);
  return { plant, read: (ts = 0) => sense(device, plant, ts) };
}

test("a device says what is", () => {
  const { plant, read } = sensors("trv");
  expect(read(1000)).toMatchObject({ ts: 1000 });
  plant.values.set("office/airTempC", 22.5);
  expect(read().values.get("airTempC")).toBe(22.5);
});

test("no value where the plant has none, and never one that cannot be", () => {
  const { plant, read } = sensors("room");
  plant.values.set("office/airTempC", Number.NaN);
  plant.values.set("office/relativeHumidityPct", 104);
  expect([read().values.get("airTempC"), read().values.get("relativeHumidityPct")]).toEqual([null, 100]);
});

test("a meter's current follows its power", () => {
  const { values } = sensors("electricity").read();
  expect((values.get("currentA") ?? 0) * (values.get("voltageV") ?? 0)).toBeCloseTo(1234.5, 9);
});
