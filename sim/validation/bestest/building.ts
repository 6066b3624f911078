/** The building of a BESTEST case: one box of 8 m by 6 m by 2.7 m, in case 960 with a sunspace before it. */
import type { Boundary, StarBuilding, StarClimate, StarElement, StarWindow, StarZone } from "../../star/description.ts";
import { PLAIN_INSIDE } from "../../star/description.ts";
import type { Construction } from "../../star/layer.ts";
import { type BestestCase, COMMON_WALL, SIDE_SHADE, SOUTH_SHADE, SUNSPACE } from "./cases.ts";

export const ROOM = "room";
export const SUN = "sunspace";

const WIDTH_M = 8;
const DEPTH_M = 6;
const HEIGHT_M = 2.7;
const SUN_DEPTH_M = 2;
const WINDOW_M2 = 6;

const AZIMUTH = { north: 0, east: 90, south: 180, west: 270 } as const;
type Side = keyof typeof AZIMUTH;

const face = (exposure: "open" | "sheltered"): Boundary => ({
  to: "outdoors",
  face: { exposure, absorptance: 0.6, emissivity: 0.9 },
});

const element = (
  zone: string,
  part: string,
  areaM2: number,
  construction: Construction,
  tiltDeg: number,
  boundary: Boundary,
  azimuthDeg = 0,
): StarElement => ({ id: `${zone}-${part}`, zone, areaM2, construction, tiltDeg, azimuthDeg, inside: PLAIN_INSIDE, boundary });

const zone = (id: string, areaM2: number, hasHeater: boolean): StarZone => ({
  id,
  volumeM3: areaM2 * HEIGHT_M,
  airCapacityFactor: 1,
  outdoorAirM3PerH: 0.5 * areaM2 * HEIGHT_M,
  bridgesWPerK: 0,
  sunToAirShare: 0,
  beamFalls: "on-floor",
  heater: hasHeater ? { maxHeatingW: 1e6, maxCoolingW: 1e6, bandAboveK: 0, bandBelowK: 0, convectiveShare: 1 } : undefined,
});

/** Shell of a zone: its floor and roof, and the walls that look out. */
function shell(
  id: string,
  depthM: number,
  c: { wall: Construction; roof: Construction; floor: Construction },
  glazed: Partial<Record<Side, number>>,
  sides: readonly Side[],
): StarElement[] {
  const gross = { north: WIDTH_M, south: WIDTH_M, east: depthM, west: depthM };
  return [
    element(id, "roof", WIDTH_M * depthM, c.roof, 0, face("open")),
    element(id, "floor", WIDTH_M * depthM, c.floor, 180, face("sheltered")),
    ...sides.map((side) =>
      element(id, side, gross[side] * HEIGHT_M - (glazed[side] ?? 0), c.wall, 90, face("open"), AZIMUTH[side]),
    ),
  ];
}

export function buildingOf(c: BestestCase, climate: StarClimate): StarBuilding {
  const pane = (zoneId: string, side: Side, areaM2: number): StarWindow => ({
    id: `${zoneId}-window-${side}`,
    zone: zoneId,
    areaM2,
    frameShare: 0,
    glazing: c.glazing,
    tiltDeg: 90,
    azimuthDeg: AZIMUTH[side],
    shade: c.shaded ? (side === "south" ? SOUTH_SHADE : SIDE_SHADE) : undefined,
    sunShare: 1,
  });
  const common = { airLinks: [], climate };
  if (c.sunspace)
    return {
      ...common,
      zones: [zone(ROOM, WIDTH_M * DEPTH_M, true), zone(SUN, WIDTH_M * SUN_DEPTH_M, false)],
      elements: [
        ...shell(ROOM, DEPTH_M, c, {}, ["north", "east", "west"]),
        ...shell(SUN, SUN_DEPTH_M, { ...SUNSPACE }, { south: 2 * WINDOW_M2 }, ["south", "east", "west"]),
        element(SUN, "to-room", WIDTH_M * HEIGHT_M, COMMON_WALL, 90, { to: "zone", zone: ROOM }),
      ],
      windows: [pane(SUN, "south", 2 * WINDOW_M2)],
    };
  const glazed: Partial<Record<Side, number>> =
    c.windows === "south" ? { south: 2 * WINDOW_M2 } : { east: WINDOW_M2, west: WINDOW_M2 };
  return {
    ...common,
    zones: [zone(ROOM, WIDTH_M * DEPTH_M, true)],
    elements: shell(ROOM, DEPTH_M, c, glazed, ["north", "east", "south", "west"]),
    windows: Object.entries(glazed).map(([side, areaM2]) => pane(ROOM, side as Side, areaM2)),
  };
}
