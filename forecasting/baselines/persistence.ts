/** Persistence: the last value stays. The baseline beside every accuracy figure. */
import { banded } from "../banded.ts";
import { fixedPath } from "../path.ts";

/** The last measured value, at most a day old, for all leads. Needs one day of history for its band. */
export const persistence = banded(
  fixedPath("persistence", 86_400, 3_600, (series, origin, out) => {
    let row = origin;
    while (row > origin - series.perDay && row > 0 && Number.isNaN(series.y[row])) row--;
    out.fill(series.y[row] ?? Number.NaN);
  }),
);
