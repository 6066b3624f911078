import { expect, test } from "vitest";
import { believing, type Claim } from "../../../devices/trust.ts";

const claim: Claim = {
  dialect: "z2m",
  topic: "zigbee2mqtt/bridge/devices",
  id: "z2m:0x01",
  place: { building: "house", zone: "office-101" },
};

test.each([
  [true, true],
  [false, false],
  [[], false],
  [[{}], false],
  [[{ buildings: new Set(["house"]) }], false],
  [[{ dialect: "z2m" }], true],
  [[{ dialect: "plain" }, { dialect: "z2m" }], true],
  [[{ dialect: "plain" }], false],
  [[{ topicFilter: "zigbee2mqtt/#" }], true],
  [[{ topicFilter: "attic/#" }], false],
  [[{ dialect: "z2m", topicFilter: "attic/#" }], false],
  [[{ ids: new Set(["z2m:0x01"]), buildings: new Set(["house"]) }], true],
  [[{ ids: new Set(["z2m:0x01"]), buildings: new Set(["bank"]) }], false],
  [[{ ids: new Set(["z2m:0x02"]) }], false],
])("%j", (trust, believed) => expect(believing(trust)(claim)).toBe(believed));

test("a rule for a dialect that there is not is named", () =>
  expect(() => believing([{ dialect: "zigbee" }], ["plain", "z2m"])).toThrow("devices of 'zigbee' cannot be trusted"));
