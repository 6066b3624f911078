/** A construction as a short chain of capacities between resistances: what the engine steps through time. */
import type { Construction } from "./layer.ts";

/**
 * Capacities C0, C1, … (J/m²K) between resistances R0 … Rn (m²K/W), from the outer face to the inner one. Without
 * capacities it is the single resistance R0.
 */
export interface Chain {
  readonly resistancesM2KPerW: readonly number[];
  readonly capacitiesJPerM2K: readonly number[];
}

/** The chain as lumped layers, for everything that takes a construction. */
export const asLayers = ({ resistancesM2KPerW, capacitiesJPerM2K }: Chain): Construction =>
  resistancesM2KPerW.flatMap((r, i) => {
    const own = { resistanceM2KPerW: r, capacityJPerM2K: 0 };
    const c = capacitiesJPerM2K[i];
    return c === undefined ? [own] : [own, { resistanceM2KPerW: 0, capacityJPerM2K: c }];
  });

/** Each storing layer cut into `cells` equal slices with their capacity in the middle: slow, and as exact as `cells` is large. */
export function slice(construction: Construction, cells: number): Chain {
  const resistancesM2KPerW: number[] = [];
  const capacitiesJPerM2K: number[] = [];
  let since = 0;
  for (const { resistanceM2KPerW: R, capacityJPerM2K: C } of construction) {
    if (C === 0) {
      since += R;
      continue;
    }
    for (let k = 0; k < cells; k++) {
      resistancesM2KPerW.push(since + R / cells / 2);
      capacitiesJPerM2K.push(C / cells);
      since = R / cells / 2;
    }
  }
  resistancesM2KPerW.push(since);
  return { resistancesM2KPerW, capacitiesJPerM2K };
}
