/** Which part of measured series is learned from, and which is set apart to judge by. */
import { makeFrame, rowTs, stream } from "#domain";
import type { MeasuredSeries } from "../evaluation/measured.ts";
import { learnable } from "../transfer/learnable.ts";
import type { LearnSeries } from "../windows/series.ts";
import { splitBuildings } from "../windows/split.ts";

export interface LearnSplit {
  readonly train: readonly LearnSeries[];
  readonly validation: readonly LearnSeries[];
}

/** Share of buildings, or of a single building's time, that is set apart. */
const APART = 0.2;
/** Hours that a window looks back. */
const LOOK_BACK_H = 168;

/** A fifth of the buildings, drawn; with one building the newest fifth of each of its series. */
export function setApart(series: readonly MeasuredSeries[], seed: number): LearnSplit {
  if (new Set(series.map((s) => s.building)).size === 1) return splitAlone(series);
  const all = series.map((s) => learnable(s, s.frame.length));
  return splitBuildings(all, APART, stream(seed, "measured-split"));
}

function splitAlone(series: readonly MeasuredSeries[]): LearnSplit {
  const part = (s: MeasuredSeries, from: number, to: number): LearnSeries => {
    const columns = [...s.frame.columns].map(([name, values]) => [name, values.slice(from, to)] as const);
    return learnable({ ...s, frame: makeFrame(rowTs(s.frame, from), s.frame.stepS, columns) }, to - from);
  };
  const border = (s: MeasuredSeries): number => Math.floor((1 - APART) * s.frame.length);
  // The week before the border is looked back on, and nothing of it is asked for.
  return {
    train: series.map((s) => part(s, 0, border(s))),
    validation: series.map((s) => part(s, Math.max(0, border(s) - LOOK_BACK_H), s.frame.length)),
  };
}
