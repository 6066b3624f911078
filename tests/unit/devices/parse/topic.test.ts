import { expect, test } from "vitest";
import { isExactTopic } from "../../../../devices/parse/topic.ts";

test.each(["zigbee2mqtt/office-101/trv", "a", "Büro/Thermostat 2", "/leading"])("%j is an exact topic", (topic) =>
  expect(isExactTopic(topic)).toBe(true),
);

test.each(["", "a/+/b", "a/#", "a\u0000b", "a\nb", "a\u2028b", "$SYS/x", "a\ud800", "x".repeat(401)])("%j is none", (topic) =>
  expect(isExactTopic(topic)).toBe(false),
);
