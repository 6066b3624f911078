/** From a building model to what the star engine takes. */
import type { BuildingModel, ElementModel, ZoneModel } from "../building/model.ts";
import type { Boundary, StarBuilding, StarClimate, StarElement, StarWindow, StarZone } from "../star/description.ts";
import { PLAIN_INSIDE } from "../star/description.ts";
import { type Glazing, simpleGlazing } from "../star/glazing.ts";
import { heaterOf } from "../systems/emitters.ts";
import { constructionOf, furnitureOf } from "./construction.ts";

/** A building model does not say how high it stands or how windy it is there. */
const CLIMATE: StarClimate = { meanWindMPerS: 3.5, meanPressurePa: 101_325 };

/** Air plus what follows it at once: papers, textiles, outer millimetres of furniture. Usual simulation practice is 3 to 10. */
const AIR_CAPACITY_FACTOR = 5;

/** Sun that warms curtains and sills, and so the air, before it meets a wall (VDI 6007-1: 0.09). */
const SUN_TO_AIR_SHARE = 0.09;

/** Convective share of people, devices and light (DIN 18599 use conditions lie between 0.5 and 0.9). */
export const GAIN_CONVECTIVE_SHARE = 0.5;

const LONG_WAVE_EMISSIVITY = 0.9;

/**
 * The building as zones, elements, furniture and windows of the star engine.
 * @param stepS step for which thermostats are set up: the laws beyond plain proportional ones need it
 */
export function describe(model: BuildingModel, stepS = 300): StarBuilding {
  const glazings = new Map<string, Glazing>();
  const glazingOf = (uWPerM2K: number, gValue: number): Glazing => {
    const key = `${uWPerM2K} ${gValue}`;
    const known = glazings.get(key) ?? simpleGlazing(uWPerM2K, gValue);
    glazings.set(key, known);
    return known;
  };
  return {
    climate: CLIMATE,
    zones: model.zones.map((zone) => zoneOf(zone, stepS)),
    elements: [...model.elements.map(elementOf), ...model.zones.map(furnitureIn)],
    windows: model.windows.map(
      (w): StarWindow => ({
        id: w.id,
        zone: w.zone,
        areaM2: w.areaM2,
        frameShare: w.frameShare,
        glazing: glazingOf(w.uWPerM2K, w.gValue),
        tiltDeg: w.tiltDeg,
        azimuthDeg: w.azimuthDeg,
        sunShare: w.shadingFactor,
        blind: w.blind,
      }),
    ),
    airLinks: model.airLinks,
  };
}

function zoneOf(zone: ZoneModel, stepS: number): StarZone {
  const { ventilation, infiltrationPerH } = zone;
  const always = ventilation.runs === "always" ? ventilation.airChangePerH * (1 - ventilation.heatRecoveryShare) : 0;
  return {
    id: zone.id,
    volumeM3: zone.volumeM3,
    airCapacityFactor: AIR_CAPACITY_FACTOR,
    outdoorAirM3PerH: (infiltrationPerH + always) * zone.volumeM3,
    bridgesWPerK: zone.thermalBridgesWPerK,
    sunToAirShare: SUN_TO_AIR_SHARE,
    beamFalls: "evenly",
    heater: heaterOf(zone, stepS),
  };
}

function elementOf(e: ElementModel): StarElement {
  return {
    id: e.id,
    zone: e.zone,
    areaM2: e.areaM2,
    construction: constructionOf(e),
    tiltDeg: e.tiltDeg,
    azimuthDeg: e.azimuthDeg,
    inside: PLAIN_INSIDE,
    boundary: boundaryOf(e),
  };
}

function boundaryOf({ boundary, solarAbsorptance, tiltDeg }: ElementModel): Boundary {
  if (boundary.to !== "outdoors") return boundary;
  // What looks down stands over air in its own shade.
  const exposure = tiltDeg > 120 ? "sheltered" : "open";
  return { to: "outdoors", face: { exposure, absorptance: solarAbsorptance, emissivity: LONG_WAVE_EMISSIVITY } };
}

const furnitureIn = (zone: ZoneModel): StarElement => ({
  id: `furniture in ${zone.id}`,
  zone: zone.id,
  ...furnitureOf(zone.floorAreaM2, zone.internalMassJPerM2K),
  tiltDeg: 90,
  azimuthDeg: 0,
  inside: PLAIN_INSIDE,
  boundary: { to: "adiabatic" },
});
