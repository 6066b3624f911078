import { expect, test } from "vitest";
import { victron } from "../../../../devices/dialects/victron.ts";
import { AT, only, speak, valuesIn } from "../../../support/dialect.ts";

const BASE = "N/c0619ab1d2e3";
const GRID = `${BASE}/grid/30`;
const ID = "victron:c0619ab1d2e3.grid.30";

test("a value is wrapped, and kWh are Wh", () => {
  const { say } = speak(victron);
  expect(valuesIn(say(`${GRID}/Ac/Power`, { value: 936 }))).toEqual({ electricPowerW: 936 });
  expect(valuesIn(say(`${GRID}/Ac/Energy/Forward`, { value: 1234.56 }))).toEqual({ electricEnergyWh: 1_234_560 });
});

test("T12: null does not apply here: a point without a value; an empty message means that the device is gone", () => {
  const { say } = speak(victron);
  const events = say(`${GRID}/Ac/L2/Power`, { value: null });
  expect(only(events, "device")[0]?.device.points).toMatchObject([{ endpoint: "L2", signal: "electricPowerW" }]);
  expect([only(events, "value"), only(events, "rejected")]).toEqual([[], []]);
  expect(valuesIn(say(`${GRID}/Ac/Power`, { value: [] }))).toEqual({});
  expect(say(`${GRID}/Ac/Power`, "")).toEqual([{ type: "gone", id: ID }]);
  expect(say(`${GRID}/Ac/L2/Power`, "")).toEqual([]);
  expect(say(`${GRID}/Ac/Power`, { value: 5 }).map((e) => e.type)).toContain("device");
});

test("the noise of single precision is taken off, and nothing that was measured", () => {
  const { say } = speak(victron);
  expect(valuesIn(say(`${GRID}/Ac/L1/Voltage`, { value: 20.43000030517578 }))).toEqual({ "L1/voltageV": 20.43 });
  expect(valuesIn(say(`${GRID}/Ac/Energy/Forward`, { value: 123456.789012 }))).toEqual({ electricEnergyWh: 123_456_789.012 });
  expect(valuesIn(say(`${GRID}/Ac/Power`, { value: 16_777_217 }))).toEqual({ electricPowerW: 16_777_217 });
});

test("a name comes with its own message; the user's own is the name", () => {
  const { say } = speak(victron);
  say(`${GRID}/Ac/Power`, { value: 1 });
  const nameAfter = (path: string, value: string) => only(say(`${GRID}/${path}`, { value }), "device")[0]?.device;
  expect(nameAfter("ProductName", "Grid meter")).toMatchObject({ name: "Grid meter", model: "Grid meter", kind: "meter" });
  expect(nameAfter("CustomName", "Main meter")).toMatchObject({ name: "Main meter", model: "Grid meter" });
  expect(say(`${GRID}/CustomName`, { value: "" })).toEqual([]);
});

test("a temperature is read once it is told what it hangs on, in whatever order", () => {
  const { say } = speak(victron);
  const sensor = `${BASE}/temperature/24`;
  expect(valuesIn(say(`${sensor}/Temperature`, { value: 21.5 }))).toEqual({});
  expect(valuesIn(say(`${sensor}/TemperatureType`, { value: 3 }))).toEqual({ airTempC: 21.5 });
  expect(valuesIn(say(`${sensor}/Temperature`, { value: 22 }))).toEqual({ airTempC: 22 });
});

test("services of which nothing is read do not appear", () => {
  const { say } = speak(victron);
  expect(only(say(`${BASE}/pvinverter/20/Ac/Power`, { value: 936 }), "device")).toEqual([]);
  expect(only(say(`${BASE}/settings/0/Settings/LEDs/Enable`, { value: 1 }), "device")).toEqual([]);
});

test("an installation that is heard of is kept awake: everything at first, then quietly, well within 60 s", () => {
  const { say, session } = speak(victron);
  expect(session.tick?.(AT)).toEqual([]);
  say(`${BASE}/system/0/Serial`, { value: "c0619ab1d2e3" }, { retain: true });
  const sent = Array.from({ length: 121 }, (_, s) => s).flatMap((s) => {
    say(`${BASE}/heartbeat`, { value: 1 }, { at: AT + s * 1000 });
    return only(session.tick?.(AT + s * 1000) ?? [], "send").map(({ message }) => [s, message.topic, message.payload]);
  });
  expect(sent.map(([s]) => s)).toEqual([0, 25, 50, 75, 100]);
  expect(new Set(sent.map(([, topic]) => topic))).toEqual(new Set(["R/c0619ab1d2e3/keepalive"]));
  expect(sent.map(([, , payload]) => payload)).toEqual(["", ...Array(4).fill('{"keepalive-options":["suppress-republish"]}')]);
});

test("one that fell silent is asked for everything again, and given up after a day", () => {
  const { say, session } = speak(victron);
  say(`${BASE}/heartbeat`, { value: 1 });
  session.tick?.(AT);
  const payloadAt = (ms: number) => only(session.tick?.(AT + ms) ?? [], "send").map((e) => e.message.payload);
  expect(payloadAt(30_000)).toEqual(['{"keepalive-options":["suppress-republish"]}']);
  expect(payloadAt(70_000)).toEqual([""]);
  expect(payloadAt(86_400_001)).toEqual([]);
  expect(payloadAt(86_500_000)).toEqual([]);
});

test("no more than sixteen installations are asked, whoever invents them", () => {
  const { say, session } = speak(victron);
  for (let i = 0; i < 50; i++) say(`N/portal${i}/heartbeat`, { value: 1 });
  expect(session.tick?.(AT)).toHaveLength(16);
});

test.each([
  [`${GRID}/Ac/Power`, "936", "wrong-type"],
  [`${GRID}/Ac/Power`, "{", "not-json"],
  [`${GRID}/Ac/Power`, '{"value":"much"}', "not-a-number"],
  [`${GRID}/Ac/Power`, "{}", "not-a-number"],
  [`${GRID}/Ac/Power`, '{"value":nan}', "not-a-number"],
])("%s with %s is rejected as %s", (topic, payload, reason) =>
  expect(only(speak(victron).say(topic, payload), "rejected")).toMatchObject([{ reason }]),
);

test("claims notifications, not requests", () => {
  const { session } = speak(victron);
  expect([`${GRID}/Ac/Power`, `${BASE}/heartbeat`].every((topic) => session.claims(topic))).toBe(true);
  expect(["R/c0619ab1d2e3/keepalive", "W/c0619ab1d2e3/grid/30/x", "N", "N/", "N/a b/c"].some((t) => session.claims(t))).toBe(
    false,
  );
});
