/** What a forecaster has to bring: a central path. Bands, limits and scores are added by others, alike for all. */
import type { Series } from "./series.ts";

/**
 * Writes the central path from origin row `origin` into `out` (`out[h - 1]` for row `origin + h`), from rows up to
 * `origin` only; NaN where it can say nothing. `future` allows covariates after the origin to be read.
 */
export type Path = (series: Series, origin: number, out: Float64Array, future: boolean) => void;

/** Learns as time goes on: called with ascending `endRow`, sees rows before it only. The path is good until the next call. */
export type Learner = (endRow: number) => Path;

export interface PathModel {
  readonly name: string;
  /** Least history for a forecast with a band, s. */
  readonly needsS: number;
  /** Least history for a central path, from whose errors the first bands are made, s. */
  readonly pathNeedsS: number;
  /** Time between two refits in the out-of-sample pass, s; `null` when there is nothing to learn. */
  readonly refitS: number | null;
  learner(series: Series): Learner;
}

/** A model that learns nothing. */
export function fixedPath(name: string, needsS: number, pathNeedsS: number, path: Path): PathModel {
  return { name, needsS, pathNeedsS, refitS: null, learner: () => () => path };
}
