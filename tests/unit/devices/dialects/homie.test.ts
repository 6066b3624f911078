import { expect, test } from "vitest";
import { homie } from "../../../../devices/dialects/homie.ts";
import { only, recorded, speak, valuesIn } from "../../../support/dialect.ts";
import { sharedDataMissing } from "../../../support/shared-data.ts";
import { describeUnless } from "../../../support/visible-skip.ts";

const properties = {
  temperature: { datatype: "float", unit: "°C" },
  setpoint: { datatype: "float", unit: "°C", format: "5:30:0.5", settable: true },
};
const description = (more: object = {}) => ({ homie: "5.0", name: "TRV", nodes: { climate: { properties } }, ...more });
const ID = "homie:trv";

function described(more: object = {}, device = "trv") {
  const speaker = speak(homie);
  speaker.say(`homie/5/${device}/$description`, description(more), { retain: true });
  return speaker;
}

test("a described device appears and is listened to; the same description again is no news", () => {
  const { say } = speak(homie);
  expect(say("homie/5/trv/$state", "init")).toEqual([]);
  expect(say("homie/5/trv/$description", description())).toMatchObject([
    {
      type: "device",
      device: { id: ID, name: "TRV", kind: "thermostat", points: [{ endpoint: "climate" }, { endpoint: "climate" }] },
    },
    {
      type: "listen",
      filters: [
        "homie/5/trv/climate/temperature",
        "homie/5/trv/climate/temperature/$target",
        "homie/5/trv/climate/setpoint",
        "homie/5/trv/climate/setpoint/$target",
      ],
    },
  ]);
  expect(say("homie/5/trv/$description", description())).toEqual([]);
  expect(say("homie/5/trv/$state", "ready")).toEqual([{ type: "availability", id: ID, online: true }]);
});

test.each([
  ["ready", true],
  ["sleeping", true],
  ["disconnected", false],
  ["lost", false],
])("%s means online: %s", (state, online) =>
  expect(described().say("homie/5/trv/$state", state)).toEqual([{ type: "availability", id: ID, online }]),
);
test.each(["init", "nonsense"])("%s says nothing about it", (state) =>
  expect(described().say("homie/5/trv/$state", state)).toEqual([]),
);

test("T13: with its root a child is lost, and comes back with it to what it said itself", () => {
  const { say } = described({ root: "bridge" }, "child");
  say("homie/5/bridge/$description", { homie: "5.0", name: "Bridge", children: ["child"] });
  const child = (events: ReturnType<typeof say>) => only(events, "availability").filter((e) => e.id === "homie:child");
  say("homie/5/bridge/$state", "ready");
  expect(child(say("homie/5/child/$state", "ready"))).toMatchObject([{ online: true }]);
  expect(child(say("homie/5/bridge/$state", "lost"))).toMatchObject([{ online: false }]);
  expect(child(say("homie/5/child/$state", "ready"))).toMatchObject([{ online: false }]);
  expect(child(say("homie/5/bridge/$state", "ready"))).toMatchObject([{ online: true }]);
});

test("T13: values are rounded by their format, then held against its range", () => {
  const { say } = described();
  expect(valuesIn(say("homie/5/trv/climate/setpoint", "30.2"))).toEqual({ "climate/heatingSetpointC": 30 });
  expect(say("homie/5/trv/climate/setpoint", "30.3")).toMatchObject([
    { type: "rejected", reason: "not-a-number" },
    { type: "seen" },
  ]);
});

test("where targets are published the set-point is the target, and its way there is not another one", () => {
  const { say } = described();
  expect(valuesIn(say("homie/5/trv/climate/setpoint", "19"))).toEqual({ "climate/heatingSetpointC": 19 });
  expect(valuesIn(say("homie/5/trv/climate/setpoint/$target", "20.5"))).toEqual({ "climate/heatingSetpointC": 20.5 });
  expect(say("homie/5/trv/climate/setpoint", "19.5")).toEqual([{ type: "seen", id: ID }]);
  expect(say("homie/5/trv/climate/temperature/$target", "22")).toEqual([{ type: "seen", id: ID }]);
  expect(valuesIn(say("homie/5/trv/climate/temperature", "21"))).toEqual({ "climate/airTempC": 21 });
});

