/**
 * The single-family house of BuilDa's reference traces: TABULA DE.N.SFH.08.Gen as its converter makes it, one zone of VDI 6007.
 *
 * Facts from arXiv 2508.12703 and 2512.00483. That model joins all walls in one chain and exchanges radiation between each two
 * of five elements; here the four facades stand apart and exchange through one node with as much in all.
 */
import { asLayers, type Chain } from "../../star/chain.ts";
import type { Boundary, StarBuilding, StarElement } from "../../star/description.ts";
import { CLEAR, type Glazing, glazingOf } from "../../star/glazing.ts";

export const ZONE = "house";

const LENGTH_M = 9.4125;
const WIDTH_M = 8;
const FLOORS = 2;
const HEIGHT_M = 3.04 * FLOORS;
const GLAZED = 0.14056;
const FLOOR_M2 = LENGTH_M * WIDTH_M;
const ROOF_M2 = 1.63612217795485 * FLOOR_M2;
const GROSS_M2 = 2 * (LENGTH_M + WIDTH_M) * HEIGHT_M;
const INNER_M2 = 1.238235294117647 * GROSS_M2;
const AIR_M3 = LENGTH_M * WIDTH_M * HEIGHT_M * 0.76;
const TRANSPARENT = 0.9;
const G_VALUE = 0.7;

const SIDES = [
  ["south", 180, LENGTH_M],
  ["west", 270, WIDTH_M],
  ["north", 0, LENGTH_M],
  ["east", 90, WIDTH_M],
] as const;

/** W/m²K: inside by element; outside of walls with long-wave exchange, of windows without; long-wave between any two elements. */
const INSIDE = { wall: 2.5, inner: 2.5, window: 2.5, floor: 0.7, roof: 5 } as const;
const OUTSIDE = 25;
const OUTSIDE_WINDOW = 20;
const RADIANT = 5;

const normalised = (shares: readonly number[], total: number): number[] => {
  const sum = shares.reduce((a, b) => a + b, 0);
  return shares.map((s) => (s / sum) * total);
};

/** From shares that run from inside to outside, the last resistance beyond the last capacity. */
function chain(resistance: number, rShares: readonly number[], capacity: number, cShares: readonly number[]): Chain {
  return {
    resistancesM2KPerW: normalised(rShares, resistance).toReversed(),
    capacitiesJPerM2K: normalised(cShares, capacity).toReversed(),
  };
}

const WALL = chain(1 / 0.665 - 1 / 7.5 - 0.04, [1, 1, 1, 1], 192_000, [1, 1, 1]);
const FLOOR = chain(1 / 0.514 - 1 / 5.7, [0.0525, 0.0525, 0.1579, 0.0001], 483_840, [478_800, 5_040, 0.001]);
const ROOF = chain(1 / 0.402 - 0.1 - 0.04, [1.1085, 1.1085, 0.1, 0.0001], 81_240, [22_440, 58_800, 0.001]);
/** Inner walls and ceilings end in their capacity; both count for conduction and storage, the walls alone as a surface. */
const INNER_ALL_M2 = INNER_M2 + 2 * (FLOORS - 1) * FLOOR_M2;
const INNER_J_PER_K = 145_154 * INNER_M2 + (FLOORS - 1) * FLOOR_M2 * 483_840 + 2_230 * FLOOR_M2 * FLOORS;
const INNER = chain(((1 / 2 - 1 / 7.5) * INNER_M2) / INNER_ALL_M2, [1, 1, 1, 1e-6], INNER_J_PER_K / INNER_M2, [1, 1, 1]);

/** As much sun as g says over the angle of double glazing, and nothing of it kept by the panes. */
function glazing(): Glazing {
  const double = glazingOf([CLEAR, CLEAR], [{ gas: "air", widthM: 0.012 }]);
  const share = (transmitted: number) => ({
    transmitted: (G_VALUE * transmitted) / double.at(1).transmitted,
    absorbedOut: 0,
    absorbedIn: 0,
  });
  return {
    at: (cos) => share(double.at(cos).transmitted),
    diffuse: share(double.diffuse.transmitted),
    fromRoom: { transmitted: 0, absorbedOut: 0, absorbedIn: 0 },
    conductance: { at0C: 1 / (1 / 3.2 - 1 / 7.5 - 0.05), perK: 0 },
    emissivityOut: 0.9,
    emissivityIn: 0.9,
  };
}

