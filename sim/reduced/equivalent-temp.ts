/** The one temperature that stands for all that the outside does to a surface: air, sun, sky and surroundings (VDI 6007-1). */

/** Emissivity at which a radiative film of 5 W/m²K is given in VDI 6007-1. */
export const FILM_EMISSIVITY = 0.93;
const STEFAN_BOLTZMANN = 5.67e-8;
const KELVIN = 273.15;

export interface OuterSurface {
  readonly convectionWPerM2K: number;
  readonly radiationWPerM2K: number;
  /** Short-wave absorptance, 0..1. */
  readonly absorptance: number;
  readonly emissivity: number;
  /** View of the sky, 0..1: a half for a wall. The rest sees the ground. */
  readonly skyView: number;
}

/** Temperature of a surface of emissivity 0.93 that sends out `radiationWPerM2` (> 0), °C. */
export const radiantTempC = (radiationWPerM2: number): number =>
  (radiationWPerM2 / (FILM_EMISSIVITY * STEFAN_BOLTZMANN)) ** 0.25 - KELVIN;

/** What the long-wave exchange with sky and ground adds to the outdoor air's temperature, K. */
export const longWaveK = (surface: OuterSurface, outdoorTempC: number, skyTempC: number, groundTempC: number): number =>
  (surface.skyView * (skyTempC - outdoorTempC) + (1 - surface.skyView) * (groundTempC - outdoorTempC)) *
  ((surface.emissivity / FILM_EMISSIVITY) * radiativeShare(surface));

/** What sun of `irradianceWPerM2` on the surface adds to the outdoor air's temperature, K. */
export const shortWaveK = (surface: OuterSurface, irradianceWPerM2: number): number =>
  (surface.absorptance * irradianceWPerM2) / (surface.radiationWPerM2K + surface.convectionWPerM2K);

const radiativeShare = ({ radiationWPerM2K, convectionWPerM2K }: OuterSurface): number =>
  radiationWPerM2K / (radiationWPerM2K + convectionWPerM2K);
