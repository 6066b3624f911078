/** Persistence ensemble: the mean of the same hour over the last days. */
import { banded } from "../banded.ts";
import { fixedPath, type PathModel } from "../path.ts";
import { sameClock } from "../series.ts";

const DAYS = 7;

/** The central path of the mean over the last `days` days at the same time on the wall clock, of those that have a value. */
export function ensemblePath(days: number): PathModel {
  return fixedPath("persistence-ensemble", 3 * 86_400, 86_400, (series, origin, out) => {
    for (let h = 1; h <= out.length; h++) {
      let sum = 0;
      let n = 0;
      for (let d = 1; d <= days; d++) {
        const value = series.input[sameClock(series, origin + h, d)] ?? Number.NaN;
        if (Number.isNaN(value)) continue;
        sum += value;
        n++;
      }
      out[h - 1] = n > 0 ? sum / n : Number.NaN;
    }
  });
}

/** Mean of the last seven days at the same time. */
export const persistenceEnsemble = banded(ensemblePath(DAYS));
