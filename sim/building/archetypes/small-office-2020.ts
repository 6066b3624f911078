/**
 * A new single-storey office of 260 m² with six rooms.
 *
 * From the source: U-values and g-value of the reference building for non-residential buildings in the German building energy
 * act (GEG 2020, annex 2: wall 0.28, roof 0.20, floor to ground 0.35, window 1.3 W/m²K with g 0.60; bridges 0.05 W/m²K), persons
 * and devices near DIN V 18599-10 use classes 1-4. Ours, and not from the source: plan, facade shares, heat capacities, blinds,
 * ventilation with 75 % heat recovery, heat pump and working hours. It claims to be an ordinary new building, not a certain one.
 */
import { type BuildingModel, parseBuildingModel, type ZoneModel } from "../model.ts";
import { PROFILES } from "../profiles.ts";

const HEIGHT_M = 3;
const FACADE_HEIGHT_M = 3.4;
const DEPTH_M = 5; // the plan is 26 m * 10 m, two rows of rooms
const WINDOW_SHARE = 0.35;
const BRIDGES_W_PER_M2K = 0.05;
const WALL = {
  uWPerM2K: 0.28,
  heatCapacityJPerM2K: 230_000,
  massPosition: "inside",
  solarAbsorptance: 0.5,
  tiltDeg: 90,
  boundary: { to: "outdoors" },
} as const;
const ROOF = {
  uWPerM2K: 0.2,
  heatCapacityJPerM2K: 300_000,
  massPosition: "inside",
  solarAbsorptance: 0.6,
  azimuthDeg: 180,
  tiltDeg: 0,
  boundary: { to: "outdoors" },
} as const;
const FLOOR = {
  uWPerM2K: 0.35,
  heatCapacityJPerM2K: 180_000,
  massPosition: "inside",
  solarAbsorptance: 0,
  azimuthDeg: 0,
  tiltDeg: 180,
  boundary: { to: "ground", tempC: 11 },
} as const;
const PARTITION = {
  uWPerM2K: 1.5,
  heatCapacityJPerM2K: 40_000,
  massPosition: "distributed",
  solarAbsorptance: 0,
  azimuthDeg: 0,
  tiltDeg: 90,
} as const;
const WINDOW = {
  uWPerM2K: 1.3,
  gValue: 0.6,
  frameShare: 0.25,
  tiltDeg: 90,
  shadingFactor: 0.9,
  blind: { closesAboveWPerM2: 150, factor: 0.2 },
} as const;
const AZIMUTH = { n: 0, e: 90, s: 180, w: 270 } as const;
type Side = keyof typeof AZIMUTH;

interface Room {
  readonly name: string;
  /** Along the long facade. */
  readonly widthM: number;
  readonly faces: Side;
  /** The short facade, for rooms at a corner. */
  readonly corner?: Side;
  readonly radiatorW: number;
  /** Fresh air in working hours, 1/h: 30 m³/h a person. */
  readonly airChangePerH: number;
  readonly gains: ZoneModel["gains"];
}

const gains = (persons: number, profile: keyof typeof PROFILES, baseW: number, peakW: number): ZoneModel["gains"] => ({
  persons,
  presence: PROFILES[profile],
  applianceBaseW: baseW,
  appliancePeakW: peakW,
  appliances: PROFILES[profile],
  moistureGPerH: 20,
});

const ROOMS: Record<string, Room> = {
  "open-plan-south": {
    name: "Open-plan office south",
    widthM: 14,
    faces: "s",
    corner: "w",
    radiatorW: 3_600,
    airChangePerH: 1.2,
    gains: gains(8, "officeDesks", 60, 900),
  },
  "meeting-room": {
    name: "Meeting room",
    widthM: 6,
    faces: "s",
    radiatorW: 1_700,
    airChangePerH: 2.4,
    gains: gains(7, "meetingRoom", 10, 250),
  },
  lobby: {
    name: "Lobby",
    widthM: 6,
    faces: "s",
    corner: "e",
    radiatorW: 1_900,
    airChangePerH: 0.6,
    gains: gains(1, "officeDesks", 40, 250),
  },
  "open-plan-north": {
    name: "Open-plan office north",
    widthM: 14,
    faces: "n",
    corner: "w",
    radiatorW: 3_800,
    airChangePerH: 1.2,
    gains: gains(8, "officeDesks", 60, 900),
  },
  tearoom: { name: "Tearoom", widthM: 6, faces: "n", radiatorW: 1_700, airChangePerH: 1, gains: gains(3, "tearoom", 60, 600) },
  "managers-office": {
    name: "Manager's office",
    widthM: 6,
    faces: "n",
    corner: "e",
    radiatorW: 2_000,
    airChangePerH: 0.8,
    gains: gains(2, "officeDesks", 10, 250),
  },
};

