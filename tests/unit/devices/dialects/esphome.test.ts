import { expect, test } from "vitest";
import { esphome } from "../../../../devices/dialects/esphome.ts";
import { only, speak, valuesIn } from "../../../support/dialect.ts";

const ID = "esphome:living-room";

test.each([
  ["living-room/sensor/temperature/state", "21.50", { airTempC: 21.5 }],
  ["living-room/sensor/living_room_temperature/state", "21.50", { airTempC: 21.5 }],
  ["living-room/sensor/outdoor_temperature/state", "-3", { "outdoor_temperature/outdoorTempC": -3 }],
  ["living-room/sensor/humidity/state", "45.2", { relativeHumidityPct: 45.2 }],
  ["living-room/sensor/co2/state", "812", { co2Ppm: 812 }],
  ["living-room/sensor/plug_power/state", "60", { "plug_power/electricPowerW": 60 }],
  ["living-room/binary_sensor/motion/state", "ON", { "motion/occupancy": 1 }],
  ["living-room/binary_sensor/window/state", "OFF", { windowOpen: 0 }],
])("%s %s", (topic, text, values) => expect(valuesIn(speak(esphome).say(topic, text))).toEqual(values));

test.each(["nan", "NaN", "unknown", "unavailable"])("%s is no value, and no fault", (text) => {
  const events = speak(esphome).say("living-room/sensor/temperature/state", text);
  expect(only(events, "device")[0]?.device.points).toMatchObject([{ signal: "airTempC" }]);
  expect([only(events, "value"), only(events, "rejected")]).toEqual([[], []]);
});

test("a node appears with its first signal; its other sensors are listed, energy because it tells no unit", () => {
  const { say } = speak(esphome);
  expect(only(say("living-room/sensor/wifi_signal/state", "-60"), "device")).toEqual([]);
  say("living-room/sensor/total_energy/state", "5");
  say("living-room/binary_sensor/door_contact/state", "ON");
  const [event] = only(say("living-room/sensor/temperature/state", "21"), "device");
  expect(event?.device).toMatchObject({ id: ID, name: "living-room", kind: "sensor" });
  expect(event?.device.unread).toEqual([
    "wifi_signal: no signal of ours",
    "total_energy: has no unit",
    "door_contact: no signal of ours",
  ]);
});

test("presence is listened to once a node is known", () => {
  const { say, session } = speak(esphome);
  expect(session.claims("living-room/status")).toBe(false);
  const listen = only(say("living-room/sensor/temperature/state", "21"), "listen");
  expect(listen).toEqual([{ type: "listen", filters: ["living-room/status"], control: true }]);
  expect(only(say("living-room/sensor/temperature/state", "21"), "listen")).toEqual([]);
  expect(say("living-room/status", "offline")).toEqual([{ type: "availability", id: ID, online: false }]);
  expect(only(say("living-room/sensor/temperature/state", "21"), "availability")).toEqual([]);
  expect(say("living-room/status", "online")).toEqual([{ type: "availability", id: ID, online: true }]);
  expect(say("living-room/status", "what")).toEqual([]);
});

test("a climate's target heats or cools as its mode says; before that it is neither", () => {
  const { say } = speak(esphome);
  const climate = (part: string, text: string) => valuesIn(say(`living-room/climate/thermostat/${part}/state`, text));
  expect(climate("current_temperature", "20.5")).toEqual({ airTempC: 20.5 });
  expect(climate("target_temperature", "21")).toEqual({});
  climate("mode", "heat");
  expect(climate("target_temperature", "21")).toEqual({ heatingSetpointC: 21 });
  climate("mode", "cool");
  expect(climate("target_temperature", "25")).toEqual({ coolingSetpointC: 25 });
  expect(climate("target_temperature_low", "19")).toEqual({ heatingSetpointC: 19 });
  expect(climate("target_temperature_high", "26")).toEqual({ coolingSetpointC: 26 });
  expect(valuesIn(say("living-room/climate/floor/current_temperature/state", "23"))).toEqual({ "floor/airTempC": 23 });
});

test("takes no commands: no range is told", () => {
  const { say, session } = speak(esphome);
  say("living-room/climate/thermostat/mode/state", "heat");
  say("living-room/climate/thermostat/target_temperature/state", "21");
  expect(session.command(ID, undefined, "heatingSetpointC", 21)).toBeUndefined();
});

test.each([
  ["living-room/sensor/temperature/state", "warm", "not-a-number"],
  ["living-room/sensor/temperature/state", "21,5", "not-a-number"],
  ["living-room/sensor/temperature/state", "online", "not-a-number"],
  ["living-room/binary_sensor/motion/state", "maybe", "not-a-number"],
])("%s with %s is rejected as %s", (topic, payload, reason) =>
  expect(only(speak(esphome).say(topic, payload), "rejected")).toMatchObject([{ reason }]),
);

test("claims what is shaped like a node's state, and nothing of Home Assistant's", () => {
  const { session, say } = speak(esphome);
  const claimed = (...topics: string[]) => topics.filter((topic) => session.claims(topic));
  expect(claimed("a/sensor/b/state", "a/binary_sensor/b/state", "a/climate/b/mode/state")).toHaveLength(3);
  expect(
    claimed("homeassistant/sensor/kitchen/state", "a/sensor/b/config", "a/b/sensor/c/state", "a/climate/b/state", "oven/status"),
  ).toEqual([]);
  say("a/sensor/temperature/state", "20");
  expect(claimed("a/status", "a/debug", "a/climate/b/target_temperature/command")).toHaveLength(3);
  expect(say("a/debug", "[W] something")).toEqual([]);
});
