import { expect, test } from "vitest";
import { readMembers } from "../../../../devices/dialects/zigbee2mqtt-devices.ts";

const entry = (more: object = {}) => ({
  ieee_address: "0x00158D0001A2B3C4",
  friendly_name: "office-101/climate",
  type: "EndDevice",
  power_source: "Battery",
  manufacturer: "LUMI",
  model_id: "lumi.weather",
  interview_completed: true,
  definition: {
    vendor: "Aqara",
    model: "WSDCGQ11LM",
    exposes: [{ type: "numeric", name: "temperature", property: "temperature", access: 1, unit: "°C" }],
  },
  ...more,
});

test("a device is known by its address, in lower case, and stands in the area before the last slash of its name", () => {
  const [member] = readMembers("zigbee2mqtt", [entry()]).members;
  expect(member?.device).toEqual({
    id: "z2m:0x00158d0001a2b3c4",
    name: "office-101/climate",
    vendor: "Aqara",
    model: "WSDCGQ11LM",
    kind: "sensor",
    batteryPowered: true,
    area: "office-101",
    points: [
      {
        endpoint: undefined,
        signal: "airTempC",
        writable: undefined,
        origin: { topic: "zigbee2mqtt/office-101/climate", property: "temperature", unit: "°C" },
      },
    ],
    unread: [],
  });
});

test("without a definition the device is shown, with what it is lacking", () => {
  const [member] = readMembers("zigbee2mqtt", [entry({ definition: null, friendly_name: undefined })]).members;
  expect(member?.device).toMatchObject({
    name: "0x00158D0001A2B3C4",
    vendor: "LUMI",
    model: "lumi.weather",
    kind: "other",
    area: undefined,
    unread: ["zigbee2mqtt has no definition of this device"],
  });
});

test.each([
  [{ type: "Coordinator" }],
  [{ disabled: true }],
  [{ interview_completed: false }],
  [{ ieee_address: "0x1" }],
  [{ ieee_address: 7 }],
])("%j is left out without a word", (more) =>
  expect(readMembers("zigbee2mqtt", [entry(more)])).toEqual({ members: [], rejections: [] }),
);

test.each(["#", "a/+/b", "x\u0000y", "line\nbreak", ""])("the name %j would reach a topic, so it is refused visibly", (name) => {
  const { members, rejections } = readMembers("zigbee2mqtt", [entry({ friendly_name: name })]);
  expect(members).toEqual([]);
  expect(rejections).toMatchObject([{ type: "rejected", reason: "bad-topic" }]);
});

test("entries that are no objects do no harm", () =>
  expect(readMembers("zigbee2mqtt", [null, 1, "x", [], {}, entry()]).members).toHaveLength(1));
