import { expect, test } from "vitest";
import { archetype } from "../../../../../sim/building/archetypes/registry.ts";
import { checkBuildingFile } from "../../../../../sim/building/file/building-file.ts";
import { pathText } from "../../../../../sim/building/file/fault.ts";

const LAYERS = [
  { thicknessM: 0.16, conductivityWPerMK: 0.035, densityKgPerM3: 20, specificHeatJPerKgK: 1450 },
  { thicknessM: 0.24, conductivityWPerMK: 1, densityKgPerM3: 1800, specificHeatJPerKgK: 900 },
];
const zone = (id: string) => ({ id, volumeM3: 50, floorAreaM2: 20 });
const wall = (zoneId: string, change: object = {}) => ({
  id: `${zoneId}-wall`,
  zone: zoneId,
  areaM2: 30,
  construction: "brick",
  azimuthDeg: 180,
  tiltDeg: 90,
  boundary: { to: "outdoors" },
  ...change,
});
const file = (change: object = {}) => ({
  building: { id: "hut", name: "Hut", timeZone: "Europe/Berlin", latitudeDeg: 52, longitudeDeg: 13 },
  constructions: { brick: { layers: LAYERS } },
  zones: [zone("room")],
  elements: [wall("room")],
  ...change,
});
const faults = (input: unknown) => checkBuildingFile(input).faults.map((f) => `${pathText(f.path)} ${f.message}`);

test("a short file is filled in: record, zone defaults, U-value and capacity from layers", () => {
  const { model, faults: none, doubts } = checkBuildingFile(file());
  expect([none, doubts]).toEqual([[], []]);
  expect(model?.building.zones).toEqual([{ id: "room", name: "room", floorAreaM2: 20 }]);
  expect(model?.elements[0]?.uWPerM2K).toBeCloseTo(1 / (0.13 + 0.04 + 0.16 / 0.035 + 0.24), 9);
  expect(model?.elements[0]?.heatCapacityJPerM2K).toBeCloseTo(0.16 * 20 * 1450 + 0.24 * 1800 * 900, 6);
  expect(model?.supply).toEqual({ carrier: "district" });
});

test("an archetype with options is a file, and so is any model written out", () => {
  const { model } = checkBuildingFile({ archetype: "de-sfh-08", options: { zones: "day-night" } });
  expect(model).toEqual(archetype("de-sfh-08", { zones: "day-night" }));
  expect(checkBuildingFile(JSON.parse(JSON.stringify(model))).model).toEqual(model);
  expect(faults({ archetype: "de-sfh-88" })[0]).toMatch(/^archetype unknown archetype 'de-sfh-88' \(did you mean/);
});

test.each<[string, object, string]>([
  ["a negative area", { elements: [wall("room", { areaM2: -3 })] }, "elements[0].areaM2 must be more than 0, not -3 m²"],
  [
    "a unit in a number",
    { elements: [wall("room", { areaM2: "30 m2" })] },
    'elements[0].areaM2 must be a number in m², without the unit, not "30 m2"',
  ],
  ["a zone without air", { zones: [{ ...zone("room"), volumeM3: 0 }] }, "zones[0].volumeM3 a zone must hold air, not 0 m³"],
  ["a missing number", { zones: [{ id: "room", floorAreaM2: 20 }] }, "zones[0].volumeM3 is missing (m³)"],
  [
    "a name without its unit",
    { elements: [{ ...wall("room"), area: 3 }] },
    "elements[0].area is no name that is known here (did you mean 'areaM2'?)",
  ],
  [
    "a zone nobody knows",
    { elements: [wall("room"), wall("attic")] },
    "elements[1].zone there is no zone 'attic'; there are: room",
  ],
  [
    "two elements of a name",
    { elements: [wall("room"), wall("room")] },
    "elements[1].id 'room-wall' is the name of elements[0] already",
  ],
  [
    "a zone that nothing touches",
    { zones: [zone("room"), zone("void")] },
    "zones[1] nothing touches zone 'void': no wall, window or air link",
  ],
  [
    "an unknown construction",
    { elements: [wall("room", { construction: "straw" })] },
    "elements[0].construction there is no construction 'straw'; there are: brick",
  ],
  [
    "a U-value that its layers contradict",
    { elements: [wall("room", { uWPerM2K: 1.2 })] },
    "elements[0].layers its layers make U = 0.2",
  ],
  [
    "a U-value beyond its surfaces",
    {
      elements: [
        {
          ...wall("room"),
          construction: undefined,
          uWPerM2K: 4.9,
          heatCapacityJPerM2K: 1e5,
          boundary: { to: "zone", zone: "room" },
        },
      ],
    },
    "elements[0].boundary.zone is 'room' on both sides",
  ],
  ["a wall to nowhere", { elements: [wall("room", { boundary: { to: "sea" } })] }, "elements[0].boundary.to"],
])("%s is told with its place", (_, change, message) => {
  expect(faults(file(change)).join("\n")).toContain(message);
});

test("all faults are told at once, in the order of the file", () => {
  expect(
    faults(file({ elements: [wall("room", { areaM2: -1, tiltDeg: 200 }), wall("room", { azimuthDeg: 400 })] })),
  ).toHaveLength(3);
});

test.each([[null], [[]], ["house"], [42]])("%j is no building file", (input) => {
  expect(faults(input)[0]).toContain("a building file is a table");
});

test("zones that exchange nothing are no building", () => {
  const apart = { zones: [zone("room"), zone("shed")], elements: [wall("room"), wall("shed")] };
  expect(faults(file(apart))).toEqual([
    expect.stringMatching(/^zones\[1\] 'shed' and 'room' exchange nothing: the zones fall into 2 parts, room \| shed;/),
  ]);
  expect(checkBuildingFile(file({ ...apart, airLinks: [{ zones: ["room", "shed"], flowM3PerH: 0 }] })).faults).toEqual([]);
});

test("what may be wrong is a doubt: low rooms, weak heating", () => {
  const heating = {
    maxPowerW: 100,
    convectiveShare: 0.5,
    emitterTimeConstantS: 900,
    pBandK: 2,
    schedule: [{ days: "every-day", fromHour: 0, setpointC: 20 }],
  };
  const { model, doubts } = checkBuildingFile(
    file({
      zones: [
        { ...zone("room"), heating },
        { ...zone("shed"), volumeM3: 20 },
      ],
      elements: [wall("room"), wall("shed")],
      airLinks: [{ zones: ["room", "shed"], flowM3PerH: 10 }],
    }),
  );
  expect(model).toBeDefined();
  const words = doubts.map((d) => `${pathText(d.path)} ${d.message}`).join("\n");
  expect(words).toContain("zones[1].volumeM3 makes rooms 1.0 m high");
  expect(words).toMatch(/zones\[0\]\.heating\.maxPowerW is 100 W, and the zone loses \d+ W at 32 K/);
});
