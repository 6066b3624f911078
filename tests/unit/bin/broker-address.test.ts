import { expect, test } from "vitest";
import { brokerName } from "../../../bin/broker-address.ts";

test.each([
  ["mqtt://127.0.0.1:1883", "127.0.0.1:1883"],
  ["mqtts://roof:secret@broker.example:8883/", "broker.example:8883"],
  ["mqtt://[::1]:1883", "[::1]:1883"],
  ["nonsense", "the broker"],
  ["mqtt:", "the broker"],
])("of %s people read %s", (url, name) => {
  expect(brokerName(url)).toBe(name);
});
