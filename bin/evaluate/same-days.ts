/** Ridge-ARX with no more days than a strategy learned from, and its blend with the probe: the fair neighbours of few data. */
import { blended, type Cases } from "#forecasting";

export const SAME_DAYS = "ridge-arx of the same days";
export const SAME_DAYS_BLEND = `${SAME_DAYS} + probe`;

/** Below these ridge-ARX has too little to learn from at some issue times. */
const LEAST_DAYS = 14;

/** Both, where there are enough days; `ridge` is what ridge-ARX says of a history of so many seconds. */
export function ofSameDays(days: number, ridge: (historyS: number) => Cases, probe: Cases | undefined): Cases[] {
  if (days < LEAST_DAYS) return [];
  const same = { ...ridge(days * 86_400), model: SAME_DAYS };
  return [same, ...(probe ? [blended(SAME_DAYS_BLEND, [same, probe])] : [])];
}
