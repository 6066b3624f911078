import { describe, expect, test } from "vitest";
import { archetype } from "../../../../sim/building/archetypes/registry.ts";
import { featuresOf } from "../../../../sim/dataset/features.ts";
import { fleetOf, modelOf } from "../../../../sim/dataset/fleet.ts";
import { namedPlan } from "../../../../sim/dataset/named-plans.ts";
import { type DatasetPlanInput, parseDatasetPlan } from "../../../../sim/dataset/plan.ts";
import { shardsOf } from "../../../../sim/dataset/shards.ts";

const base: DatasetPlanInput = {
  name: "t",
  seed: 3,
  weather: [
    { climate: "maritime", seed: 1 },
    { climate: "continental", seed: 1 },
  ],
  buildings: { count: 50, vary: { archetype: { kind: "choice", values: ["de-sfh-05", "DE.N.SFH.08"] } } },
};

test("splits are exact, by building, and the same again", () => {
  const plan = parseDatasetPlan(base);
  const fleet = fleetOf(plan);
  const count = (s: string) => fleet.filter((b) => b.split === s).length;
  expect([count("train"), count("validation"), count("test")]).toEqual([40, 5, 5]);
  expect(fleetOf(plan)).toEqual(fleet);
  expect(new Set(fleet.map((b) => b.id)).size).toBe(50);
  expect(fleetOf(parseDatasetPlan({ ...base, seed: 4 })).map((b) => b.split)).not.toEqual(fleet.map((b) => b.split));
});

test("splits by weather keep each weather in one split", () => {
  const fleet = fleetOf(parseDatasetPlan({ ...base, splits: { train: 0.5, validation: 0, test: 0.5, by: "weather" } }));
  const seen = new Map<string, Set<string>>();
  for (const b of fleet) seen.set(b.weather, (seen.get(b.weather) ?? new Set()).add(b.split));
  expect([...seen.values()].map((s) => s.size)).toEqual([1, 1]);
  expect(new Set(fleet.map((b) => b.split)).size).toBe(2);
});

test("every building lies in one shard of its split", () => {
  const plan = parseDatasetPlan({ ...base, output: { buildingsPerFile: 7 } });
  const fleet = fleetOf(plan);
  const shards = shardsOf(plan, fleet);
  expect(shards.flatMap((s) => s.buildings.map((b) => b.id)).sort()).toEqual(fleet.map((b) => b.id));
  expect(shards.every((s, i) => s.index === i && s.buildings.every((b) => b.split === s.split) && s.buildings.length <= 7)).toBe(
    true,
  );
});

test("GenTL's grids have 450 sources and 144 targets, none twice", () => {
  for (const [name, count] of [
    ["gentl-sources", 450],
    ["gentl-targets", 144],
  ] as const) {
    const fleet = fleetOf(parseDatasetPlan(namedPlan(name)));
    expect(fleet).toHaveLength(count);
    expect(new Set(fleet.map((b) => JSON.stringify(b.draw))).size).toBe(count);
  }
  const [first] = fleetOf(parseDatasetPlan(namedPlan("gentl-sources")));
  const wall = first && modelOf(first, "continental").elements.find((e) => e.id === "wall-s");
  expect(wall?.uWPerM2K).toBe(0.1);
  expect(wall?.heatCapacityJPerM2K).toBe(30_000);
});

describe("what a plan may not name", () => {
  test.each([
    [{ colour: "red" }, /unknown building parameter 'colour'/],
    [{ controller: "bang-bang" }, /unknown controller/],
    [{ weather: "mars" }, /unknown weather of the plan/],
  ])("%o", (vary, message) => {
    expect(() => fleetOf(parseDatasetPlan({ ...base, buildings: { count: 2, vary: vary as Record<string, string> } }))).toThrow(
      message,
    );
  });

  test("an archetype that there is not, or a value out of range", () => {
    const model = (vary: Record<string, string | number>) => {
      const [b] = fleetOf(parseDatasetPlan({ ...base, buildings: { count: 1, vary } }));
      return b && modelOf(b, "maritime");
    };
    expect(() => model({ archetype: "de-sfh-8" })).toThrow(/unknown archetype/);
    expect(() => model({ massScale: 99 })).toThrow("plan: massScale = 99 is not 0.1 to 5");
    expect(() => model({ emitter: "stove" })).toThrow(/is not one of radiator/);
    expect(featuresOf(model({ massScale: 2 })!).heatCapacityJPerK / featuresOf(model({})!).heatCapacityJPerK).toBeCloseTo(2, 6);
  });
});

test("a building of one's own is drawn around like an archetype, all its zones", () => {
  const own = archetype("de-sfh-08", { zones: "day-night" });
  const plan = parseDatasetPlan({
    ...base,
    buildings: { count: 3, vary: { building: "./own.yaml", massScale: { kind: "uniform", min: 0.5, max: 2 } } },
  });
  const asked: string[] = [];
  const models = fleetOf(plan).map((b) =>
    modelOf(b, "maritime", (path) => {
      asked.push(path);
      return own;
    }),
  );
  expect(asked).toEqual(["./own.yaml", "./own.yaml", "./own.yaml"]);
  expect(models.map((m) => m.zones.length)).toEqual([2, 2, 2]);
  expect(new Set(models.map((m) => featuresOf(m).heatCapacityJPerK)).size).toBe(3);
  expect(models.map((m) => m.building.id)).toEqual(["b00000", "b00001", "b00002"]);
});

test("what only archetypes have is refused beside a building of one's own, and unknown parameters say where", () => {
  const vary = (more: object) => () =>
    fleetOf(parseDatasetPlan({ ...base, buildings: { count: 1, vary: { building: "x.yaml", ...more } } }));
  expect(vary({ oversizing: 1.2 })).toThrow("plan: buildings.vary.oversizing: is for archetypes");
  expect(vary({ masScale: 1.2 })).toThrow("plan: buildings.vary.masScale: unknown building parameter");
});
