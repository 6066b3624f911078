/** Seasonal naive, one day: what was at the same time yesterday. */
import { banded } from "../banded.ts";
import { fixedPath } from "../path.ts";
import { sameClock } from "../series.ts";

/** The value at the same time on the wall clock one day before; over a gap, two days before, and so on up to a week. */
export const seasonalDay = banded(
  fixedPath("seasonal-naive-day", 2 * 86_400, 86_400, (series, origin, out) => {
    for (let h = 1; h <= out.length; h++) {
      let value = Number.NaN;
      for (let days = 1; days <= 7 && Number.isNaN(value); days++)
        value = series.input[sameClock(series, origin + h, days)] ?? Number.NaN;
      out[h - 1] = value;
    }
  }),
);
