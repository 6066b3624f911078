/** What the star engine takes: zones, opaque elements, windows and air links, in SI units. Checked by whoever makes it. */
import type { ShadedWindow } from "../weather/index.ts";
import type { Glazing } from "./glazing.ts";
import type { Construction } from "./layer.ts";

export interface StarBuilding {
  readonly zones: readonly StarZone[];
  readonly elements: readonly StarElement[];
  readonly windows: readonly StarWindow[];
  /** Air that two zones exchange, the same both ways. */
  readonly airLinks: readonly { readonly zones: readonly [string, string]; readonly flowM3PerH: number }[];
  readonly climate: StarClimate;
}

/** What films take for constant. */
export interface StarClimate {
  /** Mean wind speed at the station. */
  readonly meanWindMPerS: number;
  /** Mean pressure of the air, Pa. */
  readonly meanPressurePa: number;
}

export interface StarZone {
  readonly id: string;
  readonly volumeM3: number;
  /** Heat capacity of the air and of what follows it at once, as a multiple of the air's own; 1 is air alone. */
  readonly airCapacityFactor: number;
  /** Outdoor air that always comes in, at outdoor density. */
  readonly outdoorAirM3PerH: number;
  /** From the room's air straight to the outdoor air. */
  readonly bridgesWPerK: number;
  /** Share of the sun that warms the air before it meets a surface. */
  readonly sunToAirShare: number;
  /** Where beam falls first: on the floor, or on all surfaces by their area as behind curtains and among furniture. */
  readonly beamFalls: "on-floor" | "evenly";
  readonly heater?: Heater | undefined;
}

/** Heats and cools a zone. Power is full at `set-point - bandBelowK` and nought at `set-point + bandAboveK`; 0 and 0 is ideal. */
export interface Heater {
  readonly maxHeatingW: number;
  /** As a positive number; cooling takes heat from the air alone and holds its own set-point exactly. */
  readonly maxCoolingW: number;
  readonly bandBelowK: number;
  readonly bandAboveK: number;
  /** Given to the air; the rest goes to the surfaces. */
  readonly convectiveShare: number;
  /** Left out: heat arrives without delay. */
  readonly emitter?: Emitter | undefined;
  /** Heat goes into the inner side of the zone's floors by their area; then there is no emitter, and no convective share. */
  readonly inFloor?: boolean | undefined;
}

/** Water and metal between heater and room; gives `conductanceWPerK * excess * (excess / excessK)^(exponent - 1)`. */
export interface Emitter {
  readonly capacityJPerK: number;
  readonly conductanceWPerK: number;
  /** 1 when left out: heat in proportion to the excess temperature, whatever it is. */
  readonly exponent?: number | undefined;
  /** Excess temperature at which the conductance is stated, K, > 0; 1 when left out. */
  readonly excessK?: number | undefined;
}

/** Coefficients that do not change, W/m²K. Where there are none they follow from temperatures. */
export interface FixedFilm {
  readonly convectiveWPerM2K: number;
  readonly radiantWPerM2K: number;
}

/** How a surface meets its room. */
export interface InnerFace {
  readonly emissivity: number;
  readonly sunAbsorptance: number;
  readonly film?: FixedFilm | undefined;
}

/** A surface outdoors. */
export type OuterFace = {
  readonly absorptance: number;
  readonly emissivity: number;
} & (
  | {
      /** `sheltered`: air flows past but neither sun nor wind nor sky reach it, as below a raised floor. */
      readonly exposure: "open" | "sheltered";
    }
  | {
      readonly exposure: "fixed";
      /** Convection and long-wave radiation together, W/m²K. */
      readonly filmWPerM2K: number;
      /** The part of it that meets the sky, W/m²K. */
      readonly skyWPerM2K: number;
    }
);

export type Boundary =
  | { readonly to: "outdoors"; readonly face: OuterFace }
  /** Keeps `tempC` at the outer face. */
  | { readonly to: "ground"; readonly tempC: number }
  /** The outer face lies in another zone. */
  | { readonly to: "zone"; readonly zone: string }
  | { readonly to: "adiabatic" };

export interface StarElement {
  readonly id: string;
  readonly zone: string;
  readonly areaM2: number;
  readonly construction: Construction;
  /** Of the outward normal: 0 a roof, 90 a wall, 180 a floor. */
  readonly tiltDeg: number;
  /** Of the outward normal, from north clockwise. */
  readonly azimuthDeg: number;
  readonly inside: InnerFace;
  readonly boundary: Boundary;
}

export interface StarWindow {
  readonly id: string;
  readonly zone: string;
  /** The whole opening. */
  readonly areaM2: number;
  /** Part of it that lets no sun in. */
  readonly frameShare: number;
  readonly glazing: Glazing;
  readonly tiltDeg: number;
  readonly azimuthDeg: number;
  /** Overhang and fins. */
  readonly shade?: ShadedWindow | undefined;
  /** Share of all sun that horizon and curtains leave. */
  readonly sunShare: number;
  readonly blind?: { readonly closesAboveWPerM2: number; readonly factor: number } | undefined;
  readonly film?: FixedFilm | undefined;
  /** Left out: convection and radiation by wind and sky. */
  readonly outerFilmWPerM2K?: number | undefined;
}

/** Plaster, wood and paint (ASHRAE 140). */
export const PLAIN_INSIDE: InnerFace = { emissivity: 0.9, sunAbsorptance: 0.6 };
