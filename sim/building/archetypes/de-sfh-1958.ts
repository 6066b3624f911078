/**
 * An unrefurbished German single-family house of 1958-68: TABULA building type DE.N.SFH.05.Gen.
 *
 * From the source: areas of roof, walls, floor and windows by orientation, U-values in the existing state, g-value, frame
 * share, shading, thermal bridge surcharge, air change, internal gains near 3 W/m². The 2.1 m² of window to which the source
 * gives no orientation stand south; its 8.7 m² of wall to an unheated room are counted with the bridges (b = 0.5).
 * Ours, and not from the source: how the areas fall to six rooms, the inner walls, heat capacities (24 cm of perforated
 * brick, a boarded timber roof, a concrete floor over a cellar at 12 °C), radiators, set-points, the boiler and the people.
 */
import { type BuildingModel, parseBuildingModel, type ZoneModel } from "../model.ts";
import { PROFILES } from "../profiles.ts";

const HEIGHT_M = 2.75; // volume 2.5 m * A_C_Ref (121.2 m²), on 110.2 m² of living area
const BRIDGES_W_PER_M2 = 0.49; // (0.1 W/m²K * envelope, cellar ceiling halved, + 8.7 m² * 0.8 * 0.5) / living area
const WALL = {
  uWPerM2K: 1.2,
  heatCapacityJPerM2K: 300_000,
  massPosition: "distributed",
  solarAbsorptance: 0.6,
  tiltDeg: 90,
  boundary: { to: "outdoors" },
} as const;
const ROOF = {
  uWPerM2K: 0.8,
  heatCapacityJPerM2K: 70_000,
  massPosition: "inside",
  solarAbsorptance: 0.7,
  tiltDeg: 45,
  boundary: { to: "outdoors" },
} as const;
const FLOOR = {
  uWPerM2K: 1.08,
  heatCapacityJPerM2K: 420_000,
  massPosition: "inside",
  solarAbsorptance: 0,
  azimuthDeg: 0,
  tiltDeg: 180,
  boundary: { to: "ground", tempC: 12 },
} as const;
const DOOR = {
  uWPerM2K: 3,
  heatCapacityJPerM2K: 0,
  massPosition: "distributed",
  solarAbsorptance: 0.6,
  azimuthDeg: 0,
  tiltDeg: 90,
  boundary: { to: "outdoors" },
} as const;
const WINDOW = { uWPerM2K: 2.8, gValue: 0.75, frameShare: 0.3, tiltDeg: 90, shadingFactor: 0.6 } as const;
const PARTITION = {
  uWPerM2K: 2,
  heatCapacityJPerM2K: 220_000,
  massPosition: "distributed",
  solarAbsorptance: 0,
  azimuthDeg: 0,
  tiltDeg: 90,
} as const;
const AZIMUTH = { n: 0, e: 90, s: 180, w: 270 } as const;
type Side = keyof typeof AZIMUTH;

interface Room {
  readonly name: string;
  readonly floorM2: number;
  readonly walls: Partial<Record<Side, number>>;
  readonly windows: Partial<Record<Side, number>>;
  /** The half of the roof above the room. */
  readonly roof: Side;
  readonly radiatorW: number;
  readonly dayC: number;
  readonly nightC: number;
  readonly gains: ZoneModel["gains"];
}

const gains = (
  persons: number,
  presence: keyof typeof PROFILES,
  baseW: number,
  peakW: number,
  moistureGPerH = 20,
): ZoneModel["gains"] => ({
  persons,
  presence: PROFILES[presence],
  applianceBaseW: baseW,
  appliancePeakW: peakW,
  appliances: PROFILES[presence],
  moistureGPerH,
});

const ROOMS: Record<string, Room> = {
  "living-room": {
    name: "Living room",
    floorM2: 32,
    walls: { s: 22, w: 14 },
    windows: { s: 5, w: 6.3 },
    roof: "s",
    radiatorW: 6_600,
    dayC: 20.5,
    nightC: 17.5,
    gains: gains(3, "livingRoom", 25, 220),
  },
  kitchen: {
    name: "Kitchen",
    floorM2: 14,
    walls: { e: 14, n: 9 },
    windows: { e: 3.5, n: 1.2 },
    roof: "n",
    radiatorW: 3_400,
    dayC: 19.5,
    nightC: 17.5,
    gains: gains(2, "kitchen", 75, 420, 500),
  },
  bedroom: {
    name: "Bedroom",
    floorM2: 17,
    walls: { w: 15, n: 17.6 },
    windows: { w: 2.6, n: 1.3 },
    roof: "n",
    radiatorW: 4_200,
    dayC: 18.5,
    nightC: 17,
    gains: gains(2, "bedroom", 5, 10),
  },
  "childs-room": {
    name: "Child's room",
    floorM2: 15,
    walls: { s: 13.3, e: 12 },
    windows: { s: 3.4, e: 2.2 },
    roof: "s",
    radiatorW: 3_700,
    dayC: 20,
    nightC: 17.5,
    gains: gains(1, "childRoom", 10, 50),
  },
  bathroom: {
    name: "Bathroom",
    floorM2: 8.2,
    walls: { n: 9.3 },
    windows: { n: 1 },
    roof: "n",
    radiatorW: 2_300,
    dayC: 21.5,
    nightC: 18.5,
    gains: gains(1, "bathroom", 5, 200, 600),
  },
  hall: {
    name: "Hall",
    floorM2: 24,
    walls: { n: 9, w: 6 },
    windows: { n: 0.6 },
    roof: "n",
    radiatorW: 3_600,
    dayC: 18.5,
    nightC: 17,
    gains: gains(0, "nobody", 20, 0),
  },
};

