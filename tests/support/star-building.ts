/** Rooms with everything the star engine knows: walls, glass, ground, partitions, doors, an emitter, an ideal heater, none. */
import { type Heater, PLAIN_INSIDE, type StarBuilding, type StarElement, type StarZone } from "../../sim/star/description.ts";
import { CLEAR, glazingOf } from "../../sim/star/glazing.ts";
import { layerOf } from "../../sim/star/layer.ts";

const BRICK = layerOf(0.24, 0.5, 1200, 1000);
const WOOL = layerOf(0.1, 0.035, 30, 1000);
const PLASTER = layerOf(0.015, 0.7, 1400, 1000);
const BOARD = layerOf(0.0125, 0.25, 900, 1000);
const SCREED = layerOf(0.06, 1.4, 2000, 1000);

const zone = (id: string, change: Partial<StarZone> = {}): StarZone => ({
  id,
  volumeM3: 50,
  airCapacityFactor: 4,
  outdoorAirM3PerH: 20,
  bridgesWPerK: 1.5,
  sunToAirShare: 0.1,
  beamFalls: "on-floor",
  ...change,
});

const element = (zoneId: string, name: string, change: Partial<StarElement>): StarElement => ({
  id: `${zoneId}-${name}`,
  zone: zoneId,
  areaM2: 12,
  construction: [PLASTER, BRICK, PLASTER],
  tiltDeg: 90,
  azimuthDeg: 180,
  inside: PLAIN_INSIDE,
  boundary: { to: "outdoors", face: { exposure: "open", absorptance: 0.6, emissivity: 0.9 } },
  ...change,
});

const room = (id: string, azimuthDeg: number): StarElement[] => [
  element(id, "wall", { azimuthDeg }),
  element(id, "roof", { tiltDeg: 0, areaM2: 20, construction: [WOOL, BOARD] }),
  element(id, "floor", {
    tiltDeg: 180,
    areaM2: 20,
    construction: [WOOL, SCREED],
    boundary: { to: "ground", tempC: 11 },
  }),
  element(id, "furniture", { areaM2: 25, construction: [layerOf(0.02, 0.15, 700, 1600)], boundary: { to: "adiabatic" } }),
];

/** South and north are neighbours with a door between them; the store lies behind north and is not heated. */
export const threeRooms: StarBuilding = {
  climate: { meanWindMPerS: 3, meanPressurePa: 100_000 },
  zones: [
    zone("south", {
      heater: {
        maxHeatingW: 1500,
        maxCoolingW: 0,
        bandAboveK: 0.5,
        bandBelowK: 0.5,
        convectiveShare: 0.6,
        emitter: { capacityJPerK: 25_000, conductanceWPerK: 35 },
      },
    }),
    zone("north", {
      heater: { maxHeatingW: 2000, maxCoolingW: 1500, bandAboveK: 0, bandBelowK: 0, convectiveShare: 0.7 },
    }),
    zone("store", { beamFalls: "evenly", outdoorAirM3PerH: 5 }),
  ],
  elements: [
    ...room("south", 180),
    ...room("north", 0),
    ...room("store", 90),
    element("south", "to-north", { boundary: { to: "zone", zone: "north" }, construction: [BOARD, WOOL, BOARD] }),
    element("north", "to-store", { boundary: { to: "zone", zone: "store" }, construction: [PLASTER, BRICK, PLASTER] }),
    element("store", "door", { areaM2: 2, construction: [layerOf(0.04, 0.15, 0, 0)], azimuthDeg: 90 }),
  ],
  windows: ["south", "north"].flatMap((id, i) =>
    [3, 1.5].map((areaM2, k) => ({
      id: `${id}-window-${k}`,
      zone: id,
      areaM2,
      frameShare: 0.2,
      glazing: glazingOf([CLEAR, CLEAR], [{ gas: "air" as const, widthM: 0.012 }]),
      tiltDeg: 90,
      azimuthDeg: i === 0 ? 180 : 0,
      sunShare: 0.9,
      blind: k === 0 ? { closesAboveWPerM2: 300, factor: 0.3 } : undefined,
    })),
  ),
  airLinks: [
    { zones: ["south", "north"], flowM3PerH: 120 },
    { zones: ["north", "store"], flowM3PerH: 15 },
  ],
};

/** A radiator that gives by the power 1.3 of its excess temperature. */
export const RADIATOR: Partial<Heater> = {
  emitter: { capacityJPerK: 25_000, conductanceWPerK: 35, exponent: 1.3, excessK: 40 },
};
/** A floor takes hours to answer: nobody holds a room exactly by it. */
export const HEATED_FLOOR: Partial<Heater> = { inFloor: true, emitter: undefined, bandAboveK: 0.5, bandBelowK: 0.5 };

/** The three rooms with other heating in the south and north. */
export const heatedBy = (south: Partial<Heater>, north: Partial<Heater>): StarBuilding => ({
  ...threeRooms,
  zones: threeRooms.zones.map((z, i) => (z.heater ? { ...z, heater: { ...z.heater, ...(i === 0 ? south : north) } } : z)),
});
