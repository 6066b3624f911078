import { expect, test } from "vitest";
import { zigbee2mqtt } from "../../../../devices/dialects/zigbee2mqtt.ts";
import { presentDevices } from "../../../../devices/virtual/plan.ts";
import { zigbeeFleet, zigbeeNetwork } from "../../../../devices/virtual/zigbee.ts";
import { TRV_SETPOINT } from "../../../../devices/virtual/zigbee-exposes.ts";
import { bytesOf, only, speak } from "../../../support/dialect.ts";
import { fakePlant } from "../../../support/fake-plant.ts";
import { sensing } from "../../../support/virtual.ts";

const plant = fakePlant();
const trvs = presentDevices(plant).filter((d) => d.kind === "trv");
const network = zigbeeNetwork(trvs);
const SET = "zigbee2mqtt/hall/office/trv/set";
const receive = (topic: string, payload: unknown) => network.receive(topic, bytesOf(payload));

test.each([
  [SET, { occupied_heating_setpoint: 19.5 }, 19.5],
  [SET, { occupied_heating_setpoint: "19.5" }, 19.5],
  [SET, { occupied_heating_setpoint: 20.299999999999997 }, 20.3],
  [`${SET}/occupied_heating_setpoint`, "7", 7],
])("%s %j sets %d", (topic, payload, value) => {
  expect(receive(topic, payload)).toMatchObject({ type: "set", device: trvs[0], signal: "heatingSetpointC", value });
});

test.each([
  [SET, { occupied_heating_setpoint: "abc" }],
  [SET, { occupied_heating_setpoint: null }],
  [SET, { occupied_heating_setpoint: TRV_SETPOINT.max + 0.5 }],
  [SET, { occupied_heating_setpoint: TRV_SETPOINT.min - 0.5 }],
  [SET, { color: "red" }],
  [SET, "not json"],
  [SET, "[]"],
  [`${SET}/occupied_heating_setpoint`, ""],
  [`${SET}/system_mode`, "21"],
])("%s %j is refused on the log topic alone", (topic, payload) => {
  const request = receive(topic, payload);
  expect(request).toMatchObject({ type: "refused", says: [{ topic: "zigbee2mqtt/bridge/logging", retain: false }] });
});

test("a stranger's topic is not answered", () => {
  expect(receive("zigbee2mqtt/hall/nowhere/trv/set", { occupied_heating_setpoint: 20 })).toEqual({ type: "refused", says: [] });
});

test("a question is answered with the state", () => {
  expect(receive("zigbee2mqtt/hall/office/trv/get", { local_temperature: "" })).toEqual({ type: "get", device: trvs[0] });
});

test("what it announces is what the dialect of real bridges reads", () => {
  const { say } = speak(zigbee2mqtt);
  const events = network.announce(sensing(plant)).flatMap(({ topic, payload, retain }) => say(topic, payload, { retain }));
  expect(only(events, "rejected")).toEqual([]);
  expect(only(events, "device").map(({ device }) => [device.id, device.name, device.batteryPowered])).toEqual(
    trvs.map((trv) => [trv.id, trv.name, true]),
  );
  for (const { device } of only(events, "device"))
    expect(device.points.find((p) => p.signal === "heatingSetpointC")?.writable).toEqual(TRV_SETPOINT);
});

test("a room sensor or a meter takes no set-point", () => {
  const [fleet] = zigbeeFleet(plant);
  expect(fleet?.devices.map((d) => d.kind)).toEqual(["trv", "trv", "room", "room", "electricity"]);
  const request = fleet?.receive("zigbee2mqtt/hall/office/room/set", bytesOf({ occupied_heating_setpoint: 20 }));
  expect(request).toMatchObject({ type: "refused", says: [{ topic: "zigbee2mqtt/bridge/logging" }] });
});
