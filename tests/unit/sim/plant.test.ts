import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isZonecastError, type Plant, type SignalId, signalOf } from "#domain";
import { createPlant, demoBuildings } from "#sim";

const [house, office] = demoBuildings();
if (!house || !office) throw new Error("the demo buildings are not there");
const startTs = Date.UTC(2025, 0, 15, 9, 0, 20);
const HOUR_MS = 3_600_000;
const plantOf = (model = house, counters?: ReadonlyMap<string, number>): Plant =>
  createPlant({ model, climate: "central-europe", seed: 5, startTs, counters });

const ZONE_SIGNALS: SignalId[] = [
  "airTempC",
  "heatingSetpointC",
  "valvePct",
  "relativeHumidityPct",
  "co2Ppm",
  "heatingPowerW",
  "occupancy",
];
const WHOLE_SIGNALS: SignalId[] = [
  "outdoorTempC",
  "globalIrradianceWPerM2",
  "windSpeedMPerS",
  "electricPowerW",
  "electricEnergyWh",
];
const everything = (plant: Plant): number[] => [
  ...plant.building.zones.flatMap((z) => ZONE_SIGNALS.map((s) => plant.read(z.id, s))),
  ...[...WHOLE_SIGNALS, "gasEnergyWh" as const, "heatEnergyWh" as const].map((s) => plant.read("whole", s)),
];

describe("a plant", () => {
  test("does not care in how many calls time passes", () => {
    const whole = plantOf();
    whole.advanceTo(startTs + 6 * HOUR_MS);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 6 * HOUR_MS }), { maxLength: 30 }), (cuts) => {
        const plant = plantOf();
        for (const cut of cuts.sort((a, b) => a - b)) {
          plant.advanceTo(startTs + cut);
          everything(plant);
        }
        plant.advanceTo(startTs + 6 * HOUR_MS);
        expect(everything(plant)).toEqual(everything(whole));
      }),
      { numRuns: 2, seed: 1 },
    );
  });

  test("is the same for the same seed and another for another", () => {
    const other = createPlant({ model: house, climate: "central-europe", seed: 6, startTs });
    expect(everything(plantOf())).toEqual(everything(plantOf()));
    expect(everything(other)).not.toEqual(everything(plantOf()));
  });

  test("that starts later begins where one that started earlier has come to", () => {
    const early = createPlant({ model: house, climate: "central-europe", seed: 5, startTs: startTs - 3 * 24 * HOUR_MS });
    early.advanceTo(startTs);
    const late = plantOf();
    for (const z of house.zones) expect(late.read(z.id, "airTempC")).toBeCloseTo(early.read(z.id, "airTempC"), 1);
  });

  test.each([house, office].map((m) => [m.building.id, m] as const))("%s: a week of believable readings in range", (_, model) => {
    const plant = plantOf(model);
    const meters: number[][] = [[], []];
    const wrong: unknown[] = [];
    const check = (ok: boolean, ...what: unknown[]) => ok || wrong.push(what);
    for (let ts = startTs; ts <= startTs + 7 * 24 * HOUR_MS; ts += 900_000) {
      plant.advanceTo(ts);
      for (const z of model.zones)
        for (const signal of ZONE_SIGNALS) {
          const value = plant.read(z.id, signal);
          const { min, max } = signalOf(signal);
          if (Number.isNaN(value)) check(z.gains.persons === 0 && (signal === "co2Ppm" || signal === "occupancy"), z.id, signal);
          else check(value >= min && value <= max, z.id, signal, value);
          if (signal === "airTempC") check(value > 15 && value < 26, z.id, signal, value);
          if (signal === "co2Ppm" && !Number.isNaN(value)) check(value > 380 && value < 2_600, z.id, signal, value);
        }
      for (const signal of WHOLE_SIGNALS) check(Number.isFinite(plant.read("whole", signal)), signal);
      meters[0]?.push(plant.read("whole", "electricEnergyWh"));
      meters[1]?.push(plant.read("whole", model === house ? "gasEnergyWh" : "heatEnergyWh"));
    }
    expect(wrong).toEqual([]);
    for (const counts of meters) {
      expect(counts).toEqual([...counts].sort((a, b) => a - b));
      expect((counts.at(-1) ?? 0) - (counts[0] ?? 0)).toBeGreaterThan(10_000);
    }
    expect(Number.isNaN(plant.read("whole", model === house ? "heatEnergyWh" : "gasEnergyWh"))).toBe(true);
  });

  test("goes on from given meter readings", () => {
    const fresh = plantOf();
    const going = plantOf(house, new Map([["whole/gasEnergyWh", 5e6]]));
    expect(going.read("whole", "gasEnergyWh")).toBe(5e6);
    for (const plant of [fresh, going]) plant.advanceTo(startTs + 5 * HOUR_MS);
    expect(going.read("whole", "gasEnergyWh") - 5e6).toBeCloseTo(fresh.read("whole", "gasEnergyWh"), 3);
    expect(fresh.read("whole", "gasEnergyWh")).toBeGreaterThan(1000);
  });
});

describe("a written set-point", () => {
  test("shows at once, heats, and lasts until the schedule's next block", () => {
    const plant = plantOf();
    const before = plant.read("living-room", "heatingSetpointC");
    plant.write("living-room", "heatingSetpointC", 24);
    expect(plant.read("living-room", "heatingSetpointC")).toBe(24);
    plant.advanceTo(startTs + 5 * 60_000);
    expect(plant.read("living-room", "valvePct")).toBeGreaterThan(90);
    plant.advanceTo(Date.UTC(2025, 0, 15, 20, 59));
    expect(plant.read("living-room", "airTempC")).toBeGreaterThan(before + 2);
    expect(plant.read("living-room", "heatingSetpointC")).toBe(24);
    plant.advanceTo(Date.UTC(2025, 0, 15, 21, 0)); // 22:00 in Berlin
    expect(plant.read("living-room", "heatingSetpointC")).toBe(17.5);
  });

  test("for what takes none, or that nobody could want, is refused", () => {
    const plant = plantOf();
    const refused: [string, SignalId, number, string][] = [
      ["attic", "heatingSetpointC", 20, "unknown-name"],
      ["living-room", "airTempC", 20, "unknown-name"],
      ["living-room", "heatingSetpointC", Number.NaN, "bad-input"],
      ["living-room", "heatingSetpointC", 400, "bad-input"],
    ];
    for (const [zone, signal, value, code] of refused)
      expect(() => plant.write(zone, signal, value)).toThrowError(
        expect.toSatisfy((e: unknown) => isZonecastError(e) && e.code === code),
      );
  });
});

test("time never runs backwards, and what no sensor measures is NaN", () => {
  const plant = plantOf();
  expect(() => plant.advanceTo(startTs - 1)).toThrowError(/back/);
  expect(() => plant.advanceTo(Number.NaN)).toThrowError(/back/);
  expect(plant.read("living-room", "voltageV")).toBeNaN();
  expect(plant.read("nowhere", "airTempC")).toBeNaN();
});
