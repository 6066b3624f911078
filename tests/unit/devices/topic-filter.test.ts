import { expect, test } from "vitest";
import { matcher } from "../../../devices/topic-filter.ts";

test.each([
  ["a/b", "a/b", true],
  ["a/b", "a/b/c", false],
  ["a/+", "a/b", true],
  ["a/+", "a", false],
  ["a/+", "a/b/c", false],
  ["+/b/+", "a/b/c", true],
  ["a/#", "a", true],
  ["a/#", "a/b/c", true],
  ["#", "a/b", true],
  ["+/+", "/x", true],
])("filter %s, topic %s: %s", (filter, topic, expected) => expect(matcher([filter]).matches(topic)).toBe(expected));

test("filters can be added and asked for", () => {
  const filters = matcher(["a/+"]);
  filters.add(["x/y"]);
  expect([filters.has("a/+"), filters.has("x/y"), filters.has("x")]).toEqual([true, true, false]);
  expect(filters.matches("x/y")).toBe(true);
});
