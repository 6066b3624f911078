import { expect, test } from "vitest";
import { openems } from "../../../../devices/dialects/openems.ts";
import { AT, only, speak, valuesIn } from "../../../support/dialect.ts";

const EDGE = "edge/fems7";
const METER = `${EDGE}/channel/meter0`;
const config = (components: object) => ({ components, factories: {} });
const grid = { alias: "Main meter", factoryId: "Meter.Socomec.Threephase", properties: { type: "GRID" } };

test("power, energy in Wh, millivolts and tenths of a degree", () => {
  const { say } = speak(openems);
  say(`${EDGE}/edgeConfig/`, config({ meter0: grid }), { retain: true });
  expect(valuesIn(say(`${METER}/ActivePower`, "1850"))).toEqual({ electricPowerW: 1850 });
  expect(valuesIn(say(`${METER}/ActiveProductionEnergy`, "123456"))).toEqual({ electricEnergyWh: 123_456 });
  expect(valuesIn(say(`${METER}/VoltageL1`, "230100"))).toEqual({ "L1/voltageV": 230.1 });
  expect(valuesIn(say(`${EDGE}/channel/thermometer0/Temperature`, "215"))).toEqual({ airTempC: 21.5 });
});

test("once rounds are closed by their time, values carry it", () => {
  const { say } = speak(openems);
  const sum = `${EDGE}/channel/_sum/ConsumptionActivePower`;
  expect(only(say(sum, "100"), "value")).toMatchObject([{ value: 100, ts: undefined }]);
  say(`${EDGE}/channel/lastUpdate`, String(AT - 5_000));
  expect(only(say(sum, "200"), "value")).toEqual([]);
  expect(only(say(`${EDGE}/channel/lastUpdate`, String(AT - 4_000)), "value")).toMatchObject([{ value: 200, ts: AT - 4_000 }]);
  expect(only(say(`${EDGE}/channel/lastUpdate`, "2026-11-24T00:00:00Z"), "value")).toEqual([]);
});

test("a value whose round is never closed was measured when it came", () => {
  const { say } = speak(openems);
  const sum = `${EDGE}/channel/_sum/ConsumptionActivePower`;
  say(`${EDGE}/lastUpdate`, String(AT));
  say(sum, "1", { at: AT + 1_000 });
  expect(only(say(sum, "2", { at: AT + 2_000 }), "value")).toMatchObject([{ value: 1, ts: AT + 1_000 }]);
});

test("retained values do not wait for a live time, and a retained time closes nothing", () => {
  const { say } = speak(openems);
  const sum = `${EDGE}/channel/_sum/ConsumptionActivePower`;
  say(`${EDGE}/channel/lastUpdate`, String(AT), { retain: true });
  expect(only(say(sum, "5", { retain: true }), "value")).toMatchObject([{ value: 5, ts: undefined }]);
  expect(only(say(sum, "6"), "value")).toEqual([]);
  expect(only(say(`${EDGE}/channel/lastUpdate`, String(AT), { retain: true }), "value")).toEqual([]);
});

test("a round without changes still shows that its components are there", () => {
  const { say } = speak(openems);
  say(`${EDGE}/channel/_sum/ConsumptionActivePower`, "1");
  expect(say(`${EDGE}/channel/lastUpdate`, String(AT)).map((e) => e.type)).toEqual(["availability", "seen"]);
});

test("names come with the configuration, and what it drops is gone, with what waited", () => {
  const { say } = speak(openems);
  say(`${METER}/VoltageL1`, "230000");
  expect(only(say(`${EDGE}/edgeConfig`, config({ meter0: grid })), "device")[0]?.device).toMatchObject({
    id: "openems:fems7.meter0",
    name: "Main meter",
    model: "Meter.Socomec.Threephase",
  });
  say(`${EDGE}/channel/lastUpdate`, String(AT));
  say(`${METER}/VoltageL1`, "231000");
  expect(say(`${EDGE}/edgeConfig`, config({}))).toEqual([{ type: "gone", id: "openems:fems7.meter0" }]);
  expect(say(`${EDGE}/channel/lastUpdate`, String(AT))).toEqual([]);
});

test("null is unknown; components of which nothing is read do not appear", () => {
  const { say } = speak(openems);
  expect(only(say(`${METER}/VoltageL1`, "null"), "value")).toEqual([]);
  expect(only(say(`${EDGE}/channel/ess0/Soc`, "50"), "device")).toEqual([]);
});

test.each([
  [`${METER}/VoltageL1`, "abc", "not-json"],
  [`${METER}/VoltageL1`, '"high"', "not-a-number"],
  [`${EDGE}/channel/lastUpdate`, "yesterday", "bad-time"],
  [`${EDGE}/channel/lastUpdate`, "5", "bad-time"],
  [`${EDGE}/edgeConfig`, "[]", "wrong-type"],
])("%s with %s is rejected as %s", (topic, payload, reason) =>
  expect(only(speak(openems).say(topic, payload), "rejected")).toMatchObject([{ reason }]),
);

test("claims its channels, its time and its configuration", () => {
  const { session } = speak(openems);
  expect([`${METER}/ActivePower`, `${EDGE}/lastUpdate`, `${EDGE}/edgeConfig/`].every((topic) => session.claims(topic))).toBe(
    true,
  );
  expect(["edge/x", "edge/x/y", "edge/x/channel/a", "edge/x/channel/a/b/c"].some((topic) => session.claims(topic))).toBe(false);
});
