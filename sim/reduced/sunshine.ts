/** Sun through windows: blinds, and where what comes in is absorbed. */
import type { Surface } from "./assemble.ts";
import type { Facade, ReducedZone } from "./zone.ts";

/** Room for the rounding of an irradiance that was averaged: 100 must not count as above 100. */
const ROUNDING = 1e-9;

/** What a blind lets through: all, or `closedFactor` while the irradiance is above `closesAboveWPerM2`. */
export const blindFactor = (irradianceWPerM2: number, closesAboveWPerM2: number, closedFactor: number): number =>
  irradianceWPerM2 > closesAboveWPerM2 * (1 + ROUNDING) ? closedFactor : 1;

/**
 * Share of each surface in the sun that enters through a facade's window, sum 1: by area, less what lies in the window's
 * own plane, which that sun cannot reach (VDI 6007-1). All by area where nothing else is there.
 */
export function sunShares(zone: ReducedZone, surfaces: readonly Surface[], facade: Facade): number[] {
  const seen = surfaces.map(({ name, areaM2 }) => {
    if (name === "exterior") return areaM2 - facade.wallAreaM2;
    if (name === "window" && zone.window) return areaM2 - facade.windowAreaM2;
    return areaM2;
  });
  const sum = seen.reduce((a, b) => a + b, 0);
  return sum > 0 ? seen.map((area) => area / sum) : areaShares(surfaces);
}

/** Share of each surface in heat that is radiated evenly, sum 1. */
export function areaShares(surfaces: readonly Surface[]): number[] {
  const sum = surfaces.reduce((total, { areaM2 }) => total + areaM2, 0);
  return surfaces.map(({ areaM2 }) => areaM2 / sum);
}
