import { describe, expect, test } from "vitest";
import type { Device } from "#domain";
import { createSightings, idPart, measure, parseObject, type Sensed } from "../../../../devices/dialects/sightings.ts";
import { AT, bytesOf, only } from "../../../support/dialect.ts";

const facts = { name: "a", vendor: "v", model: "m", area: undefined, batteryPowered: false };
const live = { topic: "t", payload: new Uint8Array(), retain: false, receivedAt: AT };
const temperature = (value: number | null | undefined): Sensed => ({ signal: "airTempC", value, path: "temp" });

function sighted(silent: "shown" | "hidden" = "shown", recalled: readonly Device[] = []) {
  const sightings = createSightings("x", silent, recalled);
  const device = sightings.at("x:a", facts);
  if (!device) throw new Error("there was room");
  return { sightings, device };
}

test("a new point is announced before its first value, an old one is not announced again", () => {
  const { sightings, device } = sighted();
  const types = () => sightings.hear(device, live, { sensed: [temperature(21)] }).map((e) => e.type);
  expect(types()).toEqual(["device", "availability", "value", "seen"]);
  expect(types()).toEqual(["availability", "value", "seen"]);
});

test("null is a point without a value; undefined is a rejection that says where", () => {
  const { sightings, device } = sighted();
  expect(sightings.hear(device, live, { sensed: [temperature(null)] }).map((e) => e.type)).toEqual([
    "device",
    "availability",
    "seen",
  ]);
  expect(only(sightings.hear(device, live, { sensed: [temperature(undefined)] }), "rejected")).toMatchObject([
    { reason: "not-a-number", detail: "temp is not a number" },
  ]);
});

test("retained messages prove no life, nor does anything once the device speaks of it itself", () => {
  const { sightings, device } = sighted();
  expect(only(sightings.hear(device, { ...live, retain: true }, { sensed: [] }), "availability")).toEqual([]);
  device.watched = true;
  expect(only(sightings.hear(device, live, { sensed: [] }), "availability")).toEqual([]);
});

test("a device without points is shown or hidden, as its dialect wants", () => {
  const unread = [["rssi", "no signal of ours"]] as const;
  const shown = sighted("shown");
  expect(only(shown.sightings.hear(shown.device, live, { sensed: [], unread }), "device")).toMatchObject([
    { device: { kind: "other", points: [], unread: ["rssi: no signal of ours"] } },
  ]);
  const hidden = sighted("hidden");
  expect(only(hidden.sightings.hear(hidden.device, live, { sensed: [], unread }), "device")).toEqual([]);
  expect(hidden.sightings.forget("x:a")).toEqual([]);
});

test("what was not read and is now is no longer listed as unread", () => {
  const { sightings, device } = sighted();
  sightings.hear(device, live, { sensed: [], unread: [["temp", "its role is not known"]] });
  expect(only(sightings.hear(device, live, { sensed: [temperature(20)] }), "device")[0]?.device.unread).toEqual([]);
});

test("a forgotten device is gone once", () => {
  const { sightings, device } = sighted();
  sightings.hear(device, live, { sensed: [temperature(20)] });
  expect(sightings.forget("x:a")).toEqual([{ type: "gone", id: "x:a" }]);
  expect(sightings.forget("x:a")).toEqual([]);
});

test("points and names of an earlier run are kept until they are told again", () => {
  const point = { source: "x:a#2", signal: "electricPowerW", building: "b", zone: "z" } as const;
  const known: Device = {
    id: "x:a",
    dialect: "x",
    name: "Cellar",
    vendor: "v",
    model: "",
    kind: "meter",
    bound: true,
    availability: "unknown",
    lastSeen: null,
    batteryPowered: false,
    points: [point],
    unread: [],
  };
  const { sightings, device } = sighted("shown", [known, { ...known, id: "y:a", dialect: "y" }]);
  const [event] = only(sightings.hear(device, live, { sensed: [temperature(20)] }), "device");
  expect(event?.device).toMatchObject({ name: "Cellar", model: "m" });
  expect(event?.device.points).toEqual([
    { endpoint: "2", signal: "electricPowerW", writable: undefined },
    { endpoint: undefined, signal: "airTempC", writable: undefined },
  ]);
  expect(sightings.find("y:a")).toBeUndefined();
});

describe("ids", () => {
  test("a plain name stays, any other is made safe and stays different from its neighbours", () => {
    expect(idPart("shelly-1.a_b")).toBe("shelly-1.a_b");
    const odd = ["Device A", "Device  A", "Gerät", "a#b", "x".repeat(200), ""].map(idPart);
    expect(new Set(odd).size).toBe(odd.length);
    for (const part of odd) expect(part).toMatch(/^[A-Za-z0-9_.-]{1,50}$/);
  });
});

test("measuring converts, keeps null, and never yields what is not finite", () => {
  expect(measure("electricEnergyWh", "kWh", "16.39")).toBe(16_390);
  expect(measure("airTempC", "°C", null)).toBeNull();
  for (const raw of [undefined, "", "nan", true, {}, Number.POSITIVE_INFINITY])
    expect(measure("airTempC", "°C", raw)).toBeUndefined();
  expect(measure("electricEnergyWh", "GJ", 1e308)).toBeUndefined();
  expect(measure("airTempC", "W", 5)).toBeUndefined();
});

test("a payload must be a JSON object", () => {
  expect(parseObject(bytesOf('{"a":nan}'))).toEqual({ ok: true, value: { data: { a: null }, salvaged: 1 } });
  expect(parseObject(bytesOf("[1]"))).toMatchObject({ ok: false, reason: "wrong-type" });
  expect(parseObject(bytesOf("{"))).toMatchObject({ ok: false, reason: "not-json" });
});
