/** All baselines, the plainest first. */
import { persistenceEnsemble } from "./ensemble.ts";
import { persistence } from "./persistence.ts";
import { ridgeArx } from "./ridge-arx.ts";
import { seasonalDay } from "./seasonal-day.ts";
import { seasonalWeek } from "./seasonal-week.ts";

export const BASELINES = [persistence, seasonalDay, seasonalWeek, persistenceEnsemble, ridgeArx] as const;
