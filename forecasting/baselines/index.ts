/** All baselines, the plainest first. */
import type { LearningSource } from "../banded.ts";
import { blendSource, learnedOnce } from "../transfer/blend-source.ts";
import { persistenceEnsemble } from "./ensemble.ts";
import { greyBox } from "./grey-box.ts";
import { persistence } from "./persistence.ts";
import { ridgeArx } from "./ridge-arx.ts";
import { seasonalDay } from "./seasonal-day.ts";
import { seasonalWeek } from "./seasonal-week.ts";

/** Those that suit any series. */
export const BASELINES = [persistence, seasonalDay, seasonalWeek, persistenceEnsemble, ridgeArx] as const;

export { greyBox };

/** The mean of regression and physics: they err differently. */
export const GREY_BLEND = "ridge-arx + grey-box";

/** `BASELINES`, and what suits rooms only: the grey box and its mean with ridge-ARX. Each learns a task once, whoever asks. */
export function allBaselines(): readonly LearningSource[] {
  const plain = BASELINES.map(learnedOnce);
  const grey = learnedOnce(greyBox);
  const ridge = plain.filter((source) => source.name === ridgeArx.name);
  return [...plain, grey, blendSource(GREY_BLEND, [...ridge, grey])];
}
