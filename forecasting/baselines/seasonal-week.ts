/** Seasonal naive, one week: what was at the same time on the same day of last week. */
import { banded } from "../banded.ts";
import { fixedPath } from "../path.ts";
import { sameClock } from "../series.ts";

/** The value at the same time on the wall clock seven days before; over a gap, fourteen, and so on up to four weeks. */
export const seasonalWeek = banded(
  fixedPath("seasonal-naive-week", 10 * 86_400, 7 * 86_400, (series, origin, out) => {
    for (let h = 1; h <= out.length; h++) {
      let value = Number.NaN;
      for (let days = 7; days <= 28 && Number.isNaN(value); days += 7)
        value = series.input[sameClock(series, origin + h, days)] ?? Number.NaN;
      out[h - 1] = value;
    }
  }),
);
