import { expect, test } from "vitest";
import { tasmota } from "../../../../devices/dialects/tasmota.ts";
import { presentDevices } from "../../../../devices/virtual/plan.ts";
import { tasmotaFleet, tasmotaNetwork } from "../../../../devices/virtual/tasmota.ts";
import { bytesOf, only, speak, valuesIn } from "../../../support/dialect.ts";
import { fakePlant } from "../../../support/fake-plant.ts";
import { sensing, single } from "../../../support/virtual.ts";

const plant = fakePlant();
const [meter] = presentDevices(plant).filter((d) => d.kind === "electricity");
if (!meter) throw new Error("no meter");
const network = tasmotaNetwork(meter, "Europe/Berlin");

test("it is read as it was planned, asked and unasked", () => {
  const { say } = speak(tasmota);
  const events = network.announce(sensing(plant)).flatMap(({ topic, payload, retain }) => say(topic, payload, { retain }));
  expect(only(events, "device").at(-1)?.device).toMatchObject({
    id: meter.id,
    name: "hall/whole/meter",
    area: "hall/whole",
    kind: "meter",
  });
  expect(only(events, "device").at(-1)?.device.points).toHaveLength(meter.points.length);
  const sample = sensing(plant)(meter);
  for (const asked of [false, true]) {
    const { topic, payload } = single(network.state(meter, sample, asked));
    expect(valuesIn(say(topic, payload))).toEqual({
      electricEnergyWh: 7_654_321,
      electricPowerW: 1234.5,
      voltageV: 230,
      currentA: 5.367,
    });
  }
});

test("its clock shows the local time of the building, without a zone", () => {
  const { payload } = single(network.state(meter, { ts: Date.UTC(2026, 6, 1, 22, 30), values: new Map() }));
  expect(payload).toBe('{"Time":"2026-07-02T00:30:00","ENERGY":{}}');
});

test("it answers the question for its sensors and no other", () => {
  expect(network.receive("cmnd/x/STATUS", bytesOf("8"))).toEqual({ type: "get", device: meter });
  expect(network.receive("cmnd/x/STATUS", bytesOf("0"))).toEqual({ type: "refused", says: [] });
});

test("a room sensor names its sensor and its unit", () => {
  const room = tasmotaFleet(plant).find(({ devices }) => devices[0]?.kind === "room");
  const [sensor] = room?.devices ?? [];
  if (!room || !sensor) throw new Error("no room sensor");
  const { payload } = single(room.state(sensor, sensing(plant, Date.UTC(2026, 10, 24))(sensor)));
  expect(payload).toBe(
    '{"Time":"2026-11-24T01:00:00","SCD40":{"CarbonDioxide":650,"Temperature":20.3,"Humidity":41.5},"TempUnit":"C"}',
  );
});
