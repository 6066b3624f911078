import { expect, test } from "vitest";
import { otgw } from "../../../../devices/dialects/otgw.ts";
import { only, speak, valuesIn } from "../../../support/dialect.ts";

const BASE = "OTGW/value/otgw-A1B2C3";
const ID = "otgw:otgw-A1B2C3";

test.each([
  ["Tr", "20.50", "airTempC", 20.5],
  ["TrSet", "21.00", "heatingSetpointC", 21],
  ["Toutside", "-3.25", "outdoorTempC", -3.25],
  ["Tboiler", "48.5", "flow/waterTempC", 48.5],
  ["Tret", "38", "return/waterTempC", 38],
  ["RelativeHumidity", "45.00", "relativeHumidityPct", 45],
  ["s0powerkw", "1.234", "electricPowerW", 1234],
])("%s %s is %s %d", (key, text, point, value) =>
  expect(valuesIn(speak(otgw).say(`${BASE}/${key}`, text))).toEqual({ [point]: value }),
);

test("switches come as ON, OFF, true and false, and none of them is a number", () => {
  const { say } = speak(otgw);
  for (const [key, text] of Object.entries({ flame: "ON", centralheating: "OFF", dhw_enable: "true", fault: "false" }))
    expect(valuesIn(say(`${BASE}/${key}`, text))).toEqual({});
  const [device] = only(say(`${BASE}/Tr`, "20"), "device").slice(-1);
  expect(device?.device).toMatchObject({ id: ID, kind: "sensor" });
  expect(device?.device.unread).toEqual(
    ["flame", "centralheating", "dhw_enable", "fault"].map((key) => `${key}: a switch, and no signal of ours`),
  );
  expect(only(say(`${BASE}/Tr`, "ON"), "rejected")).toMatchObject([{ reason: "not-a-number" }]);
});

test("presence is the gateway's own word", () => {
  const { say } = speak(otgw);
  expect(say(BASE, "online")).toMatchObject([{ type: "device" }, { type: "availability", id: ID, online: true }]);
  expect(only(say(`${BASE}/Tr`, "20"), "availability")).toEqual([]);
  expect(say(BASE, "offline")).toEqual([{ type: "availability", id: ID, online: false }]);
  expect(say(BASE, "rebooting")).toEqual([]);
});

test("a set-point is an override of the thermostat's", () => {
  const { say, session } = speak(otgw);
  expect(session.command(ID, undefined, "heatingSetpointC", 20)).toBeUndefined();
  const events = say(`${BASE}/TrSet`, "19");
  expect(only(events, "device")[0]?.device.points).toMatchObject([{ writable: { min: 5, max: 30, step: 0.5 } }]);
  expect(session.command(ID, undefined, "heatingSetpointC", 20.299999999999997)).toEqual({
    topic: "OTGW/set/otgw-A1B2C3/setpoint",
    payload: "20.3",
  });
  say(`${BASE}/TrSetCH2`, "19");
  expect(session.command(ID, "CH2", "heatingSetpointC", 20)).toBeUndefined();
});

test("no value, an empty one, and one that is none", () => {
  const { say } = speak(otgw);
  expect(only(say(`${BASE}/Tr`, "nan"), "rejected")).toEqual([]);
  expect(say(`${BASE}/Tr`, "")).toEqual([]);
  expect(only(say(`${BASE}/Tr`, "20,5"), "rejected")).toMatchObject([{ reason: "not-a-number" }]);
  expect(only(say(`${BASE}/Tr`, new Uint8Array([0xff])), "rejected")).toMatchObject([{ reason: "not-utf8" }]);
});

test("claims its own topics, those of commands to pass them over", () => {
  const { session, say } = speak(otgw);
  expect([BASE, `${BASE}/Tr`, "OTGW/set/otgw-A1B2C3/setpoint"].every((topic) => session.claims(topic))).toBe(true);
  expect(["OTGW/value", "OTGW", "otgw/value/a/Tr", "OTGW/other/a"].some((topic) => session.claims(topic))).toBe(false);
  expect(say("OTGW/set/otgw-A1B2C3/setpoint", "20")).toEqual([]);
});
