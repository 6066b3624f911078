import { expect, test } from "vitest";
import { withBaseTopic, withFullKeys } from "../../../../devices/dialects/ha-abbreviations.ts";

test("short keys become long, in the device and the availability too, and unknown keys stay", () => {
  const full = withFullKeys({
    stat_t: "a/b",
    dev: { ids: ["1"], sa: "hall" },
    avty: [{ t: "a/s", pl_avail: "up" }],
    whatever: 1,
  });
  expect(full).toEqual({
    state_topic: "a/b",
    device: { identifiers: ["1"], suggested_area: "hall" },
    availability: [{ topic: "a/s", payload_available: "up" }],
    whatever: 1,
  });
});

test("a single availability that is not a list becomes one", () => {
  expect(withFullKeys({ avty: { t: "a" } })).toEqual({ availability: [{ topic: "a" }] });
});

test("the base topic goes in at the start or the end of topics and nowhere else", () => {
  const config = { state_topic: "~/state", command_topic: "set/~", name: "~", availability: [{ topic: "~/up" }], min: 3 };
  expect(withBaseTopic(config, "home/1")).toEqual({
    state_topic: "home/1/state",
    command_topic: "set/home/1",
    name: "~",
    availability: [{ topic: "home/1/up" }],
    min: 3,
  });
});

test("a key called __proto__ is data and reaches no prototype", () => {
  const full = withFullKeys(JSON.parse('{"__proto__": {"polluted": true}}'));
  expect(Object.hasOwn(full, "__proto__")).toBe(true);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
