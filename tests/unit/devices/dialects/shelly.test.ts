import { expect, test } from "vitest";
import { shelly } from "../../../../devices/dialects/shelly.ts";
import { AT, only, recorded, speak, valuesIn } from "../../../support/dialect.ts";
import { sharedDataMissing } from "../../../support/shared-data.ts";
import { describeUnless } from "../../../support/visible-skip.ts";

const PLUG = "shellyplusplugs-aabbccddeeff";
const ID = `shelly:${PLUG}`;
const notify = (params: object, method = "NotifyStatus") => ({ src: PLUG, dst: `${PLUG}/events`, method, params });
const FLOOR = "st1820-aabbccddeeff";
const FLOOR_ID = `shelly:${FLOOR}`;
const virtual = (key: string, role: string, value: number, access = "crw") => ({
  key,
  attrs: { role },
  config: { min: 15, max: 35, access, meta: { ui: { unit: "°C", step: 0.5 } } },
  status: { value, last_update_ts: 1_750_345_503 },
});

test("T10: a whole status, then a change that carries one attribute: the others are neither lost nor stamped anew", () => {
  const { say } = speak(shelly);
  expect(valuesIn(say(`${PLUG}/status/switch:0`, { id: 0, apower: 12, voltage: 230, aenergy: { total: 100 } }))).toEqual({
    "switch-0/electricPowerW": 12,
    "switch-0/voltageV": 230,
    "switch-0/electricEnergyWh": 100,
  });
  const events = say(`${PLUG}/events/rpc`, notify({ ts: 1747561101.22, "switch:0": { id: 0, apower: 40 } }));
  expect(only(events, "value")).toMatchObject([{ id: ID, endpoint: "switch-0", value: 40, ts: 1747561101220 }]);
  expect(only(events, "device")).toEqual([]);
});

test("a change inside a nested object leaves its neighbours: it still runs on mains", () => {
  const { say } = speak(shelly);
  say(`${PLUG}/status/devicepower:0`, { battery: { percent: 90 }, external: { present: true } });
  const events = say(`${PLUG}/events/rpc`, notify({ ts: null, "devicepower:0": { battery: { percent: 80 } } }));
  expect(valuesIn(events)).toEqual({ batteryPct: 80 });
  expect(only(events, "device")).toEqual([]);
});

test("an event is a sign of life and holds no value", () => {
  const { say } = speak(shelly);
  say(`${PLUG}/online`, "true");
  expect(say(`${PLUG}/events/rpc`, notify({ events: [] }, "NotifyEvent"))).toEqual([{ type: "seen", id: ID }]);
});

test("presence is the device's own word", () => {
  const { say } = speak(shelly);
  expect(only(say(`${PLUG}/online`, "true"), "availability")).toEqual([{ type: "availability", id: ID, online: true }]);
  expect(say(`${PLUG}/online`, "false")).toEqual([{ type: "availability", id: ID, online: false }]);
  expect(only(say(`${PLUG}/status/switch:0`, { apower: 1 }), "availability")).toEqual([]);
  expect(say(`${PLUG}/online`, "maybe")).toEqual([]);
});

test("T23: a device that sleeps is not away when it says that it is", () => {
  const { say } = speak(shelly);
  say("shellyht/online", "false", { retain: true });
  expect(only(say("shellyht/status/sys", { wakeup_period: 7200 }), "availability")).toMatchObject([{ online: true }]);
  expect(only(say("shellyht/online", "false"), "availability")).toEqual([]);
});

