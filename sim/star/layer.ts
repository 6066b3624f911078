/** Constructions as layers: what an opaque element is made of, from its outer face to its inner one. */

/** One homogeneous layer, per square metre. Without capacity it is a pure resistance, without resistance a lumped capacity. */
export interface Layer {
  readonly resistanceM2KPerW: number;
  readonly capacityJPerM2K: number;
}

/** From the outer face to the inner one. */
export type Construction = readonly Layer[];

/**
 * A layer of a material.
 * @param thicknessM > 0
 * @param conductivityWPerMK > 0
 * @param densityKgPerM3 >= 0
 * @param specificHeatJPerKgK >= 0
 */
export const layerOf = (
  thicknessM: number,
  conductivityWPerMK: number,
  densityKgPerM3: number,
  specificHeatJPerKgK: number,
): Layer => ({
  resistanceM2KPerW: thicknessM / conductivityWPerMK,
  capacityJPerM2K: thicknessM * densityKgPerM3 * specificHeatJPerKgK,
});

/** Resistance from face to face and heat capacity of a construction, m²K/W and J/m²K. */
export function totalOf(construction: Construction): Layer {
  let resistanceM2KPerW = 0;
  let capacityJPerM2K = 0;
  for (const layer of construction) {
    resistanceM2KPerW += layer.resistanceM2KPerW;
    capacityJPerM2K += layer.capacityJPerM2K;
  }
  return { resistanceM2KPerW, capacityJPerM2K };
}
