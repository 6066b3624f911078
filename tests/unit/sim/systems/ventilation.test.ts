import { expect, test } from "vitest";
import { airingM3PerH, canAir, type RoomNow, zoneAirOf } from "../../../../sim/systems/ventilation.ts";
import { boxBuilding, boxZone } from "../../../support/box-building.ts";

const now = (change: Partial<RoomNow> = {}): RoomNow => ({
  present: false,
  airTempC: 21,
  outdoorC: 0,
  windMPerS: 3,
  airing: false,
  fansPerH: Number.NaN,
  windowOpen: Number.NaN,
  ...change,
});
const ventilation = { airChangePerH: 0.5, heatRecoveryShare: 0.8, runs: "always" } as const;
const window = {
  id: "w",
  zone: "a",
  areaM2: 2,
  uWPerM2K: 1.1,
  gValue: 0.6,
  frameShare: 0.3,
  azimuthDeg: 180,
  tiltDeg: 90,
  shadingFactor: 1,
  openable: { areaM2: 1, heightM: 1.2 },
};

test("flow through a window by hand: 1,800 m³/h times the root of wind and buoyancy", () => {
  expect(airingM3PerH({ areaM2: 1, heightM: 1.2 }, 3, 20)).toBeCloseTo(1_800 * Math.sqrt(0.01 + 0.009 + 0.084), 9);
  expect(airingM3PerH({ areaM2: 1, heightM: 1.2 }, 0, 0)).toBeCloseTo(180, 9);
});

test("what always runs is the model's own until the bypass opens or a control takes over", () => {
  const zone = boxZone("a", { infiltrationPerH: 0.1, ventilation });
  const air = zoneAirOf(boxBuilding([zone]), zone);
  expect({ ...air(now()) }).toMatchObject({ extraM3PerH: 0, freshPerH: 0.6, windowOpen: 0, fansW: 0 });
  // A kelvin above 23 °C all air goes past the exchanger: 0.5 instead of 0.1 1/h.
  expect(air(now({ airTempC: 24 })).extraM3PerH).toBeCloseTo(40, 9);
  expect(air(now({ airTempC: 24, outdoorC: 30 })).extraM3PerH).toBeCloseTo(0, 9);
  expect(air(now({ fansPerH: 0 })).extraM3PerH).toBeCloseTo(-10, 9);
  expect(air(now({ fansPerH: 2 })).extraM3PerH).toBeCloseTo(100 * (2 * 0.2 - 0.1), 9);
});

test("fans that follow presence rest without it, and take their electricity", () => {
  const zone = boxZone("a", { ventilation: { ...ventilation, runs: "presence", fanWPerM3PerH: 0.3 } });
  const air = zoneAirOf(boxBuilding([zone]), zone);
  expect(air(now()).fansW).toBe(0);
  expect({ ...air(now({ present: true })) }).toMatchObject({ freshPerH: 1.5, fansW: 15 });
});

test("windows open for people, against heat, or as told, and only where there are any", () => {
  const zone = boxZone("a");
  const closed = zoneAirOf(boxBuilding([zone]), zone);
  expect(closed(now({ windowOpen: 1, airing: true })).windowOpen).toBe(0);
  const model = boxBuilding([zone], { windows: [window] });
  expect([canAir(model, zone), canAir(boxBuilding([zone]), zone)]).toEqual([true, false]);
  const air = zoneAirOf(model, zone);
  const wide = air(now({ airing: true })).extraM3PerH;
  expect(wide).toBeCloseTo(airingM3PerH(window.openable, 3, 21), 9);
  expect(air(now({ windowOpen: 0.25 })).extraM3PerH).toBeCloseTo(wide / 4, 9);
  expect(air(now({ present: true, airTempC: 26, outdoorC: 18 })).windowOpen).toBeCloseTo(1 / 3, 9);
  expect(air(now({ present: true, airTempC: 26, outdoorC: 30 })).windowOpen).toBe(0);
});