test("virtual numbers are read only once the device has told their roles; it is asked for them", () => {
  const { say, session } = speak(shelly);
  expect(valuesIn(say(`${FLOOR}/status/number:202`, { value: 27 }))).toEqual({});
  const asked = session.tick?.(AT) ?? [];
  expect(asked).toEqual([{ type: "send", message: { topic: `${FLOOR}/rpc`, payload: expect.any(String) } }]);
  const call: { id: number } = JSON.parse(String(only(asked, "send")[0]?.message.payload));
  expect(call).toMatchObject({ src: "zonecast", method: "Shelly.GetComponents" });
  const components = [virtual("number:201", "current_temperature", 25.5, "cr"), virtual("number:202", "target_temperature", 27)];
  const events = say("zonecast/rpc", { id: call.id, src: FLOOR, result: { components, offset: 0, total: 2 } });
  expect(only(events, "device")[0]?.device).toMatchObject({ id: FLOOR_ID, kind: "thermostat", unread: [] });
  expect(only(events, "value")).toMatchObject([
    { signal: "airTempC", value: 25.5, ts: 1_750_345_503_000 },
    { signal: "heatingSetpointC", value: 27, ts: 1_750_345_503_000 },
  ]);
  expect(valuesIn(say(`${FLOOR}/events/rpc`, notify({ ts: 1747561101, "number:202": { value: 22.5 } })))).toEqual({
    heatingSetpointC: 22.5,
  });
  expect(session.tick?.(AT + 1e9)).toEqual([]);
  const command = session.command(FLOOR_ID, undefined, "heatingSetpointC", 21.5);
  expect(command?.topic).toBe(`${FLOOR}/rpc`);
  expect(JSON.parse(String(command?.payload))).toEqual({
    id: call.id,
    src: "zonecast",
    method: "Number.Set",
    params: { id: 202, value: 21.5 },
  });
});

test("a question without an answer is put three times, a minute apart, and then no more", () => {
  const { say, session } = speak(shelly);
  say(`${FLOOR}/status/number:202`, { value: 27 });
  const times = Array.from({ length: 400 }, (_, s) => s).filter((s) => (session.tick?.(AT + s * 1000) ?? []).length > 0);
  expect(times).toEqual([0, 60, 120]);
});

test("a refused call is told and not repeated", () => {
  const { say, session } = speak(shelly);
  say(`${FLOOR}/status/number:202`, { value: 27 });
  session.tick?.(AT);
  expect(say("zonecast/rpc", { id: 1, error: { code: 401, message: "unauthorised" } })).toMatchObject([
    { type: "rejected", reason: "unsupported", detail: expect.stringContaining("unauthorised") },
  ]);
  expect(session.tick?.(AT + 1e6)).toEqual([]);
  expect(say("zonecast/rpc", { id: 99, result: {} })).toEqual([]);
});

test("set-points of wall thermostats and radiator valves", () => {
  const { say, session } = speak(shelly);
  const events = say(`${PLUG}/status/thermostat:0`, { id: 0, target_C: 20, current_C: 19.5 });
  expect(only(events, "device")[0]?.device.points).toEqual([
    { endpoint: undefined, signal: "airTempC", writable: undefined },
    { endpoint: undefined, signal: "heatingSetpointC", writable: { min: 5, max: 35, step: 0.5 } },
  ]);
  expect(session.command(ID, undefined, "heatingSetpointC", 21)?.payload).toContain('"target_C":21');
  say(`${PLUG}/status/blutrv:200`, { id: 200, target_C: 20, current_C: 19.5, pos: 40 });
  expect(session.command(ID, "blutrv-200", "heatingSetpointC", 21)?.payload).toContain("TRV.SetTarget");
  expect(session.command(ID, undefined, "airTempC", 21)).toBeUndefined();
  expect(session.command(ID, "switch-0", "heatingSetpointC", 21)).toBeUndefined();
});

test("claims what is shaped like it and nothing else", () => {
  const { session, say } = speak(shelly);
  const claimed = (...topics: string[]) => topics.filter((topic) => session.claims(topic));
  expect(
    claimed("oven/status", "x/status/kitchen", "kitchen/online", "a/b/status/switch:0", "x/status/Switch:0", "zonecast/in/a/b/c"),
  ).toEqual([]);
  expect(claimed(`${PLUG}/online`, "kitchen/status/switch:0", "kitchen/events/rpc", "kitchen/status/sys")).toHaveLength(4);
  say("kitchen/status/switch:0", { apower: 1 });
  expect(session.claims("kitchen/online")).toBe(true);
});