/** Neighbours and the length of their wall, m. */
const INNER_WALLS: readonly (readonly [string, string, number])[] = [
  ["open-plan-south", "open-plan-north", 14],
  ["open-plan-south", "meeting-room", 5],
  ["meeting-room", "lobby", 5],
  ["open-plan-north", "tearoom", 5],
  ["tearoom", "managers-office", 5],
  ["meeting-room", "tearoom", 6],
  ["lobby", "managers-office", 6],
];

interface Facade {
  readonly id: string;
  readonly zone: string;
  readonly azimuthDeg: number;
  readonly grossM2: number;
}

const facades: Facade[] = Object.entries(ROOMS).flatMap(([zone, r]) => [
  { id: `${zone}-${r.faces}`, zone, azimuthDeg: AZIMUTH[r.faces], grossM2: r.widthM * FACADE_HEIGHT_M },
  ...(r.corner ? [{ id: `${zone}-${r.corner}`, zone, azimuthDeg: AZIMUTH[r.corner], grossM2: DEPTH_M * FACADE_HEIGHT_M }] : []),
]);

const envelopeM2 = (zone: string, floorM2: number): number =>
  2 * floorM2 + facades.filter((f) => f.zone === zone).reduce((sum, f) => sum + f.grossM2, 0);

export const smallOffice2020: BuildingModel = parseBuildingModel({
  building: {
    id: "havelkontor",
    name: "Havelkontor",
    timeZone: "Europe/Berlin",
    latitudeDeg: 52.4,
    longitudeDeg: 13.05,
    zones: Object.entries(ROOMS).map(([id, r]) => ({ id, name: r.name, floorAreaM2: r.widthM * DEPTH_M })),
    origin: "simulated",
    actuation: false,
  },
  source:
    "Gebäudeenergiegesetz 2020, annex 2 (reference building) for envelope qualities; DIN V 18599-10 for use; plan, masses and plant are assumptions",
  zones: Object.entries(ROOMS).map(([id, r]) => {
    const floorAreaM2 = r.widthM * DEPTH_M;
    return {
      id,
      volumeM3: floorAreaM2 * HEIGHT_M,
      floorAreaM2,
      internalMassJPerM2K: 50_000,
      thermalBridgesWPerK: BRIDGES_W_PER_M2K * envelopeM2(id, floorAreaM2),
      infiltrationPerH: 0.1,
      ventilation: { airChangePerH: r.airChangePerH, heatRecoveryShare: 0.75, runs: "presence" },
      gains: r.gains,
      openWindowPerH: 6,
      heating: {
        maxPowerW: r.radiatorW,
        convectiveShare: 0.5,
        emitterTimeConstantS: 900,
        pBandK: 1.5,
        schedule: [
          { days: "workday", fromHour: 5, setpointC: id === "lobby" ? 19.5 : 21 },
          { days: "workday", fromHour: 18, setpointC: 18 },
          { days: "weekend", fromHour: 0, setpointC: 17 },
        ],
      },
    };
  }),
  elements: [
    ...facades.map(({ grossM2, ...f }) => ({ ...WALL, ...f, areaM2: grossM2 * (1 - WINDOW_SHARE) })),
    ...Object.entries(ROOMS).flatMap(([zone, r]) => [
      { ...ROOF, id: `${zone}-roof`, zone, areaM2: r.widthM * DEPTH_M },
      { ...FLOOR, id: `${zone}-floor`, zone, areaM2: r.widthM * DEPTH_M },
    ]),
    ...INNER_WALLS.map(([zone, other, lengthM]) => ({
      ...PARTITION,
      id: `${zone}-to-${other}`,
      zone,
      areaM2: lengthM * HEIGHT_M,
      boundary: { to: "zone", zone: other },
    })),
  ],
  windows: facades.map(({ grossM2, ...f }) => ({ ...WINDOW, ...f, areaM2: grossM2 * WINDOW_SHARE })),
  airLinks: [
    { zones: ["open-plan-south", "open-plan-north"], flowM3PerH: 80 },
    { zones: ["open-plan-south", "meeting-room"], flowM3PerH: 15 },
    { zones: ["meeting-room", "lobby"], flowM3PerH: 15 },
    { zones: ["open-plan-north", "tearoom"], flowM3PerH: 30 },
    { zones: ["lobby", "managers-office"], flowM3PerH: 20 },
  ],
  supply: { carrier: "heat-pump", carnotShare: 0.42, supplyTempC: 38 },
  heatingLimitC: 14,
});
