import { expect, test } from "vitest";
import type { VirtualEvent } from "#devices";
import { introduced, simulatedLine, simulatedText } from "../../../../bin/devices/simulate-lines.ts";
import { virtualDevices } from "../../../../devices/virtual/plan.ts";
import { hall } from "../../../support/fake-plant.ts";

const AT = Date.UTC(2026, 10, 24, 6);
const [device] = virtualDevices(hall);
if (!device) throw new Error("no device");

const values = new Map([
  ["airTempC", Number.NaN],
  ["heatingSetpointC", 21],
  ["valvePct", null],
] as const);

test.each<[VirtualEvent, object, string | undefined]>([
  [
    { type: "said", device, sample: { ts: AT, values }, messages: 1 },
    {
      type: "said",
      device: device.id,
      ts: "2026-11-24T06:00:00.000Z",
      values: { airTempC: "nan", heatingSetpointC: 21, valvePct: null },
      messages: 1,
    },
    undefined,
  ],
  [
    { type: "fault", device, fault: "nan", ts: AT },
    { type: "fault", device: device.id, fault: "nan", at: "2026-11-24T06:00:00.000Z" },
    "2026-11-24T06:00:00.000Z  nan  hall/office/trv",
  ],
  [
    { type: "obeyed", device, signal: "heatingSetpointC", value: 19.5 },
    { type: "obeyed", device: device.id, signal: "heatingSetpointC", value: 19.5 },
    "hall/office/trv obeys: heatingSetpointC 19.5",
  ],
  [{ type: "refused", topic: "a/set" }, { type: "refused", topic: "a/set" }, "a command on a/set was refused"],
  [
    { type: "connection", name: "zigbee", connected: false },
    { type: "connection", name: "zigbee", connected: false },
    "zigbee lost the broker",
  ],
  [{ type: "connection", name: "zigbee", connected: true }, { type: "connection", name: "zigbee", connected: true }, undefined],
])("%j", (event, line, text) => {
  expect(simulatedLine(event)).toEqual(line);
  expect(simulatedText(event)).toBe(text);
});

test("a device is introduced with its fault", () => {
  expect(introduced(device, "glitch")).toMatchObject({ device: device.id, kind: "trv", zone: "office", fault: "glitch" });
  expect(introduced(device, undefined)).not.toHaveProperty("fault");
});
