import { describe, expect, it } from "vitest";
import { thermostat } from "../../../../sim/reduced/ideal-load.ts";
import { reducedModel, type ZoneInput } from "../../../../sim/reduced/model.ts";
import { type Partition, type ReducedBuilding, single } from "../../../../sim/reduced/zone.ts";
import { insideWalls, room, wall } from "../../../support/reduced-zone.ts";

const still: ZoneInput = { outdoorTempC: 0, ventilationWPerK: 5, convectiveW: 0, radiativeW: 0, sunWPerM2: [0] };
/** A day with sun and people, one value an hour. */
const day = (hour: number): ZoneInput => ({
  ...still,
  outdoorTempC: 5 + 5 * Math.sin((2 * Math.PI * (hour - 9)) / 24),
  convectiveW: hour % 24 > 8 ? 150 : 0,
  radiativeW: hour % 24 > 8 ? 100 : 0,
  sunWPerM2: [Math.max(0, 400 * Math.sin((2 * Math.PI * (hour - 6)) / 24))],
});
const wallBetween: Partition = {
  zones: [0, 1],
  areaM2: 12,
  filmsWPerM2K: [2.5, 2.5],
  chain: [{ resistanceKPerW: 0.01, capacityJPerK: 2e6 }],
  lastKPerW: 0.01,
};

/** Hourly means of each zone's air. */
function hourly(building: ReducedBuilding, inputs: (hour: number) => readonly ZoneInput[], hours: number, stepS = 3600) {
  const model = reducedModel(building, 20, stepS);
  const perHour = 3600 / stepS;
  const temps = building.zones.map(() => new Float64Array(hours));
  const powers = building.zones.map(() => new Float64Array(hours));
  for (let i = 0; i < hours * perHour; i++) {
    const hour = Math.floor(i / perHour);
    for (const [z, result] of model.step(inputs(hour)).zones.entries()) {
      temps[z]![hour]! += result.airTempC / perHour;
      powers[z]![hour]! += result.powerW / perHour;
    }
  }
  return { temps, powers };
}
const last = (values: Float64Array | undefined) => values?.at(-1) ?? Number.NaN;

describe("reducedModel", () => {
  it("cools to what is outdoors", () => {
    expect(last(hourly(single(room()), () => [still], 5000).temps[0])).toBeCloseTo(0, 6);
  });

  it("gives the same hours at any step, blinds and gains and all", () => {
    const [coarse] = hourly(single(room()), (h) => [day(h)], 200).temps;
    const [fine] = hourly(single(room()), (h) => [day(h)], 200, 60).temps;
    const worst = Math.max(...(coarse ?? []).map((t, i) => Math.abs(t - (fine?.[i] ?? Number.NaN))));
    expect(worst).toBeLessThan(1e-9);
  });

  it("holds the mean of every step at the set-point where its power suffices", () => {
    const { temps, powers } = hourly(single(room()), (h) => [{ ...day(h), control: thermostat(21, 24) }], 300);
    for (const t of temps[0]?.slice(1) ?? []) {
      expect(t).toBeGreaterThan(21 - 1e-9);
      expect(t).toBeLessThan(24 + 1e-9);
    }
    expect(Math.max(...(powers[0] ?? []))).toBeGreaterThan(100);
  });

  it("needs the loss of its envelope once all is steady", () => {
    const control = thermostat(20, 99);
    const { powers } = hourly(single(room()), () => [{ ...still, control }], 5000);
    // Films of air and radiation inside, then the wall: in parallel and in series as they stand.
    const air = 2.5 * 20;
    const viaInside = 1 / (1 / (2.5 * 60) + 1 / (5 * 20));
    const h = 1 / (1 / (air + viaInside) + 0.02 + 0.06) + 5;
    expect(last(powers[0])).toBeCloseTo(20 * h, 6);
  });

  it("closes the heat balance in every step", () => {
    const model = reducedModel({ zones: [room(), room()], partitions: [wallBetween] }, 20, 3600);
    for (let h = 0; h < 500; h++) {
      const { residualW, throughputW } = model.step([{ ...day(h), control: thermostat(22, 24) }, day(h + 3)]);
      expect(Math.abs(residualW)).toBeLessThan(1e-9 * throughputW);
    }
  });

  it("two equal zones behind a wall are one zone and half that wall", () => {
    const pair = hourly({ zones: [room(), room()], partitions: [wallBetween] }, (h) => [day(h), day(h)], 400).temps;
    expect(last(pair[0])).toBeCloseTo(last(pair[1]), 10);
    // Nothing crosses the middle, so each zone sees half the storage behind an adiabatic face.
    const half = {
      areaM2: 12,
      filmWPerM2K: 2.5,
      chain: [{ resistanceKPerW: 0.01, capacityJPerK: 1e6 }],
    };
    const alone = hourly(
      single(room({ elements: { exterior: wall, interior: insideWalls, floor: half } })),
      (h) => [day(h)],
      400,
    );
    expect(last(pair[0])).toBeCloseTo(last(alone.temps[0]), 9);
  });

  it("two zones with plants that lean on each other both stand at their set-points", () => {
    const inputs = (h: number) => [
      { ...day(h), control: thermostat(20, 99) },
      { ...still, control: thermostat(23, 99) },
    ];
    const { temps } = hourly({ zones: [room(), room()], partitions: [wallBetween] }, inputs, 100);
    expect(last(temps[1])).toBeCloseTo(23, 8);
    expect(Math.min(...(temps[0]?.slice(1) ?? []))).toBeGreaterThan(20 - 1e-8);
  });

  it("is warmer behind a better wall, with more gains, with more sun", () => {
    const warmth = (zone: Parameters<typeof single>[0], input: ZoneInput) =>
      last(hourly(single(zone), () => [input], 500).temps[0]);
    const base = warmth(room(), still);
    expect(
      warmth(room({ elements: { exterior: { ...wall, outwardKPerW: 0.12 }, interior: insideWalls } }), still),
    ).toBeGreaterThan(base);
    expect(warmth(room(), { ...still, convectiveW: 100 })).toBeGreaterThan(base);
    expect(warmth(room(), { ...still, sunWPerM2: [100] })).toBeGreaterThan(base);
  });

  it("needs neither window nor outer wall, and refuses a missing input", () => {
    const inner = room({ elements: { interior: insideWalls }, facades: [] });
    expect(last(hourly(single(inner), () => [{ ...still, sunWPerM2: [] }], 20_000).temps[0])).toBeCloseTo(0, 6);
    expect(() => reducedModel(single(inner), 20, 3600).step([])).toThrow(/1 zones need as many inputs/);
  });
});
