/** A case's room as a reduced zone, and the equivalent temperature outside it. */
import { longWaveK, type OuterSurface, radiantTempC, shortWaveK } from "../../reduced/equivalent-temp.ts";
import type { ReducedZone } from "../../reduced/zone.ts";
import { EMISSIVITY, FACADE_M2, FILMS, FLOOR_M2 } from "./cases.ts";
import type { VdiCase, VdiEquivalent } from "./read.ts";

export const KELVIN = 273.15;

/** How the file's inputs are taken: `completed` as `cases.ts` says, or `as-filed`. */
export type Inputs = "completed" | "as-filed";

export function roomOf(name: string, { zone, constants }: VdiCase, inputs: Inputs): ReducedZone {
  const [a = 1, b = 1] = constants.hConWall.k.split("*").map(Number);
  const exteriorM2 = zone.AExt.reduce((sum, area) => sum + area, 0);
  const completed = inputs === "completed";
  const floorOutside = completed && name === "10";
  return {
    airCapacityJPerK: 0,
    radiationWPerM2K: zone.hRad,
    elements: {
      exterior: {
        areaM2: exteriorM2,
        filmWPerM2K: floorOutside ? exteriorFilmWPerM2K(exteriorM2) : zone.hConExt,
        chain: [{ resistanceKPerW: zone.RExt[0], capacityJPerK: zone.CExt[0] }],
        outwardKPerW: zone.RExtRem + 1 / (a * b),
      },
      interior: {
        areaM2: zone.AInt,
        filmWPerM2K: completed ? interiorFilmWPerM2K(name, zone.AInt, zone.hConInt) : zone.hConInt,
        chain: [{ resistanceKPerW: zone.RInt[0], capacityJPerK: zone.CInt[0] }],
      },
    },
    facades: [
      ...zone.AExt.map((wallAreaM2, k) => ({
        wallAreaM2: floorOutside ? FACADE_M2 : wallAreaM2,
        windowAreaM2: 0,
        solarApertureM2: zone.gWin * (zone.ATransparent[k] ?? 0),
      })),
    ],
    solarToAirShare: zone.ratioWinConRad,
  };
}

/**
 * Case 10: façade and floor by their areas, 2.075 W/m²K. The file has 2.4, but its own resistances and weights leave
 * 7.075 W/m²K inside: this film and 5 W/m²K of radiation (`tests/validation/vdi6007.test.ts` works it out).
 */
export const exteriorFilmWPerM2K = (exteriorM2: number): number =>
  (FACADE_M2 * FILMS.wall + (exteriorM2 - FACADE_M2) * FILMS.level) / exteriorM2;

/** The film that the file rounds to two or three digits; its own where it is not that one (the cooling ceiling of case 11). */
export function interiorFilmWPerM2K(name: string, interiorM2: number, filed: number): number {
  const levelM2 = name === "10" ? FLOOR_M2 : 2 * FLOOR_M2;
  const film = (levelM2 * FILMS.level + (interiorM2 - levelM2) * FILMS.wall) / interiorM2;
  return Math.abs(film - filed) <= 0.005 ? film : filed;
}

/** Hourly means that act outside, °C and W/m². */
export interface Outside {
  readonly outdoorTempC: number;
  /** Sun on the wall of each orientation. */
  readonly wallSunWPerM2: readonly number[];
  /** What the blind of each orientation lets through. */
  readonly blinds: readonly number[];
  /** Long-wave radiation of sky and ground; left out where the case has none. */
  readonly longWave?: { readonly skyWPerM2: number; readonly groundWPerM2: number } | undefined;
}

/** Weighted by the parts of the exterior element: walls, windows behind their blinds, and what lies on the ground. */
export function equivalentTempC(eq: VdiEquivalent, outside: Outside, emissivity: number = EMISSIVITY): number {
  const wall: OuterSurface = {
    convectionWPerM2K: eq.hConWallOut,
    radiationWPerM2K: eq.hRad,
    absorptance: eq.aExt,
    emissivity,
    skyView: 0.5,
  };
  const { outdoorTempC, longWave } = outside;
  const longWaveRise = longWave
    ? longWaveK(wall, outdoorTempC, radiantTempC(longWave.skyWPerM2), radiantTempC(longWave.groundWPerM2))
    : 0;
  let temp = eq.wfGro * (eq.TGro - KELVIN);
  eq.wfWall.forEach((weight, k) => {
    temp += weight * (outdoorTempC + longWaveRise + shortWaveK(wall, outside.wallSunWPerM2[k] ?? 0));
  });
  eq.wfWin.forEach((weight, k) => {
    temp += weight * (outdoorTempC + longWaveRise * (outside.blinds[k] ?? 1));
  });
  return temp;
}
