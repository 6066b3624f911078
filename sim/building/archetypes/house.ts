/**
 * From a building type to a building model.
 *
 * The typology gives areas, windows by side, U- and g-values, heat loss with bridges, air change and mean gains. Ours, and not
 * claimed by it: where walls stand, heat capacities, the plan of zones, the slope of the roof, inner walls, radiators, boiler,
 * people by the hour, and a cellar and soil that keep the temperature which its factor b makes of its heating season.
 */
import { type BuildingModel, type ElementModel, parseBuildingModel, type ZoneModel } from "../model.ts";
import { type Envelope, envelopeOf, SIDES } from "./envelope.ts";
import { gainsOf } from "./household.ts";
import { type Masses, massesOf } from "./masses.ts";
import type { ArchetypeOptions } from "./options.ts";
import { type ArchetypePlace, placeOfClimate, townOf } from "./places.ts";
import { type BuildingType, idOf, type Side, STANDARD_USE } from "./tabula/building-type.ts";
import { type ZoneJoint, type ZonePart, zoningOf } from "./zoning.ts";

const AZIMUTH = { n: 0, e: 90, s: 180, w: 270 } as const;
const ROOF_TILT_DEG = 40;
/** Faces of inner walls per floor area (TABULA's houses in BuilDa's form have 1.7). */
const INNER_FACES_PER_FLOOR = 1.7;
const FURNITURE_J_PER_M2K = 40_000;
const AIR_WH_PER_M3K = 0.34;
const OVERSIZING = 1.3;

const EMITTERS = {
  radiator: { convectiveShare: 0.6, emitterTimeConstantS: 1_800 },
  floor: { convectiveShare: 0.4, emitterTimeConstantS: 10_800 },
  ideal: { convectiveShare: 1, emitterTimeConstantS: 60 },
} as const;
const P_BAND_K = { proportional: 2, ideal: 0.1 } as const;

interface Making {
  readonly type: BuildingType;
  readonly options: ArchetypeOptions;
  readonly place: ArchetypePlace;
  readonly envelope: Envelope;
  readonly masses: Masses;
  readonly parts: readonly ZonePart[];
  readonly azimuthDeg: Readonly<Record<Side, number>>;
}

/** Throws `bad-input` for options that do not fit the type. */
export function houseOf(type: BuildingType, label: string, options: ArchetypeOptions): BuildingModel {
  const place = options.climate ? placeOfClimate(options.climate) : townOf(type.code.slice(0, 2));
  const { parts, joints } = zoningOf(type, options.zones ?? "one");
  const turned = (deg: number) => (((deg + (options.orientationDeg ?? 0)) % 360) + 360) % 360;
  const azimuthDeg = { n: turned(0), e: turned(90), s: turned(180), w: turned(270) };
  const making: Making = {
    type,
    options,
    place,
    envelope: envelopeOf(type, options),
    masses: massesOf(type, options.mass),
    parts,
    azimuthDeg,
  };
  return parseBuildingModel({
    building: {
      id: options.id ?? idOf(type),
      name: label,
      timeZone: place.timeZone,
      latitudeDeg: place.latitudeDeg,
      longitudeDeg: place.longitudeDeg,
      zones: parts.map(({ id, name, floorArea }) => ({ id, name, floorAreaM2: floorArea * making.envelope.refAreaM2 })),
      origin: "simulated",
      actuation: false,
    },
    source:
      `IEE projects TABULA and EPISCOPE, building variant ${type.code}: areas, U-values, glazing, heat loss, air change and mean ` +
      "gains. Sides of walls, heat capacities, zones, heating and people are assumptions" +
      (Object.keys(options).length > 0 ? "; changed by options." : "."),
    zones: parts.map((part) => zoneOf(making, part)),
    elements: [...parts.flatMap((part) => elementsOf(making, part)), ...joints.map((joint) => jointOf(making, joint))],
    windows: parts.flatMap((part) => windowsOf(making, part)),
    airLinks: joints.map(({ zones }) => ({ zones: [...zones], flowM3PerH: making.envelope.refAreaM2 / parts.length })),
    supply: supplyOf(type, options),
    heatingLimitC: 15,
  });
}

