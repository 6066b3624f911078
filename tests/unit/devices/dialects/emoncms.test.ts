import { expect, test } from "vitest";
import { emoncms } from "../../../../devices/dialects/emoncms.ts";
import { only, speak, valuesIn } from "../../../support/dialect.ts";

const heard = (topic: string, payload: unknown) => valuesIn(speak(emoncms).say(topic, payload));

test("one number under its key", () => {
  expect(heard("emon/emonpi/power1", "152")).toEqual({ "power1/electricPowerW": 152 });
  expect(heard("emon/emonth5/temperature", "19.5")).toEqual({ airTempC: 19.5 });
  expect(heard("emon/house/boiler/flow_temp", "55")).toMatchObject({ "boiler_flow_temp/waterTempC": 55 });
});

test("an object of them, with the short names of the project's own transmitters", () => {
  expect(heard("emon/emonTx4", { Vrms: 241.2, P1: 300, E1: 12_345, T2: 18.5, pulse: 7 })).toEqual({
    "Vrms/voltageV": 241.2,
    "P1/electricPowerW": 300,
    "E1/electricEnergyWh": 12_345,
    "T2/airTempC": 18.5,
  });
  expect(heard("emon/emonth5", { temperature: 19, external: 4, humidity: 55 })).toEqual({
    airTempC: 19,
    "external/outdoorTempC": 4,
    relativeHumidityPct: 55,
  });
  expect(heard("emon/hall", { name: "temperature", value: 20 })).toEqual({ airTempC: 20 });
});

test.each([
  [1_700_000_000, 1_700_000_000_000],
  ["1700000000", 1_700_000_000_000],
  ["2023-11-14T22:13:20Z", 1_700_000_000_000],
])("the time %s is taken", (time, ts) =>
  expect(only(speak(emoncms).say("emon/hall", { time, temperature: 20 }), "value")).toMatchObject([{ value: 20, ts }]),
);

test.each(["yesterday", 0, -1, null, "2023-11-14T22:13:20", {}])(
  "the time %j is refused with its values, not taken for now",
  (time) =>
    expect(speak(emoncms).say("emon/hall", { time, temperature: 20 })).toMatchObject([{ type: "rejected", reason: "bad-time" }]),
);

test("values in a list have no names and are listed as such", () => {
  const events = speak(emoncms).say("emon/10", "20,22.5,-3");
  expect(only(events, "value")).toEqual([]);
  expect(only(events, "device")[0]?.device).toMatchObject({
    id: "emoncms:10",
    points: [],
    unread: ["list: values in a list have no names"],
  });
  expect(only(speak(emoncms).say("emon/hall/temperature", "20,21"), "value")).toEqual([]);
});

test("colons are no part of a name", () => {
  const [device] = only(speak(emoncms).say("emon/a:b/temp:1", "20"), "device");
  expect(device?.device).toMatchObject({ id: "emoncms:ab", name: "ab", points: [{ endpoint: "temp1" }] });
});

test("null and nan are unknown; a bare nan costs no other key", () => {
  expect(heard("emon/hall", { temperature: null, humidity: 40 })).toEqual({ relativeHumidityPct: 40 });
  expect(heard("emon/hall", '{"temperature":nan,"humidity":40}')).toEqual({ relativeHumidityPct: 40 });
  expect(
    speak(emoncms)
      .say("emon/hall/temperature", "nan")
      .map((e) => e.type),
  ).toEqual(["device", "availability", "seen"]);
});

test.each([
  ["emon/hall/temperature", "warm", "not-a-number"],
  ["emon/hall/temperature", "20 C", "not-a-number"],
  ["emon/hall", "[1]", "not-a-number"],
  ["emon/hall", "{", "not-json"],
  ["emon/hall", '{"temperature":"warm"}', "not-a-number"],
])("%s with %s is rejected as %s", (topic, payload, reason) =>
  expect(only(speak(emoncms).say(topic, payload), "rejected")).toMatchObject([{ reason }]),
);

test("claims its base topic, four levels deep", () => {
  const { session, say } = speak(emoncms);
  expect(["emon/a", "emon/a/b", "emon/a/b/c/d"].every((topic) => session.claims(topic))).toBe(true);
  expect(["emon", "emon/", "emon/a/", "emonhub/rx/5/values", "x/emon/a"].some((topic) => session.claims(topic))).toBe(false);
  expect(say("emon/a/b", "")).toEqual([]);
  expect(session.command("emoncms:a", undefined, "heatingSetpointC", 20)).toBeUndefined();
});
