import { expect, test } from "vitest";
import { tasmota } from "../../../../devices/dialects/tasmota.ts";
import { only, recorded, speak, valuesIn } from "../../../support/dialect.ts";
import { sharedDataMissing } from "../../../support/shared-data.ts";
import { describeUnless } from "../../../support/visible-skip.ts";

const DISCOVERY = "tasmota/discovery/A4CF12AABBCC";
const ID = "tasmota:A4CF12AABBCC";
const config = (extra: object = {}) => ({
  dn: "hall/whole/meter",
  md: "Meter",
  t: "m1",
  ft: "%prefix%/%topic%/",
  tp: ["cmnd", "stat", "tele"],
  ...extra,
});
const sensors = { sn: { ENERGY: { Total: 1, Power: 0 }, TempUnit: "C" }, ver: 1 };

function announced() {
  const speaker = speak(tasmota);
  speaker.say(`${DISCOVERY}/config`, config(), { retain: true });
  speaker.say(`${DISCOVERY}/sensors`, sensors, { retain: true });
  return speaker;
}

test("a device appears with its topics, then with its points", () => {
  const { say } = speak(tasmota);
  expect(say(`${DISCOVERY}/config`, config())).toMatchObject([
    { type: "device", device: { id: ID, name: "hall/whole/meter", area: "hall/whole", kind: "other", points: [] } },
    { type: "listen", filters: ["tele/m1/SENSOR", "tele/m1/STATE", "stat/m1/STATUS8", "stat/m1/STATUS10"] },
    { type: "listen", filters: ["tele/m1/LWT"], control: true },
  ]);
  expect(say(`${DISCOVERY}/sensors`, sensors)).toMatchObject([
    { type: "device", device: { kind: "meter", points: [{ signal: "electricEnergyWh" }, { signal: "electricPowerW" }] } },
  ]);
  expect(say(`${DISCOVERY}/config`, config())).toEqual([]);
});

test("sensors may be described before the device", () => {
  const { say } = speak(tasmota);
  expect(say(`${DISCOVERY}/sensors`, sensors)).toEqual([]);
  expect(only(say(`${DISCOVERY}/config`, config()), "device")[0]?.device.points).toHaveLength(2);
});

test("T17: a time without a zone is not taken, one with a zone is", () => {
  const { say } = announced();
  const tsOf = (Time: string) => only(say("tele/m1/SENSOR", { Time, ENERGY: { Power: 5 } }), "value")[0]?.ts;
  expect(tsOf("2026-11-24T10:00:00")).toBeUndefined();
  expect(tsOf("2026-11-24T10:00:00+01:00")).toBe(Date.UTC(2026, 10, 24, 9));
});

test("a live message proves life until the device speaks about it itself", () => {
  const { say } = announced();
  expect(only(say("tele/m1/STATE", { Uptime: "1T" }), "availability")).toEqual([{ type: "availability", id: ID, online: true }]);
  expect(say("tele/m1/LWT", "Offline")).toEqual([{ type: "availability", id: ID, online: false }]);
  expect(only(say("tele/m1/SENSOR", { ENERGY: { Power: 5 } }), "availability")).toEqual([]);
  expect(say("tele/m1/LWT", "Online")).toEqual([{ type: "availability", id: ID, online: true }]);
  expect(say("tele/m1/LWT", "neither")).toEqual([]);
});

test("answers to a question are wrapped; other answers are only signs of life", () => {
  const { say } = announced();
  expect(valuesIn(say("stat/m1/STATUS8", { StatusSNS: { ENERGY: { Power: 7 } } }))).toEqual({ electricPowerW: 7 });
  expect(say("stat/m1/STATUS10", { StatusPTH: {} })).toEqual([{ type: "seen", id: ID }]);
});

test("a sensor that nobody described is announced before its first value", () => {
  const { say } = announced();
  const events = say("tele/m1/SENSOR", { DS18B20: { Temperature: 20.6 } });
  expect(events.map((e) => e.type)).toEqual(["availability", "device", "value", "seen"]);
});

