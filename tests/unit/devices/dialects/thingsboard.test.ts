import { expect, test } from "vitest";
import { thingsboard } from "../../../../devices/dialects/thingsboard.ts";
import { only, recorded, speak, valuesIn } from "../../../support/dialect.ts";
import { sharedDataMissing } from "../../../support/shared-data.ts";
import { describeUnless } from "../../../support/visible-skip.ts";

const ME = "v1/devices/me/telemetry";
const GATEWAY = "v1/gateway/telemetry";
const TS = 1_483_228_800_000;

test("values alone, with a time, and several of both", () => {
  const { say } = speak(thingsboard);
  expect(only(say(ME, { temperature: 20 }), "value")).toMatchObject([
    { id: "tb:me", signal: "airTempC", value: 20, ts: undefined },
  ]);
  expect(only(say(ME, { ts: TS, values: { temperature: 21 } }), "value")).toMatchObject([{ value: 21, ts: TS }]);
  const several = [{ temperature: 22 }, { ts: TS, values: { humidity: "40" } }, { ts: String(TS), values: { power_kw: 1 } }];
  expect(only(say(ME, several), "value")).toMatchObject([
    { value: 22, ts: undefined },
    { value: 40, ts: TS },
    { value: 1000, ts: TS, endpoint: "power_kw" },
  ]);
});

test("a time in seconds is refused with its values, not taken for 1970 or for now; the other rows stay", () => {
  const { say } = speak(thingsboard);
  const events = say(ME, [
    { ts: 1_648_731_311, values: { temperature: 3 } },
    { ts: TS, values: { temperature: 4 } },
  ]);
  expect(only(events, "rejected")).toEqual([
    { type: "rejected", reason: "bad-time", detail: "ts is in seconds and must be in milliseconds" },
  ]);
  expect(only(events, "value")).toMatchObject([{ value: 4 }]);
  for (const ts of ["yesterday", null, {}, -1, 1e15])
    expect(only(say(ME, { ts, values: { temperature: 3 } }), "rejected")).toMatchObject([{ reason: "bad-time" }]);
});

test("a gateway names its devices, and says when they come and go", () => {
  const { say } = speak(thingsboard);
  const connect = say("v1/gateway/connect", { device: "Hall sensor" });
  expect(connect).toMatchObject([
    { type: "device", device: { name: "Hall sensor", kind: "other" } },
    { type: "availability", online: true },
  ]);
  const events = say(GATEWAY, { "Hall sensor": [{ temperature: 21 }], other: [{ temperature: 5 }] });
  expect(new Set(only(events, "value").map((v) => v.id)).size).toBe(2);
  expect(only(events, "availability").map((e) => e.id)).toEqual(["tb:other"]);
  expect(say("v1/gateway/disconnect", { device: "Hall sensor" })).toMatchObject([{ type: "availability", online: false }]);
});

test("keys without a meaning of ours are listed", () => {
  const { say } = speak(thingsboard);
  expect(only(say(ME, { key1: "value1", energy: 5 }), "device")[0]?.device.unread).toEqual([
    "key1: no signal of ours",
    "energy: has no unit",
  ]);
});

test("null is unknown, and one bare nan costs no other key", () => {
  const { say } = speak(thingsboard);
  const events = say(ME, '{"temperature":nan,"humidity":40}');
  expect(valuesIn(events)).toEqual({ relativeHumidityPct: 40 });
  expect(only(events, "rejected")).toMatchObject([{ reason: "not-a-number", detail: expect.stringContaining("1 values") }]);
});

test.each([
  [ME, "[1]", "wrong-type"],
  [ME, "{", "not-json"],
  [GATEWAY, "[]", "wrong-type"],
  ["v1/gateway/connect", "{}", "wrong-type"],
])("%s with %s is rejected as %s", (topic, payload, reason) =>
  expect(only(speak(thingsboard).say(topic, payload), "rejected")).toMatchObject([{ reason }]),
);

test("claims the platform's own topics; calls and attributes are passed over", () => {
  const { session, say } = speak(thingsboard);
  expect(["v1/devices/me/rpc/request/1", "v1/gateway/attributes", ME].every((topic) => session.claims(topic))).toBe(true);
  expect(["v1/devices/you/telemetry", "v1/gateway", "v2/gateway/telemetry"].some((topic) => session.claims(topic))).toBe(false);
  expect(say("v1/devices/me/rpc/request/1", { method: "setTemperature" })).toEqual([]);
  expect(session.command("tb:me", undefined, "heatingSetpointC", 20)).toBeUndefined();
});

describeUnless(sharedDataMissing("mqtt", "thingsboard", "thingsboard.json"), "published examples", () => {
  test("a single device, a list, and a gateway with two devices", () => {
    const { say, session } = speak(thingsboard);
    const events = recorded("thingsboard", "thingsboard.json").flatMap(({ topic, payload }) => {
      expect([topic, session.claims(topic)]).toEqual([topic, true]);
      return say(topic, payload);
    });
    expect(only(events, "rejected")).toEqual([]);
    expect(only(events, "value").map((v) => [v.id.slice(0, 12), v.signal, v.value, v.ts])).toEqual([
      ["tb:Device_A-", "airTempC", 42, 1_483_228_800_000],
      ["tb:Device_A-", "relativeHumidityPct", 80, 1_483_228_800_000],
      ["tb:Device_A-", "airTempC", 43, 1_483_228_801_000],
      ["tb:Device_A-", "relativeHumidityPct", 82, 1_483_228_801_000],
      ["tb:Device_B-", "airTempC", 42, 1_483_228_800_000],
      ["tb:Device_B-", "relativeHumidityPct", 80, 1_483_228_800_000],
    ]);
  });
});
