import { describe, expect, it } from "vitest";
import { equivalentTempC, exteriorFilmWPerM2K, interiorFilmWPerM2K } from "../../../../../sim/validation/vdi6007/room.ts";

describe("films by area", () => {
  it("give the file's own numbers once rounded", () => {
    expect(interiorFilmWPerM2K("1", 75.5, 2.24)).toBeCloseTo(2.236424, 6);
    expect(interiorFilmWPerM2K("8", 60.5, 2.12)).toBeCloseTo(2.121488, 6);
    expect(interiorFilmWPerM2K("10", 58, 2.398)).toBeCloseTo(2.398276, 6);
  });

  it("leave alone a film of another kind", () => {
    expect(interiorFilmWPerM2K("11", 75.5, 3)).toBe(3);
  });

  it("case 10: façade and floor together", () => {
    expect(exteriorFilmWPerM2K(28)).toBeCloseTo(2.075, 12);
  });
});

describe("equivalentTempC", () => {
  const eq = { aExt: 0.7, hConWallOut: 20, hRad: 5, withLongwave: true, wfWall: [0.2], wfWin: [0.3], wfGro: 0.5, TGro: 288.15 };

  it("weighs walls, windows and ground", () => {
    const calm = { outdoorTempC: 5, wallSunWPerM2: [100], blinds: [1] };
    expect(equivalentTempC(eq, calm)).toBeCloseTo(0.2 * (5 + (0.7 * 100) / 25) + 0.3 * 5 + 0.5 * 15, 9);
  });

  it("a closed blind keeps the sky from the window", () => {
    const cold = { outdoorTempC: 5, wallSunWPerM2: [0], longWave: { skyWPerM2: 200, groundWPerM2: 300 } };
    const open = equivalentTempC(eq, { ...cold, blinds: [1] });
    const closed = equivalentTempC(eq, { ...cold, blinds: [0] });
    expect(open).toBeLessThan(closed);
    expect(5 - open - 0.5 * (5 - 15)).toBeCloseTo((0.5 / 0.2) * (5 - closed - 0.5 * (5 - 15)), 9);
  });
});