/** Conductances to one node, W/K, through which each element exchanges as much as with all others pair by pair. */
function starOf(areas: readonly number[]): number[] {
  const pairwise = areas.map((a, i) => areas.reduce((sum, b, j) => (i === j ? sum : sum + Math.min(a, b) * RADIANT), 0));
  let star = [...pairwise];
  for (let round = 0; round < 200; round++) {
    const all = star.reduce((a, b) => a + b, 0);
    star = pairwise.map((g, i) => g / (1 - Math.min(0.6, (star[i] ?? 0) / all)));
  }
  return star;
}

export function buildaHouse(): StarBuilding {
  const wallM2 = GROSS_M2 * (1 - GLAZED);
  const windowM2 = GROSS_M2 * GLAZED;
  const areas = [wallM2, INNER_M2, windowM2, FLOOR_M2, ROOF_M2];
  const [wall = 0, inner = 0, window = 0, floor = 0, roof = 0] = starOf(areas).map((g, i) => g / (areas[i] ?? 1));
  const outdoors = (): Boundary => ({
    to: "outdoors",
    face: { exposure: "fixed", absorptance: 0.6, emissivity: 0.9, filmWPerM2K: OUTSIDE, skyWPerM2K: 0 },
  });
  const part = (
    id: string,
    areaM2: number,
    c: Chain,
    convective: number,
    radiant: number,
    change: Partial<StarElement>,
  ): StarElement => ({
    id,
    zone: ZONE,
    areaM2,
    construction: asLayers(c),
    tiltDeg: 90,
    azimuthDeg: 0,
    inside: { emissivity: 0.9, sunAbsorptance: 1, film: { convectiveWPerM2K: convective, radiantWPerM2K: radiant } },
    boundary: outdoors(),
    ...change,
  });
  const pane = glazing();
  return {
    climate: { meanWindMPerS: 3, meanPressurePa: 101_325 },
    zones: [
      {
        id: ZONE,
        volumeM3: AIR_M3,
        airCapacityFactor: 1,
        outdoorAirM3PerH: 0.3 * AIR_M3,
        bridgesWPerK: 0,
        sunToAirShare: 0.09,
        beamFalls: "evenly",
        heater: { maxHeatingW: 12_493, maxCoolingW: 0, bandBelowK: 1 / 0.7, bandAboveK: 0, convectiveShare: 1 },
      },
    ],
    elements: [
      ...SIDES.map(([id, azimuthDeg, lengthM]) =>
        part(id, lengthM * HEIGHT_M * (1 - GLAZED), WALL, INSIDE.wall, wall, { azimuthDeg }),
      ),
      part("roof", ROOF_M2, ROOF, INSIDE.roof, roof, { tiltDeg: 0 }),
      part("floor", FLOOR_M2, FLOOR, INSIDE.floor, floor, { tiltDeg: 180, boundary: { to: "ground", tempC: 9.85 } }),
      part("inner", INNER_M2, INNER, INSIDE.inner, inner, { boundary: { to: "adiabatic" } }),
    ],
    windows: SIDES.map(([id, azimuthDeg, lengthM]) => ({
      id: `window-${id}`,
      zone: ZONE,
      areaM2: lengthM * HEIGHT_M * GLAZED,
      frameShare: 1 - TRANSPARENT,
      glazing: pane,
      tiltDeg: 90,
      azimuthDeg,
      sunShare: 1,
      film: { convectiveWPerM2K: INSIDE.window, radiantWPerM2K: window },
      outerFilmWPerM2K: OUTSIDE_WINDOW,
    })),
    airLinks: [],
  };
}
