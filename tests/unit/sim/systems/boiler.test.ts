import { expect, test } from "vitest";
import { boilerGasW } from "../../../../sim/systems/boiler.ts";

const gas = { carrier: "gas", efficiency: 0.93, hotWaterWhPerDay: 0 } as const;
const condensing = { ...gas, boiler: { kind: "condensing", nominalPowerW: 12_000 } } as const;
const standard = { ...gas, boiler: { kind: "standard", nominalPowerW: 12_000 } } as const;

test("without a kind one efficiency holds at every load", () => {
  for (const heatW of [0, 500, 12_000]) expect(boilerGasW(gas, heatW)).toBeCloseTo(heatW / 0.93, 9);
});

test("a condensing boiler is best at part load, a standard one at full load, and both lose while they stand ready", () => {
  const efficiency = (boiler: typeof condensing | typeof standard, load: number) =>
    (load * 12_000) / boilerGasW(boiler, load * 12_000);
  expect(efficiency(condensing, 1)).toBeCloseTo(0.93, 9);
  // 92/42/EEC: (97 + log 12)/(91 + log 12) of the efficiency at full load.
  expect(efficiency(condensing, 0.3)).toBeCloseTo((0.93 * (97 + Math.log10(12))) / (91 + Math.log10(12)), 9);
  expect(efficiency(standard, 0.3)).toBeLessThan(efficiency(standard, 1));
  for (const boiler of [condensing, standard]) {
    expect(boilerGasW(boiler, 0)).toBeGreaterThan(0);
    expect(efficiency(boiler, 0.02)).toBeLessThan(efficiency(boiler, 0.3));
  }
});

test("more heat takes more gas, without a jump", () => {
  let before = boilerGasW(condensing, 0);
  for (let heatW = 50; heatW <= 12_000; heatW += 50) {
    const now = boilerGasW(condensing, heatW);
    expect(now).toBeGreaterThan(before);
    expect(now - before).toBeLessThan(60);
    before = now;
  }
});
