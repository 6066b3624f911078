import fc from "fast-check";
import { expect, test } from "vitest";
import type { Device, Reading, Rejection } from "#domain";
import { type Heard, jsonLine, textLine } from "../../../../bin/devices/lines.ts";

const AT = Date.UTC(2026, 10, 24, 6);
const reading: Reading = {
  ts: AT,
  receivedAt: AT,
  building: "mill",
  zone: "hall",
  signal: "airTempC",
  value: 21.5,
  quality: "good",
  source: "plain:mill.hall.probe",
};
const rejection: Rejection = {
  reason: "not-json",
  detail: "the payload is not JSON",
  topic: "a/b",
  raw: "twenty",
  at: AT,
  count: 1,
};
const device: Device = {
  id: "z2m:0x01",
  dialect: "z2m",
  name: "office/trv",
  vendor: "",
  model: "",
  kind: "thermostat",
  bound: true,
  availability: "online",
  lastSeen: null,
  batteryPowered: true,
  points: [{ source: "z2m:0x01", signal: "airTempC", building: "mill", zone: "hall" }],
  unread: ["linkquality: no signal of ours"],
};

test.each<[Heard, string]>([
  [
    { type: "reading", reading, name: "Probe" },
    "2026-11-24T06:00:00.000Z  mill/hall  airTempC 21.5 °C  Probe (plain:mill.hall.probe)",
  ],
  [
    {
      type: "reading",
      reading: { ...reading, signal: "windowOpen", value: 1, quality: "retained", receivedAt: AT + 5_000 },
      name: "W",
    },
    "2026-11-24T06:00:00.000Z  mill/hall  windowOpen 1  retained  W (plain:mill.hall.probe)  heard 2026-11-24T06:00:05.000Z",
  ],
  [{ type: "rejected", rejection }, "2026-11-24T06:00:00.000Z  rejected not-json  a/b  the payload is not JSON  twenty"],
  [
    { type: "device", device },
    "device z2m:0x01  office/trv  thermostat, online  mill/hall  airTempC  not read: linkquality: no signal of ours",
  ],
  [{ type: "gone", id: "z2m:0x01" }, "gone z2m:0x01"],
])("%j", (heard, line) => expect(textLine(heard)).toBe(line));

test("no text of a device ends a line, colours it or turns its direction, in words or in JSON", () => {
  const nasty = fc
    .array(fc.constantFrom("\n", "\r", "\u001b[31m", "\u2028", "\u202e", "\u0085", "\u{e0001}", "a", '"', "\\"), {
      maxLength: 30,
    })
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(nasty, (text) => {
      for (const heard of [
        { type: "reading", reading, name: text },
        { type: "rejected", rejection: { ...rejection, topic: text, raw: text, detail: text } },
        { type: "device", device: { ...device, name: text, unread: [text] } },
      ] satisfies Heard[]) {
        expect(textLine(heard)).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
        expect(jsonLine(heard)).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
        expect(JSON.parse(jsonLine(heard))).toEqual(heard);
      }
    }),
  );
});
