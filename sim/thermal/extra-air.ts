/** Outdoor air that comes and goes with people: ventilation that follows presence, and windows opened by hand. */
import type { ZoneModel } from "../building/model.ts";

export interface RoomNow {
  readonly present: boolean;
  readonly airTempC: number;
  readonly outdoorC: number;
  /** Somebody airs the room on purpose: a short, wide-open window. */
  readonly airing: boolean;
}

/** People open a window above this room temperature, while it is cooler outside (adaptive comfort, simplified). */
const TOO_WARM_C = 24.5;

/** Above this room temperature heat recovery is not wanted. */
const BYPASS_C = 23;

/** Open windows, 1/h: full exchange when aired, a third of it when tilted against heat. */
export function openWindowPerH(zone: ZoneModel, now: RoomNow): number {
  if (now.airing) return zone.openWindowPerH;
  const relief = now.present && now.outdoorC < now.airTempC - 1;
  // Opened wider degree by degree, so that a room does not flap between two states.
  return relief ? (zone.openWindowPerH / 3) * Math.min(1, Math.max(0, now.airTempC - TOO_WARM_C)) : 0;
}

/** Mechanical or habitual ventilation that runs now, 1/h of outdoor air before heat recovery. */
export const ventilationPerH = (zone: ZoneModel, present: boolean): number =>
  zone.ventilation.runs === "always" || present ? zone.ventilation.airChangePerH : 0;

/** Outdoor air that cools as much, m³/h, heat recovery taken off; what always runs is part of the building and not counted here. */
export function extraAirM3PerH(zone: ZoneModel, now: RoomNow): number {
  const { airChangePerH, heatRecoveryShare, runs } = zone.ventilation;
  // The bypass of the exchanger opens by and by in a warm room, so that the night air cools it.
  const recovered = heatRecoveryShare * (1 - Math.min(1, Math.max(0, now.airTempC - BYPASS_C)));
  const fans = runs === "presence" && now.present ? airChangePerH * (1 - recovered) : 0;
  return (fans + openWindowPerH(zone, now)) * zone.volumeM3;
}