test("a changed topic is heard instead of the old one", () => {
  const { say, session } = announced();
  const events = say(`${DISCOVERY}/config`, config({ t: "m2" }));
  expect(only(events, "listen").flatMap((e) => e.filters)).toContain("tele/m2/SENSOR");
  expect([session.claims("tele/m1/SENSOR"), session.claims("tele/m2/SENSOR")]).toEqual([false, true]);
});

test("an empty description removes the device", () => {
  const { say, session } = announced();
  expect(say(`${DISCOVERY}/config`, "")).toEqual([{ type: "gone", id: ID }]);
  expect(say(`${DISCOVERY}/config`, "")).toEqual([]);
  expect(session.claims("tele/m1/SENSOR")).toBe(false);
});

test("two devices under one topic are told", () => {
  const { say } = announced();
  const events = say("tasmota/discovery/A4CF12AABBCD/config", config());
  expect(only(events, "rejected")).toMatchObject([{ reason: "bad-topic", detail: expect.stringContaining(ID) }]);
});

test.each([
  ["tele/m1/SENSOR", "[1]", "wrong-type"],
  ["tele/m1/SENSOR", "OFF", "not-json"],
  ["tele/m1/SENSOR", '{"ENERGY":{"Power":"x"}}', "not-a-number"],
  ["tele/m1/SENSOR", '{"ENERGY":{"Power":nan,"Total":1}}', "not-a-number"],
  [`${DISCOVERY}/sensors`, '{"sn":5}', "wrong-type"],
])("%s with %s is rejected as %s", (topic, payload, reason) => {
  expect(announced().say(topic, payload)).toContainEqual(expect.objectContaining({ type: "rejected", reason }));
});

test("takes no commands", () => {
  expect(announced().session.command(ID, undefined, "heatingSetpointC", 20)).toBeUndefined();
});

describeUnless(sharedDataMissing("mqtt", "tasmota", "tasmota.json"), "recorded messages", () => {
  test("T1, T9: a re-ordered FullTopic, totals as number, list and object, numbered keys, wrapped answers", () => {
    const { say, session } = speak(tasmota);
    const heard = recorded("tasmota", "tasmota.json").map(({ topic, payload, retain = false }) => ({
      topic,
      claimed: session.claims(topic),
      events: say(topic, payload, { retain }),
    }));
    expect(heard.filter((m) => m.topic === "tasmota_49A3BC/tele/SENSOR").map((m) => valuesIn(m.events))).toEqual([
      { electricEnergyWh: 17, electricPowerW: 0, voltageV: 234.31, currentA: 0.039 },
      { "1/electricEnergyWh": 1200, "2/electricEnergyWh": 3400 },
      { "Phase1/electricEnergyWh": 1200, "Phase2/electricEnergyWh": 3400 },
      { "ANALOG-1/airTempC": 1.2, "ANALOG-2/airTempC": 3.4 },
      { "ANALOG-1/electricEnergyWh": 500, "ANALOG-1/electricPowerW": 2300, "ANALOG-1/voltageV": 230, "ANALOG-1/currentA": 10 },
      {},
    ]);
    expect(heard.filter((m) => m.topic.endsWith("STATUS8")).map((m) => valuesIn(m.events))).toEqual([
      { "DS18B20/airTempC": 23.4 },
    ]);
    expect(heard.filter((m) => m.topic.endsWith("LWT")).flatMap((m) => m.events)).toEqual([
      { type: "availability", id: "tasmota:00000049A3BC", online: true },
    ]);
    // A device that never announced itself is not ours to read.
    expect(heard.filter((m) => !m.claimed).map((m) => m.topic)).toEqual([
      "tele/tasmota/SENSOR",
      "stat/tasmota/RESULT",
      "stat/tasmota/POWER",
      "tele/tasmota/POWER_LOW",
    ]);
    expect(
      only(
        heard.flatMap((m) => m.events),
        "rejected",
      ),
    ).toEqual([]);
  });
});
