import { describe, expect, it } from "vitest";
import { boxZone, outsideOf } from "../../../../../sim/validation/lumped/box.ts";
import type { BoxForm } from "../../../../../sim/validation/lumped/read.ts";

const form: BoxForm = {
  zone: {
    VAir: 100,
    hConExt: 3,
    hConWin: 3,
    gWin: 0.8,
    ratioWinConRad: 0.03,
    RExt: [0.001],
    CExt: [1e6],
    RExtRem: 0.02,
    hRad: 5,
    RWin: 0.01,
    AWin: [10, 0, 0, 0],
    ATransparent: [10, 0, 0, 0],
    AExt: [20, 10, 20, 10],
    AFloor: 0,
    hConFloor: 0,
    RFloor: [0.1],
    RFloorRem: 0.1,
    CFloor: [0.1],
  },
  equivalent_air_temperature: {
    wfWall: [0.3, 0.2, 0.3, 0.2],
    wfWin: [0, 0.5, 0, 0.5],
    aExt: 0.6,
    hConWallOut: 20,
    hRad: 5,
    hConWinOut: 15,
  },
};

describe("boxZone", () => {
  it("leaves out elements without area, and adds the outer films", () => {
    const { elements, window } = boxZone(form);
    expect(Object.keys(elements)).toEqual(["exterior"]);
    expect(elements.exterior?.outwardKPerW).toBeCloseTo(0.02 + 1 / (25 * 60), 12);
    expect(window?.outwardKPerW).toBeCloseTo(0.01 + 1 / (20 * 10), 12);
  });

  it("puts the windows where their weights are", () => {
    const { facades } = boxZone(form);
    expect(facades.map((f) => f.windowAreaM2)).toEqual([0, 5, 0, 5]);
    expect(facades.map((f) => f.solarApertureM2)).toEqual([0, 4, 0, 4]);
  });
});

describe("outsideOf", () => {
  const outside = outsideOf(form);

  it("is the air's temperature where neither sun nor sky act", () => {
    expect(outside({ outdoorTempC: 7, skyTempC: 7, sunWPerM2: () => 0 })).toEqual({ exterior: 7, roof: 7, window: 7 });
  });

  it("warms by the sun on each wall, cools most on the roof under a cold sky", () => {
    const { exterior } = outside({ outdoorTempC: 0, skyTempC: 0, sunWPerM2: (plane) => (plane === "south" ? 500 : 0) });
    expect(exterior).toBeCloseTo((0.3 * 0.6 * 500) / 25, 12);
    const cold = outside({ outdoorTempC: 0, skyTempC: -20, sunWPerM2: () => 0 });
    expect(cold.exterior).toBeCloseTo(-20 * 0.5 * (5 / 25), 12);
    expect(cold.roof).toBeCloseTo(-20 * (5 / 25), 12);
    expect(cold.window).toBeCloseTo(-20 * 0.5 * (5 / 20), 12);
  });
});
