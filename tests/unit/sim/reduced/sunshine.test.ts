import { describe, expect, it } from "vitest";
import { assemble } from "../../../../sim/reduced/assemble.ts";
import { areaShares, blindFactor, sunShares } from "../../../../sim/reduced/sunshine.ts";
import { single } from "../../../../sim/reduced/zone.ts";
import { room } from "../../../support/reduced-zone.ts";

describe("blindFactor", () => {
  it("closes above its threshold, not at it, and not for the rounding of a mean", () => {
    expect(blindFactor(100, 100, 0.15)).toBe(1);
    expect(blindFactor(100.00000000000001, 100, 0.15)).toBe(1);
    expect(blindFactor(101, 100, 0.15)).toBe(0.15);
  });
});

describe("sunShares", () => {
  const zone = room({
    window: { areaM2: 4, filmWPerM2K: 3, outwardKPerW: 0.1 },
    facades: [
      { wallAreaM2: 12, windowAreaM2: 4, solarApertureM2: 3 },
      { wallAreaM2: 8, windowAreaM2: 0, solarApertureM2: 0 },
    ],
  });
  const surfaces = assemble(single(zone), [0]).zones[0]?.surfaces ?? [];

  it("leaves out what lies in the window's own plane", () => {
    // exterior 20 - 12, interior 60, window 4 - 4
    const [facade] = zone.facades;
    expect(facade && sunShares(zone, surfaces, facade)).toEqual([8 / 68, 60 / 68, 0]);
  });

  it("goes by area where nothing else is there", () => {
    const alone = room({ elements: { exterior: { ...room().elements.exterior!, areaM2: 12 } } });
    const own = assemble(single(alone), [0]).zones[0]?.surfaces ?? [];
    const [facade] = alone.facades;
    expect(facade && sunShares(alone, own, facade)).toEqual([1]);
  });

  it("even radiation goes by area", () => {
    expect(areaShares(surfaces)).toEqual([20 / 84, 60 / 84, 4 / 84]);
  });
});
