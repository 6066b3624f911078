import { expect, test } from "vitest";
import { COMFORT_18_26, comfortBand } from "../../../../sim/excitation/comfort-band.ts";

const whenEmpty = { minC: 14, maxC: 30 };
const base = { stepS: 1800, whenOccupied: COMFORT_18_26, whenEmpty };

test("an empty zone's band closes at the rate of recovery before somebody comes, and opens at once when all have gone", () => {
  const band = comfortBand({ ...base, occupied: [1, 0, 0, 0, 0, 1, 0], recoveryKPerH: 2 });
  const rows = Array.from({ length: 7 }, (_, i) => band.at(i));
  expect(rows.map((b) => b.minC)).toEqual([18, 14, 15, 16, 17, 18, 14]);
  expect(rows.map((b) => b.maxC)).toEqual([26, 30, 29, 28, 27, 26, 30]);
  expect(band.at(99)).toEqual(rows[6]);
});

test("always somebody, never anybody", () => {
  expect(comfortBand({ ...base, occupied: [1, 1], recoveryKPerH: 1 }).at(0)).toEqual(COMFORT_18_26);
  expect(comfortBand({ ...base, occupied: [0, 0], recoveryKPerH: 1 }).at(0)).toEqual(whenEmpty);
  expect(comfortBand({ ...base, occupied: [], recoveryKPerH: 1 }).at(0)).toEqual(whenEmpty);
});

test("bands that contradict each other are refused", () => {
  const bad = expect.objectContaining({ code: "bad-input" });
  const narrow = { minC: 19, maxC: 30 };
  expect(() => comfortBand({ ...base, whenEmpty: narrow, occupied: [], recoveryKPerH: 1 })).toThrow(bad);
  expect(() => comfortBand({ ...base, whenOccupied: { minC: 20, maxC: 20 }, occupied: [], recoveryKPerH: 1 })).toThrow(bad);
  expect(() => comfortBand({ ...base, occupied: [], recoveryKPerH: 0 })).toThrow(bad);
});