function zoneOf(making: Making, part: ZonePart): ZoneModel {
  const { type, envelope, options } = making;
  const floorAreaM2 = part.floorArea * envelope.refAreaM2;
  const volumeM3 = floorAreaM2 * STANDARD_USE.roomHeightM;
  const ventilation = {
    airChangePerH: options.ventilation?.airChangePerH ?? STANDARD_USE.airChangePerH,
    heatRecoveryShare: options.ventilation?.heatRecoveryShare ?? 0,
    runs: "always" as const,
  };
  const infiltrationPerH = options.infiltrationPerH ?? type.infiltrationPerH;
  const thermalBridgesWPerK = part.floorArea * envelope.bridgesWPerK;
  const airPerH = infiltrationPerH + ventilation.airChangePerH * (1 - ventilation.heatRecoveryShare);
  const lossWPerK = transmissionWPerK(making, part) + thermalBridgesWPerK + airPerH * volumeM3 * AIR_WH_PER_M3K;
  const { day, night } = options.setpointsC ?? { day: STANDARD_USE.roomTempC, night: STANDARD_USE.roomTempC - 3 };
  const loadW = lossWPerK * (Math.max(day, night) - making.place.designTempC);
  return {
    id: part.id,
    volumeM3,
    floorAreaM2,
    internalMassJPerM2K: FURNITURE_J_PER_M2K,
    thermalBridgesWPerK,
    infiltrationPerH,
    ventilation,
    gains: gainsOf(part.id, floorAreaM2, options.gains ?? "lived"),
    openWindowPerH: options.gains === "constant" ? 0 : 4,
    heating: {
      maxPowerW: Math.ceil(((options.oversizing ?? OVERSIZING) * loadW) / 100) * 100,
      ...EMITTERS[options.emitter ?? "radiator"],
      pBandK: P_BAND_K[options.controller ?? "proportional"],
      schedule: [
        { days: "every-day", fromHour: 6, setpointC: day },
        { days: "every-day", fromHour: 22, setpointC: night },
      ],
    },
  };
}

/** Through everything that meets the outdoors, W/K; through floors by their factor b. */
function transmissionWPerK({ type, envelope: e }: Making, part: ZonePart): number {
  const sides = SIDES.reduce((sum, s) => sum + part.sides[s] * (e.wallsM2[s] * e.u.wall + e.windowsM2[s] * e.u.window), 0);
  const above = part.roof * (e.roofM2 * e.u.roof + e.windowsM2.up * e.u.window);
  return sides + above + part.ground * (e.floorM2 * e.u.floor * type.floor.share + e.doorM2 * e.u.door);
}

const prefixOf = ({ parts }: Making, { id }: ZonePart): string => (parts.length > 1 ? `${id}-` : "");

function elementsOf(making: Making, part: ZonePart): ElementModel[] {
  const { type, envelope: e, masses, azimuthDeg } = making;
  const prefix = prefixOf(making, part);
  const plain = { zone: part.id, massPosition: "distributed", azimuthDeg: azimuthDeg.s, boundary: { to: "outdoors" } } as const;
  const roofs: readonly Side[] = type.roof.kind === "pitched" ? ["s", "n"] : ["s"];
  const floorAreaM2 = part.floorArea * e.refAreaM2;
  const ceilingFaces = making.parts.length > 1 ? 0 : (2 * (type.storeys - 1)) / type.storeys;
  const inner = (id: string, areaM2: number, heatCapacityJPerM2K: number, tiltDeg: number): ElementModel => ({
    ...plain,
    id: prefix + id,
    areaM2,
    uWPerM2K: 4,
    heatCapacityJPerM2K,
    solarAbsorptance: 0,
    tiltDeg,
    boundary: { to: "adiabatic" },
  });
  const parts: ElementModel[] = [
    ...SIDES.map((side) => ({
      ...plain,
      id: `${prefix}wall-${side}`,
      areaM2: part.sides[side] * e.wallsM2[side],
      uWPerM2K: e.u.wall,
      heatCapacityJPerM2K: masses.wall,
      // Below this U-value insulation lies outside the brick.
      massPosition: e.u.wall < 0.7 ? ("inside" as const) : ("distributed" as const),
      solarAbsorptance: 0.6,
      azimuthDeg: azimuthDeg[side],
      tiltDeg: 90,
    })),
    ...roofs.map((side) => ({
      ...plain,
      id: `${prefix}roof${roofs.length > 1 ? `-${side}` : ""}`,
      areaM2: (part.roof * e.roofM2) / roofs.length,
      uWPerM2K: e.u.roof,
      heatCapacityJPerM2K: masses.roof,
      massPosition: "inside" as const,
      // A cold attic keeps half of the sun's heat from the ceiling below.
      solarAbsorptance: type.roof.kind === "attic" ? 0.3 : 0.6,
      azimuthDeg: azimuthDeg[side],
      tiltDeg: type.roof.kind === "pitched" ? ROOF_TILT_DEG : 0,
    })),
    {
      ...plain,
      id: `${prefix}floor`,
      areaM2: part.ground * e.floorM2,
      uWPerM2K: e.u.floor,
      heatCapacityJPerM2K: masses.floor,
      massPosition: "inside",
      solarAbsorptance: 0,
      tiltDeg: 180,
      boundary: { to: "ground", tempC: groundTempC(making) },
    },
    {
      ...plain,
      id: `${prefix}door`,
      areaM2: part.ground * e.doorM2,
      uWPerM2K: e.u.door,
      heatCapacityJPerM2K: 0,
      solarAbsorptance: 0.6,
      azimuthDeg: azimuthDeg.n,
      tiltDeg: 90,
    },
    inner("inner-walls", INNER_FACES_PER_FLOOR * floorAreaM2, masses.innerWall, 90),
    inner("inner-ceilings", ceilingFaces * floorAreaM2, masses.ceiling, 90),
  ];
  return parts.filter((element) => element.areaM2 > 0);
}

