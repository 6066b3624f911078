/** Heating and cooling set-points that move on their own but never cross. */
import type { Range, Walker } from "./walker.ts";

export interface SetpointPair {
  readonly heatingC: number;
  readonly coolingC: number;
}

export interface SetpointPairInput {
  readonly heating: Walker;
  readonly cooling: Walker;
  readonly heatingRange: Range;
  readonly coolingRange: Range;
  /** Least distance between the two, K, >= 0, and no more than from the lowest heating to the highest cooling set-point. */
  readonly gapK: number;
}

/** The next pair of set-points. Where the two walkers come closer than the gap, both give way by the same, as far as their ranges allow. */
export function setpointPair({ heating, cooling, heatingRange, coolingRange, gapK }: SetpointPairInput): () => SetpointPair {
  return () => {
    const heatingC = heating.next();
    const coolingC = cooling.next();
    const lacking = gapK - (coolingC - heatingC);
    if (lacking <= 0) return { heatingC, coolingC };
    const lowered = Math.max(heatingRange.min, heatingC - lacking / 2);
    const raised = Math.min(coolingRange.max, Math.max(coolingC, lowered + gapK));
    return { heatingC: Math.max(heatingRange.min, Math.min(lowered, raised - gapK)), coolingC: raised };
  };
}
