/** Hours of true solar time, in which old radiation records are kept, laid into hours of standard time. */
import { averageBy, spreadMeans } from "./spread.ts";
import { dayOfYearOf, equationOfTimeS } from "./sun.ts";
import { type Grid, type Place, refine, type SunCourse, sunCourse } from "./sun-course.ts";

/** Five minutes: the equation of time never moves an edge by more than half of that within a week. */
const PARTS = 12;

/** What is in the label of an hour h (1..24). */
export type HourMeaning =
  /** The hour of standard time that ends at h:00. */
  | "ends"
  /** The hour of standard time around h:00. */
  | "around"
  /** The hour of true solar time that ends at h:00: the sun is in the south at 12:00. */
  | "solar-ends";

/**
 * Edges (UTC ms) of the labelled intervals: interval i lies between edges i and i + 1. Where the meaning changes from one
 * row to the next, an interval begins where the one before ends.
 */
export function labelledEdges(grid: Grid, utcOffsetH: number, place: Place, meanings: readonly HourMeaning[]): Float64Array {
  const endOf = (i: number): number => {
    const labelTs = grid.startTs + i * 3_600_000;
    const meaning = meanings[i] ?? "ends";
    if (meaning === "ends") return labelTs;
    if (meaning === "around") return labelTs + 1_800_000;
    return labelTs + 1000 * (3600 * utcOffsetH - 240 * place.longitudeDeg - equationOfTimeS(dayOfYearOf(labelTs)));
  };
  return Float64Array.from({ length: grid.length + 1 }, (_, i) => (i === 0 ? endOf(0) - 3_600_000 : endOf(i - 1)));
}

/** The sun over the steps in which `intoHours` works. */
export const hoursCourse = (grid: Grid, place: Place): SunCourse => sunCourse(refine(grid, PARTS), place);

/**
 * Light given over labelled intervals, as means over the hours of the grid; energy is kept.
 * @param course from `hoursCourse`
 * @param shape how such light goes through a clear day, over the steps of `course`
 */
export function intoHours(means: Float64Array, edges: Float64Array, course: SunCourse, shape: Float64Array): Float64Array {
  const spread = spreadMeans(means, edges, course, shape);
  // The labelled year is shifted by up to an hour: at its ends, in the middle of the night, a few steps stay empty.
  const atEnds = (j: number) => j < PARTS || j >= course.length - PARTS;
  return averageBy(
    PARTS,
    spread.map((v, j) => (Number.isNaN(v) && atEnds(j) ? 0 : v)),
  );
}