/** What factor b makes of the season's mean: 20 °C - b (20 °C - theta_e). */
function groundTempC({ type, place }: Making): number {
  const outdoorC = place.seasonTempC ?? type.season.outdoorTempC;
  return STANDARD_USE.roomTempC - type.floor.share * (STANDARD_USE.roomTempC - outdoorC);
}

function windowsOf(making: Making, part: ZonePart): BuildingModel["windows"] {
  const { type, envelope: e, azimuthDeg, options } = making;
  const pane = {
    zone: part.id,
    uWPerM2K: e.u.window,
    gValue: options.gValue ?? type.window.gValue,
    frameShare: STANDARD_USE.frameShare,
  };
  const vertical = SIDES.map((side) => ({
    ...pane,
    id: `${prefixOf(making, part)}window-${side}`,
    areaM2: part.sides[side] * e.windowsM2[side],
    azimuthDeg: azimuthDeg[side],
    tiltDeg: 90,
    shadingFactor: STANDARD_USE.shading.vertical as number,
  }));
  const roofLight = {
    ...pane,
    id: `${prefixOf(making, part)}roof-light`,
    areaM2: part.roof * e.windowsM2.up,
    azimuthDeg: azimuthDeg.s,
    tiltDeg: type.roof.kind === "pitched" ? ROOF_TILT_DEG : 0,
    shadingFactor: STANDARD_USE.shading.up,
  };
  return [...vertical, roofLight].filter((w) => w.areaM2 > 0);
}

function jointOf({ envelope: e, type, masses }: Making, { zones: [zone, other], by }: ZoneJoint): ElementModel {
  const storeyM2 = e.refAreaM2 / type.storeys;
  const wallM2 = Math.sqrt(storeyM2) * STANDARD_USE.roomHeightM * type.storeys;
  return {
    id: `${zone}-to-${other}`,
    zone,
    areaM2: by === "wall" ? wallM2 : storeyM2,
    uWPerM2K: by === "wall" ? 2 : 1.5,
    heatCapacityJPerM2K: 2 * (by === "wall" ? masses.innerWall : masses.ceiling),
    massPosition: "distributed",
    solarAbsorptance: 0,
    azimuthDeg: AZIMUTH.n,
    tiltDeg: by === "wall" ? 90 : 0,
    boundary: { to: "zone", zone: other },
  };
}

/** Boilers by their time; hot water for the people of each dwelling at 1.6 kWh a day and person. */
function supplyOf(type: BuildingType, { supply = "gas" }: ArchetypeOptions): BuildingModel["supply"] {
  if (supply === "district") return { carrier: "district" };
  if (supply === "heat-pump") return { carrier: "heat-pump", carnotShare: 0.42, supplyTempC: type.years[0] < 1995 ? 50 : 38 };
  const efficiency = type.years[0] < 1985 ? 0.84 : type.years[0] < 2002 ? 0.9 : 0.96;
  return { carrier: "gas", efficiency, hotWaterWhPerDay: 4_000 * type.dwellings };
}