const INNER_WALLS: readonly (readonly [string, string, number])[] = [
  ["living-room", "hall", 15],
  ["living-room", "childs-room", 10],
  ["kitchen", "hall", 11],
  ["kitchen", "childs-room", 8],
  ["bedroom", "hall", 12],
  ["bedroom", "bathroom", 8],
  ["bathroom", "hall", 8],
  ["childs-room", "hall", 9],
];

const sides = (table: Partial<Record<Side, number>>): [Side, number][] =>
  (Object.keys(AZIMUTH) as Side[]).flatMap((side): [Side, number][] => (table[side] === undefined ? [] : [[side, table[side]]]));

/** Areas of TABULA's roof (168.9 m²) and floor (115.8 m²) fall to the rooms by their floor area. */
const ROOF_PER_FLOOR = 168.9 / 110.2;
const SLAB_PER_FLOOR = 115.8 / 110.2;

export const deSfh1958: BuildingModel = parseBuildingModel({
  building: {
    id: "lindenweg-12",
    name: "Lindenweg 12",
    timeZone: "Europe/Berlin",
    latitudeDeg: 52.39,
    longitudeDeg: 13.06,
    zones: Object.entries(ROOMS).map(([id, r]) => ({ id, name: r.name, floorAreaM2: r.floorM2 })),
    origin: "simulated",
    actuation: false,
  },
  source:
    "IEE Projects TABULA and EPISCOPE, building type DE.N.SFH.05.Gen.ReEx.001 (existing state); rooms, masses, heating and people are assumptions",
  zones: Object.entries(ROOMS).map(([id, r]) => ({
    id,
    volumeM3: r.floorM2 * HEIGHT_M,
    floorAreaM2: r.floorM2,
    internalMassJPerM2K: 110_000,
    thermalBridgesWPerK: r.floorM2 * BRIDGES_W_PER_M2,
    infiltrationPerH: 0.2,
    ventilation: { airChangePerH: 0.4, heatRecoveryShare: 0, runs: "always" },
    gains: r.gains,
    openWindowPerH: r.gains.persons > 0 ? 6 : 0,
    heating: {
      maxPowerW: r.radiatorW,
      convectiveShare: 0.6,
      emitterTimeConstantS: 1_800,
      pBandK: 2,
      schedule: [
        { days: "workday", fromHour: 5.5, setpointC: r.dayC },
        { days: "weekend", fromHour: 6.5, setpointC: r.dayC },
        { days: "every-day", fromHour: 22, setpointC: r.nightC },
      ],
    },
  })),
  elements: [
    ...Object.entries(ROOMS).flatMap(([zone, r]) => [
      ...sides(r.walls).map(([side, areaM2]) => ({
        ...WALL,
        id: `${zone}-wall-${side}`,
        zone,
        areaM2,
        azimuthDeg: AZIMUTH[side],
      })),
      { ...ROOF, id: `${zone}-roof`, zone, areaM2: r.floorM2 * ROOF_PER_FLOOR, azimuthDeg: AZIMUTH[r.roof] },
      { ...FLOOR, id: `${zone}-floor`, zone, areaM2: r.floorM2 * SLAB_PER_FLOOR },
    ]),
    { ...DOOR, id: "front-door", zone: "hall", areaM2: 2.1 },
    ...INNER_WALLS.map(([zone, other, areaM2]) => ({
      ...PARTITION,
      id: `${zone}-to-${other}`,
      zone,
      areaM2,
      boundary: { to: "zone", zone: other },
    })),
  ],
  windows: Object.entries(ROOMS).flatMap(([zone, r]) =>
    sides(r.windows).map(([side, areaM2]) => ({
      ...WINDOW,
      id: `${zone}-window-${side}`,
      zone,
      areaM2,
      azimuthDeg: AZIMUTH[side],
    })),
  ),
  airLinks: [
    { zones: ["living-room", "hall"], flowM3PerH: 60 },
    { zones: ["kitchen", "hall"], flowM3PerH: 60 },
    { zones: ["bedroom", "hall"], flowM3PerH: 15 },
    { zones: ["childs-room", "hall"], flowM3PerH: 25 },
    { zones: ["bathroom", "hall"], flowM3PerH: 10 },
  ],
  // A low-temperature boiler of the eighties, hot water for three people at 40 l a day each.
  supply: { carrier: "gas", efficiency: 0.82, hotWaterWhPerDay: 4_800 },
  heatingLimitC: 15,
});
