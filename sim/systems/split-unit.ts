/** Electricity of split units: worse the hotter it is outdoors and the cooler the room. */
import type { CoolingModel } from "../building/model.ts";

/** Rated conditions T1 of EN 14511-2, dry bulb, °C. */
const RATED = { outdoorC: 35, roomC: 27 } as const;
/** Evaporator below the room and condenser above the outdoor air, K: usual design differences of small units. */
const APPROACH_K = 10;
/** Part of Carnot's lift that a compressor never falls below, K. */
const LEAST_LIFT_K = 15;
/** Nobody builds units that pass this. */
const MOST_EER = 12;

const carnot = (outdoorC: number, roomC: number): number => {
  const coldK = roomC - APPROACH_K + 273.15;
  return coldK / Math.max(LEAST_LIFT_K, outdoorC - roomC + 2 * APPROACH_K);
};

/** Cooling over electricity: the rated value moved with Carnot's between condenser and evaporator. */
export const eerAt = ({ eer }: Pick<CoolingModel, "eer">, outdoorC: number, roomC: number): number =>
  Math.min(MOST_EER, (eer * carnot(outdoorC, roomC)) / carnot(RATED.outdoorC, RATED.roomC));
