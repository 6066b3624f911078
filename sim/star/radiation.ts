/** Long-wave exchange between the surfaces of a room, through one radiant node. */

export const STEFAN_BOLTZMANN = 5.670374419e-8;
export const ZERO_C_K = 273.15;

/** A surface may hold at most this share of the room's exchange, so that small odd rooms stay solvable. */
const MOST_SHARE = 0.6;

/**
 * Factors F' such that a surface of area A exchanges `4 σ T³ A F'` W/K with the radiant node. They make up for what a surface
 * would exchange with itself there, and include its emissivity.
 * Source: J. A. Carroll, An "MRT method" of computing radiant energy exchange in rooms, Proc. 2nd Systems Simulation and
 * Economic Analysis Conference (1980): F = 1 / (1 - A F / Σ A F), then 1/F' = 1/F + (1 - ε)/ε.
 */
export function radiantFactors(faces: readonly { readonly areaM2: number; readonly emissivity: number }[]): number[] {
  let factors = faces.map(() => 1);
  for (let round = 0; round < 100; round++) {
    const sum = faces.reduce((s, { areaM2 }, i) => s + areaM2 * (factors[i] ?? 1), 0);
    factors = faces.map(({ areaM2 }, i) => 1 / (1 - Math.min(MOST_SHARE, (areaM2 * (factors[i] ?? 1)) / sum)));
  }
  return faces.map(({ emissivity }, i) => 1 / (1 / (factors[i] ?? 1) + (1 - emissivity) / emissivity));
}
