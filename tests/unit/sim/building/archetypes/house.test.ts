import { expect, test } from "vitest";
import { archetype } from "../../../../../sim/building/archetypes/registry.ts";

const areaOf = (model: ReturnType<typeof archetype>, part: RegExp): number =>
  [...model.elements, ...model.windows].filter((e) => part.test(e.id)).reduce((sum, e) => sum + e.areaM2, 0);

test("one zone, two or one a storey: the same envelope, volume and heat", () => {
  const models = (["one", "day-night", "storeys"] as const).map((zones) => archetype("de-sfh-02", { zones }));
  expect(models.map((m) => m.zones.length)).toEqual([1, 2, 2]);
  for (const model of models) {
    expect(areaOf(model, /wall-[nesw]$/)).toBeCloseTo(194, 6);
    expect(areaOf(model, /window-[nesw]$/)).toBeCloseTo(22.3, 6);
    expect(areaOf(model, /roof/)).toBeCloseTo(83.12, 6);
    expect(model.zones.reduce((sum, z) => sum + z.volumeM3, 0)).toBeCloseTo(2.5 * 141.8, 6);
  }
});

test("turned by a quarter, what faced south faces west", () => {
  const south = archetype("de-sfh-09").windows.find((w) => w.id === "window-s");
  const west = archetype("de-sfh-09", { orientationDeg: 90 }).windows.find((w) => w.id === "window-s");
  expect([south?.azimuthDeg, west?.azimuthDeg]).toEqual([180, 270]);
  expect(west?.areaM2).toBe(south?.areaM2);
});

test("the choices arrive: emitter, controller, set-points, infiltration, supply, mass, climate", () => {
  const model = archetype("de-sfh-06", {
    id: "mine",
    emitter: "floor",
    controller: "ideal",
    setpointsC: { day: 21, night: 21 },
    infiltrationPerH: 0.7,
    supply: "heat-pump",
    mass: { wall: 123_000 },
    climate: "continental",
    uWPerM2K: { wall: 0.33 },
    gValue: 0.5,
  });
  const [zone] = model.zones;
  expect(zone).toMatchObject({ infiltrationPerH: 0.7, heating: { emitterTimeConstantS: 10_800, pBandK: 0.1 } });
  expect(zone?.heating?.schedule.map((b) => b.setpointC)).toEqual([21, 21]);
  expect(model.supply.carrier).toBe("heat-pump");
  expect(model.elements.find((e) => e.id === "wall-s")).toMatchObject({ heatCapacityJPerM2K: 123_000, uWPerM2K: 0.33 });
  expect(model.windows.every((w) => w.gValue === 0.5)).toBe(true);
  expect(model.building).toMatchObject({ id: "mine", timeZone: "America/Chicago", latitudeDeg: 41.98 });
});

test("a cellar in a colder country is colder, and the radiators are larger", () => {
  const floorC = (m: ReturnType<typeof archetype>) => {
    const boundary = m.elements.find((e) => e.id === "floor")?.boundary;
    return boundary?.to === "ground" ? boundary.tempC : Number.NaN;
  };
  const [mild, cold] = [archetype("de-sfh-06", { climate: "maritime" }), archetype("de-sfh-06", { climate: "continental" })];
  expect(floorC(cold)).toBeLessThan(floorC(mild));
  expect(cold.zones[0]?.heating?.maxPowerW).toBeGreaterThan(mild.zones[0]?.heating?.maxPowerW ?? 1e9);
});
