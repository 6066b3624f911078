import fc from "fast-check";
import { expect, test } from "vitest";
import { topicPattern } from "../../../../devices/mapping/topic-pattern.ts";
import { matcher } from "../../../../devices/topic-filter.ts";

const matched = (pattern: string, topic: string) => {
  const found = topicPattern(pattern).match(topic.split("/"));
  return found && { wild: found.wild, named: Object.fromEntries(found.named) };
};

test.each([
  ["plant/+/{zone}/temp", "plant/2/Hall A/temp", { wild: ["2", "Hall A"], named: { zone: "Hall A" } }],
  ["plant/temp", "plant/temp", { wild: [], named: {} }],
  ["{building}/{zone}/t", "//t", { wild: ["", ""], named: { building: "", zone: "" } }],
  ["plant/+/temp", "plant/temp", undefined],
  ["plant/+", "plant/a/b", undefined],
  ["plant/+/temp", "plant/a/hum", undefined],
])("%s on %s", (pattern, topic, expected) => expect(matched(pattern, topic)).toEqual(expected));

test.each([
  ["plant/#", "neither exact"],
  ["plant/a+/x", "neither exact"],
  ["plant/{Zone}", "neither exact"],
  ["plant/{zone", "neither exact"],
  ["{zone}/{zone}/t", "stands twice"],
  ["+/{zone}", "every topic"],
  ["", "is no topic"],
  ["$SYS/{zone}", "is no topic"],
  ["a\u0000/{zone}", "is no topic"],
])("%s is refused: %s", (pattern, why) => expect(() => topicPattern(pattern)).toThrow(why));

test("a segment may be called as what every object inherits", () => {
  const found = topicPattern("a/{constructor}/{tostring}").match(["a", "__proto__", "x"]);
  expect([...(found?.named ?? [])]).toEqual([
    ["constructor", "__proto__"],
    ["tostring", "x"],
  ]);
});

test("it takes what its MQTT filter takes, and gives back every level that stood for a wildcard", () => {
  const level = fc.constantFrom("a", "b", "", "+", "{x}");
  const pattern = fc
    .array(level, { minLength: 1, maxLength: 5 })
    .filter((levels) => levels.filter((l) => l === "{x}").length < 2 && levels.some((l) => /[ab]/.test(l)));
  fc.assert(
    fc.property(pattern, fc.array(fc.constantFrom("a", "b", "c", ""), { minLength: 1, maxLength: 5 }), (levels, topic) => {
      const { filter, match } = topicPattern(levels.join("/"));
      const found = match(topic);
      expect(found !== undefined).toBe(matcher([filter]).matches(topic.join("/")));
      if (found) expect(found.wild).toEqual(topic.filter((_, i) => /[+{]/.test(levels[i] ?? "")));
    }),
  );
});
