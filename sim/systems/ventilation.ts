/** Outdoor air of a zone: fans with heat recovery and bypass, and windows that people, a law or a control opens. */
import type { BuildingModel, ZoneModel } from "../building/model.ts";

export interface RoomNow {
  readonly present: boolean;
  readonly airTempC: number;
  readonly outdoorC: number;
  readonly windMPerS: number;
  /** Somebody airs the room on purpose: a short, wide-open window. */
  readonly airing: boolean;
  /** Mechanical outdoor air from a control, 1/h; NaN: as the model says. */
  readonly fansPerH: number;
  /** Opening of the windows from a control, 0..1; NaN: as people do. */
  readonly windowOpen: number;
}

export interface ZoneAir {
  /** Outdoor air that cools as much as the exchange with heat recovery does, beyond the model's constant part, m³/h. */
  extraM3PerH: number;
  /** All outdoor air, infiltration too, 1/h. */
  freshPerH: number;
  /** 0..1 of what opens. */
  windowOpen: number;
  fansW: number;
}

/** People open a window above this room temperature, while it is cooler outside (adaptive comfort, simplified). */
const TOO_WARM_C = 24.5;

/** Above this room temperature heat recovery is not wanted, when the model does not say. */
const BYPASS_C = 23;

/** A window that is tilted against heat lets through a third of a wide-open one. */
const TILTED = 1 / 3;

/** Fans and controls, W per m³/h, where the model does not say (EN 16798-3, SFP 3). */
const FAN_W_PER_M3H = 0.4;

/** How far windows stand open without a control, 0..1. */
function habitOf(now: RoomNow): number {
  if (now.airing) return 1;
  const relief = now.present && now.outdoorC < now.airTempC - 1;
  // Opened wider degree by degree, so that a room does not flap between two states.
  return relief ? TILTED * Math.min(1, Math.max(0, now.airTempC - TOO_WARM_C)) : 0;
}

interface Opening {
  readonly areaM2: number;
  readonly heightM: number;
}

/**
 * Air through windows on one side of a room, m³/h: `q = 3.6 * 500 A V^0.5` with `V = C_t + C_w v² + C_st H |θ_i - θ_e|`.
 * Source: EN 15242:2007, airing by one side (after de Gids and Phaff 1982), C_t = 0.01, C_w = 0.001, C_st = 0.0035.
 * @param windMPerS at the weather station
 */
export const airingM3PerH = ({ areaM2, heightM }: Opening, windMPerS: number, differenceK: number): number =>
  3.6 * 500 * areaM2 * Math.sqrt(0.01 + 0.001 * windMPerS ** 2 + 0.0035 * heightM * Math.abs(differenceK));

/** What opens in a zone: its windows by area and height, or an air change where the model names one instead. */
export const openingsOf = (model: BuildingModel, zone: string): readonly Opening[] =>
  model.windows.flatMap((w) => (w.zone === zone && w.openable ? [w.openable] : []));

/** Whether a zone has anything to open. */
export const canAir = (model: BuildingModel, zone: ZoneModel): boolean =>
  zone.openWindowPerH > 0 || openingsOf(model, zone.id).length > 0;

/** Makes the function that works out a zone's air; it fills the same object at each call. */
export function zoneAirOf(model: BuildingModel, zone: ZoneModel): (now: RoomNow) => ZoneAir {
  const { volumeM3, infiltrationPerH, openWindowPerH } = zone;
  const { airChangePerH, heatRecoveryShare, runs, bypassAboveC = BYPASS_C } = zone.ventilation;
  const fanWPerM3PerH = zone.ventilation.fanWPerM3PerH ?? (runs === "presence" ? FAN_W_PER_M3H : 0);
  /** The part that the thermal core has taken for constant, 1/h. */
  const constantPerH = runs === "always" ? airChangePerH * (1 - heatRecoveryShare) : 0;
  const openings = openingsOf(model, zone.id);
  const opens = canAir(model, zone);
  const air: ZoneAir = { extraM3PerH: 0, freshPerH: 0, windowOpen: 0, fansW: 0 };
  return (now) => {
    const { airTempC, outdoorC } = now;
    // The bypass of the exchanger opens by and by in a warm room, so that cooler air from outside cools it.
    const passed = outdoorC < airTempC ? Math.min(1, Math.max(0, airTempC - bypassAboveC)) : 0;
    const habit = runs === "always" || now.present ? airChangePerH : 0;
    const fansPerH = Number.isNaN(now.fansPerH) ? habit : now.fansPerH;
    const open = opens ? (Number.isNaN(now.windowOpen) ? habitOf(now) : now.windowOpen) : 0;
    let windowsM3PerH = open * openWindowPerH * volumeM3;
    if (open > 0 && openings.length > 0) {
      windowsM3PerH = 0;
      for (const o of openings) windowsM3PerH += open * airingM3PerH(o, now.windMPerS, airTempC - outdoorC);
    }
    const cooledPerH = fansPerH * (1 - heatRecoveryShare * (1 - passed));
    air.extraM3PerH = (cooledPerH - constantPerH) * volumeM3 + windowsM3PerH;
    air.freshPerH = infiltrationPerH + fansPerH + windowsM3PerH / volumeM3;
    air.windowOpen = open;
    air.fansW = fanWPerM3PerH * fansPerH * volumeM3;
    return air;
  };
}
