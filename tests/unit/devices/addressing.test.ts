import { expect, test } from "vitest";
import { type CommandRequest, type Device, isZonecastError } from "#domain";
import { targetsOf } from "../../../devices/addressing.ts";

const range = { min: 5, max: 30, step: 0.5 };
const at = (source: string, zone: string, signal: "heatingSetpointC" | "airTempC") => ({
  source,
  building: "house",
  zone,
  signal,
});
const device = (id: string, points: Device["points"]): Device => ({
  id,
  dialect: "z2m",
  name: id,
  vendor: "",
  model: "",
  kind: "thermostat",
  bound: true,
  availability: "online",
  lastSeen: null,
  batteryPowered: id === "z2m:1",
  points,
  unread: [],
});
const devices = [
  device("z2m:1", [{ ...at("z2m:1", "office", "heatingSetpointC"), writable: range }, at("z2m:1", "office", "airTempC")]),
  device("z2m:2", [{ ...at("z2m:2", "office", "heatingSetpointC"), writable: range }]),
  device("z2m:3", [{ ...at("z2m:3", "lab", "heatingSetpointC"), writable: range }]),
  device("z2m:4", [at("z2m:4", "hall", "heatingSetpointC")]),
];
const request = (more: Partial<CommandRequest> = {}): CommandRequest => ({
  building: "house",
  zone: "office",
  signal: "heatingSetpointC",
  value: 20,
  why: "",
  ...more,
});
const targets = (more?: Partial<CommandRequest>) =>
  targetsOf(
    request(more),
    devices,
    () => true,
    () => null,
  ).map((t) => t.source);

test("every device of the zone that takes it, or the one that is named", () => {
  expect(targets()).toEqual(["z2m:1", "z2m:2"]);
  expect(targets({ source: "z2m:2" })).toEqual(["z2m:2"]);
  expect(
    targetsOf(
      request(),
      devices,
      () => true,
      () => null,
    )[0],
  ).toEqual({
    building: "house",
    zone: "office",
    signal: "heatingSetpointC",
    source: "z2m:1",
    range,
    batteryPowered: true,
  });
});

test.each([
  [{ zone: "hall" }],
  [{ zone: "attic" }],
  [{ source: "z2m:3" }],
  [{ signal: "coolingSetpointC" as const }],
  [{ building: "other" }],
])("%j addresses nothing", (more) =>
  expect(() => targets(more)).toThrow(expect.toSatisfy((e) => isZonecastError(e, "not-found"))),
);

test("T40: a building that only observes takes no command, whatever the request", () =>
  expect(() =>
    targetsOf(
      request({ zone: "attic" }),
      devices,
      () => false,
      () => null,
    ),
  ).toThrow(expect.toSatisfy((e) => isZonecastError(e, "observe-only"))));

test.each([Number.NaN, Number.POSITIVE_INFINITY])("%d is no set-point", (value) =>
  expect(() => targets({ value })).toThrow(expect.toSatisfy((e) => isZonecastError(e, "bad-input"))),
);

test("heating above the last reported cooling set-point is refused", () => {
  const cooling = (_: string, signal: string) => (signal === "coolingSetpointC" ? 26 : null);
  expect(targetsOf(request({ value: 26 }), devices, () => true, cooling)).toHaveLength(2);
  expect(() => targetsOf(request({ value: 26.5 }), devices, () => true, cooling)).toThrow("above its cooling set-point");
});
