/** A wall between two zones: two half-walls that meet in one resistance, through which both see the same heat flow. */
import type { Chain } from "./chain.ts";
import { fitChain } from "./fit-chain.ts";
import { type Construction, type Layer, totalOf } from "./layer.ts";

export interface Halves {
  /** Half-walls from the middle to the face of the element's own zone, and to that of the other one. */
  readonly own: Chain;
  readonly other: Chain;
  /** Between the two, W/m²K. */
  readonly conductanceWPerM2K: number;
}

/** Each half stores at least as much as half a pane of glass, J/m²K. */
const LEAST_CAPACITY = 1_000;

/** Cuts a partition in the middle of its resistance. `construction` runs from the other zone's face to the own zone's. */
export function halvesOf(construction: Construction): Halves {
  const middle = totalOf(construction).resistanceM2KPerW / 2;
  const own = fitChain(storing(cut(construction, middle)));
  const other = fitChain(storing(cut(construction.toReversed(), middle)));
  const between = (own.resistancesM2KPerW[0] ?? 0) + (other.resistancesM2KPerW[0] ?? 0);
  return { own, other, conductanceWPerM2K: 1 / between };
}

/** The part of a construction that lies behind `resistance`, seen from its outer face. */
function cut(construction: Construction, resistance: number): Construction {
  let passed = 0;
  return construction.flatMap((layer): Layer[] => {
    // A lumped capacity in the very middle belongs to both halves.
    const lumped = layer.resistanceM2KPerW === 0 && passed === resistance;
    if (lumped) return [{ resistanceM2KPerW: 0, capacityJPerM2K: layer.capacityJPerM2K / 2 }];
    const from = Math.max(0, resistance - passed);
    passed += layer.resistanceM2KPerW;
    if (from === 0) return [layer];
    if (passed <= resistance) return [];
    const share = 1 - from / layer.resistanceM2KPerW;
    return [{ resistanceM2KPerW: share * layer.resistanceM2KPerW, capacityJPerM2K: share * layer.capacityJPerM2K }];
  });
}

function storing(half: Construction): Construction {
  const total = totalOf(half);
  if (total.capacityJPerM2K >= LEAST_CAPACITY) return half;
  return [{ ...total, capacityJPerM2K: LEAST_CAPACITY }];
}
