import { expect, test } from "vitest";
import { type Mapping, mappingSchema } from "#domain";
import { compileMapping } from "../../../../devices/mapping/compile.ts";

const mapping = (over: Partial<Mapping> = {}): Mapping => ({
  ...mappingSchema.parse({
    id: "temps",
    topicPattern: "plant/{hall}/t",
    building: "mill",
    zone: "{hall}",
    signal: "airTempC",
  }),
  ...over,
});

test.each([
  [{}, 21.3, 21.3],
  [{}, "21.3", 21.3],
  [{}, "21,3", undefined],
  [{}, "", undefined],
  [{}, true, undefined],
  [{}, [21], undefined],
  [{ scale: 0.1 }, 213, 21.3],
  [{ unit: "°F" }, 68, 20],
  [{ unit: "K", scale: 0.01 }, 29_315, 20],
  [{ scale: 1e308 }, 1e10, undefined],
  [{ signal: "electricEnergyWh", unit: "kWh" }, 16.39, 16_390],
  [{ signal: "windowOpen" }, "ON", 1],
  [{ signal: "windowOpen" }, false, 0],
  [{ signal: "windowOpen", scale: -1, offset: 1 }, true, 0],
  [{ signal: "windowOpen" }, "half", undefined],
] satisfies [Partial<Mapping>, unknown, number | undefined][])("%j of %j is %j", (over, sent, value) =>
  expect(compileMapping(mapping(over)).toValue(sent)).toBe(value),
);

test("the place comes from what is told or from the topic, as a slug", () => {
  const { pattern, placeOf } = compileMapping(mapping());
  const matched = pattern.match(["plant", "Große Halle 2", "t"]);
  expect(matched && placeOf(matched)).toEqual({ building: "mill", zone: "gro-e-halle-2" });
});

test.each([
  [{ unit: "furlong" }, /unit: 'furlong' is not known for airTempC/],
  [{ unit: "W" }, /not known for airTempC/],
  [{ signal: "occupancy", unit: "%" }, /occupancy is yes or no/],
  [{ zone: "{room}" }, /no segment \{room\}/],
  [{ building: "inbox" }, /inbox/],
  [{ timePath: "ts" }, /timePath needs a valuePath/],
  [{ valuePath: "a[" }, /not understood/],
  [{ topicPattern: "#" }, /topicPattern/],
] satisfies [Partial<Mapping>, RegExp][])("%j is refused", (over, why) =>
  expect(() => compileMapping(mapping(over))).toThrow(why),
);

test.each([
  { zone: "Hall 1" },
  { zone: "{Hall}" },
  { zone: "a{hall}" },
  { scale: 0 },
  { scale: Number.POSITIVE_INFINITY },
  { id: "Temps" },
  { signal: "airTempF" },
  { regex: ".*" },
])("the schema refuses %j", (over) => expect(mappingSchema.safeParse({ ...mapping(), ...over }).success).toBe(false));