test("a set-point goes to its property, in the digits of its format", () => {
  const { session } = described();
  expect(session.command(ID, "climate", "heatingSetpointC", 20.299999999999997)).toEqual({
    topic: "homie/5/trv/climate/setpoint/set",
    payload: "20.5",
  });
  expect(session.command(ID, "climate", "airTempC", 20)).toBeUndefined();
  expect(session.command(ID, undefined, "heatingSetpointC", 20)).toBeUndefined();
  expect(session.command(ID, "climate", "heatingSetpointC", 60)).toBeUndefined();
});

test("an empty state or description removes the device; removed again it is no news", () => {
  for (const what of ["$state", "$description"]) {
    const { say, session } = described();
    expect(say(`homie/5/trv/${what}`, "")).toEqual([{ type: "gone", id: ID }]);
    expect(say(`homie/5/trv/${what}`, "")).toEqual([]);
    expect(session.command(ID, "climate", "heatingSetpointC", 20)).toBeUndefined();
  }
});

test("another description is heard on its new topics only", () => {
  const { say } = described();
  const more = { nodes: { climate: { properties: { ...properties, valve: { datatype: "integer", unit: "%" } } } } };
  expect(only(say("homie/5/trv/$description", description(more)), "listen").flatMap((e) => e.filters)).toEqual([
    "homie/5/trv/climate/valve",
    "homie/5/trv/climate/valve/$target",
  ]);
});

test("a zero byte is an empty text, no number; an empty message takes the value back", () => {
  const { say } = described();
  expect(only(say("homie/5/trv/climate/temperature", "\u0000"), "rejected")).toHaveLength(1);
  expect(say("homie/5/trv/climate/temperature", "")).toEqual([]);
});

test("claims its own domain, and of others what only Homie has", () => {
  const { session, say } = speak(homie);
  const claimed = (...topics: string[]) => topics.filter((topic) => session.claims(topic));
  expect(claimed("homie/5/a/b/c", "home/5/trv/$state", "homie/5/$broadcast/alert")).toHaveLength(3);
  expect(claimed("home/5/trv/climate/temperature", "homie/4/a/$state", "N/5/x/y", "a/5/B/$state")).toEqual([]);
  say("home/5/trv/$description", description());
  expect(session.claims("home/5/trv/climate/temperature")).toBe(true);
  expect(valuesIn(say("home/5/trv/climate/temperature", "20"))).toEqual({ "climate/airTempC": 20 });
});

test.each([
  ["homie/5/trv/climate/temperature", "21", "unknown-device"],
  ["homie/5/TRV/$state", "ready", "bad-topic"],
  ["homie/5/trv/$description", "{", "not-json"],
])("%s with %s is rejected as %s", (topic, payload, reason) =>
  expect(speak(homie).say(topic, payload)).toMatchObject([{ type: "rejected", reason }]),
);

describeUnless(sharedDataMissing("mqtt", "homie", "homie5-thermostat.json"), "the recorded thermostat", () => {
  test("T1: from init to removal", () => {
    const { say, session } = speak(homie);
    const events = recorded("homie", "homie5-thermostat.json").flatMap(({ topic, payload, retain = false }) => {
      expect([topic, session.claims(topic)]).toEqual([topic, true]);
      return say(topic, payload, { retain });
    });
    expect(events.filter((e) => e.type !== "listen" && e.type !== "seen").map((e) => e.type)).toEqual([
      "device",
      "availability",
      "value",
      "value",
      "availability",
      "gone",
    ]);
    expect(valuesIn(events)).toEqual({ "climate/airTempC": 21.5, "climate/heatingSetpointC": 20.5 });
    expect(only(events, "device")[0]?.device).toMatchObject({
      id: "homie:trv-office-101",
      name: "Office 101 TRV",
      points: [
        { signal: "airTempC" },
        { signal: "heatingSetpointC", writable: { min: 5, max: 30, step: 0.5 } },
        { signal: "valvePct" },
      ],
      unread: ["climate/mode: the data type 'enum' is not read"],
    });
  });
});
