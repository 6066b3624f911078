/** Comfort: what people feel, and the categories of the standards. */
export {
  type AdaptiveComfort,
  type AshraeAcceptability,
  adaptiveAshrae,
  adaptiveEn,
  type EnCategory,
  isWithin,
} from "./adaptive.ts";
export { type Category, categoryOfCo2, categoryOfVote } from "./categories.ts";
export { clothingClo } from "./clothing.ts";
export { operativeTempC } from "./operative.ts";
export { dissatisfiedPct, type Pmv, type PmvInput, predictedVote, voteAnywhere } from "./pmv.ts";
export { runningMeanC } from "./running-mean.ts";
export { type SetInput, standardEffectiveTempC } from "./set.ts";
export { ACTIVITY_MET, AIR_SPEED_M_PER_S, type ComfortOfZone, comfortOfZone, comfortTogether } from "./zone-comfort.ts";
