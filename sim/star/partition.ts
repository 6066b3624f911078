/** A wall between two zones: two half-chains that meet in one resistance, through which both see the same heat flow. */
import type { Chain } from "./chain.ts";
import { fitChain } from "./fit-chain.ts";
import { type Construction, totalOf } from "./layer.ts";

export interface Halves {
  /** The half that lies in the element's own zone, outermost (innermost in the wall) capacity first. */
  readonly own: Chain;
  readonly other: Chain;
  /** Between the two, W/m²K. */
  readonly conductanceWPerM2K: number;
}

/** A partition stores at least as much as a pane of glass, J/m²K. */
const LEAST_CAPACITY = 2_000;

/** Halves of a partition. `construction` runs from the other zone's face to the own zone's. */
export function halvesOf(construction: Construction): Halves {
  const { resistanceM2KPerW, capacityJPerM2K } = totalOf(construction);
  const enough = capacityJPerM2K >= LEAST_CAPACITY;
  const chain = enough ? fitChain(construction) : fitChain([{ resistanceM2KPerW, capacityJPerM2K: LEAST_CAPACITY }]);
  const [r0 = 0, r1 = 0, r2 = 0] = chain.resistancesM2KPerW;
  const [c0 = 0, c1] = chain.capacitiesJPerM2K;
  // A single lumped capacity is cut in two.
  const middle = c1 === undefined ? (r0 + r1) / 3 : r1;
  const half = (r: number, c: number): Chain => ({ resistancesM2KPerW: [middle, r], capacitiesJPerM2K: [c] });
  return c1 === undefined
    ? { own: half((r1 * 2) / 3, c0 / 2), other: half((r0 * 2) / 3, c0 / 2), conductanceWPerM2K: 1 / middle }
    : { own: half(r2, c1), other: half(r0, c0), conductanceWPerM2K: 1 / middle };
}