test.each([
  [`${PLUG}/status/switch:0`, "[1]", "wrong-type"],
  [`${PLUG}/status/switch:0`, "on", "not-json"],
  [`${PLUG}/status/switch:0`, '{"apower":"much"}', "not-a-number"],
  [`${PLUG}/status/switch:0`, '{"apower":nan,"voltage":230}', "not-a-number"],
  [`${PLUG}/events/rpc`, "{", "not-json"],
  ["zonecast/rpc", "x", "not-json"],
])("%s with %s is rejected as %s", (topic, payload, reason) =>
  expect(speak(shelly).say(topic, payload)).toContainEqual(expect.objectContaining({ type: "rejected", reason })),
);

test("an empty message says nothing", () => expect(speak(shelly).say(`${PLUG}/status/switch:0`, "")).toEqual([]));

describeUnless(sharedDataMissing("mqtt", "shelly", "shelly-gen2plus.json"), "recorded messages", () => {
  test("T1, T10: statuses, a notification and a sleeping sensor, Wh as Wh", () => {
    const { say, session } = speak(shelly);
    const heard = recorded("shelly", "shelly-gen2plus.json")
      .filter(({ topic }) => !topic.endsWith("/rpc") || topic.endsWith("events/rpc"))
      .map(({ topic, payload, retain = false }) => {
        expect([topic, session.claims(topic)]).toEqual([topic, true]);
        return { topic, events: say(topic, payload, { retain }) };
      });
    const valuesOf = (topic: string) => valuesIn(heard.find((m) => m.topic === topic)?.events ?? []);
    const meter = {
      "em-0/electricPowerW": 2413.825,
      "em-0/currentA": 11.116,
      "em-0-a/electricPowerW": 2166.2,
      "em-0-a/voltageV": 227,
      "em-0-a/currentA": 9.592,
      "em-0-b/electricPowerW": 3.6,
      "em-0-b/voltageV": 230,
      "em-0-b/currentA": 0.044,
      "em-0-c/electricPowerW": 244,
      "em-0-c/voltageV": 230.2,
      "em-0-c/currentA": 1.479,
    };
    expect(valuesOf("shellypro3em-aabbccddeeff/status/em:0")).toEqual(meter);
    expect(valuesOf("shellypro3em-aabbccddeeff/events/rpc")).toEqual(meter);
    expect(valuesOf("shellypro3em-aabbccddeeff/status/emdata:0")).toEqual({
      "em-0/electricEnergyWh": 5415414.19,
      "em-0-a/electricEnergyWh": 3105576.42,
      "em-0-b/electricEnergyWh": 195765.72,
      "em-0-c/electricEnergyWh": 2114072.05,
    });
    expect(valuesOf("shelly2pmg3-aabbccddeeff/status/switch:0")).toEqual({
      "switch-0/electricPowerW": 0,
      "switch-0/voltageV": 216.2,
      "switch-0/currentA": 0,
      "switch-0/electricEnergyWh": 0,
    });
    expect(valuesOf("shellyht-livingroom/status/temperature:0")).toEqual({ airTempC: 20.1 });
    expect(valuesOf("shellyht-livingroom/status/humidity:0")).toEqual({ relativeHumidityPct: 57 });
    expect(valuesOf("shellyht-livingroom/status/devicepower:0")).toEqual({ batteryPct: 73 });
    expect(valuesOf("st1820-aabbccddeeff/status/number:202")).toEqual({});
    const events = heard.flatMap((m) => m.events);
    expect(only(events, "rejected")).toEqual([]);
    const last = new Map(only(events, "device").map(({ device }) => [device.id, device]));
    expect([...last.values()].map(({ id, kind, batteryPowered, model }) => [id, kind, batteryPowered, model])).toEqual([
      ["shelly:shellypro3em-aabbccddeeff", "meter", false, "shellypro3em"],
      ["shelly:shelly2pmg3-aabbccddeeff", "meter", false, "shelly2pmg3"],
      ["shelly:st1820-aabbccddeeff", "other", false, ""],
      ["shelly:shellyht-livingroom", "sensor", true, "shellyht"],
    ]);
    expect(only(events, "value").filter((v) => v.ts !== undefined)).toHaveLength(Object.keys(meter).length);
  });
});
