/** Which windows are learned from and which are judged: whole buildings apart, and within a building by time, without leaks. */
import { type Random, ZonecastError } from "#domain";
import type { TftConfig } from "../tft/config.ts";
import type { WindowAt } from "./assemble.ts";
import type { LearnSeries } from "./series.ts";

export interface RowRange {
  /** Issue rows `from <= row < to`. */
  readonly from: number;
  readonly to: number;
}

/** Issue rows of a series that have a full week before and a full horizon after. */
export const fullRange = ({ length }: LearnSeries, { encoder, horizon }: TftConfig): RowRange => ({
  from: encoder - 1,
  to: Math.max(encoder - 1, length - horizon),
});

/** At least this share of a window's rows must have a target, in its history and in its future, to be worth a look. */
const LEAST_PRESENT = 0.75;

function present(values: Float32Array, from: number, to: number): number {
  let n = 0;
  for (let i = Math.max(0, from); i < to; i++) if (Number.isFinite(values[i])) n++;
  return n / (to - from);
}

/** Windows of `series` every `stride` rows, from `phase` on, that are not mostly gaps. */
export function windowsOf(
  series: LearnSeries,
  config: TftConfig,
  stride: number,
  range = fullRange(series, config),
  phase = 0,
): WindowAt[] {
  const out: WindowAt[] = [];
  for (let row = range.from + phase; row < range.to; row += stride)
    if (
      present(series.y, row + 1 - config.encoder, row + 1) >= LEAST_PRESENT &&
      present(series.y, row + 1, row + 1 + config.horizon) >= LEAST_PRESENT
    )
      out.push({ series, row });
  return out;
}

export interface BuildingSplit {
  readonly train: readonly LearnSeries[];
  readonly validation: readonly LearnSeries[];
}

/** Sets a share of the buildings apart, drawn from `random`; all series of a building go together. Throws `bad-input` below two buildings. */
export function splitBuildings(all: readonly LearnSeries[], share: number, random: Random): BuildingSplit {
  const buildings = [...new Set(all.map((s) => s.building))].sort();
  if (buildings.length < 2)
    throw new ZonecastError("bad-input", `a split by buildings needs at least two, there is ${buildings.length}`);
  for (let i = buildings.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [buildings[i], buildings[j]] = [buildings[j] ?? "", buildings[i] ?? ""];
  }
  const count = Math.min(buildings.length - 1, Math.max(1, Math.round(share * buildings.length)));
  const apart = new Set(buildings.slice(0, count));
  return { train: all.filter((s) => !apart.has(s.building)), validation: all.filter((s) => apart.has(s.building)) };
}

/**
 * Splits one series by time at issue row `row`: the windows before it end before it with their whole future, those after it
 * begin to be judged at it. A window's past may reach back over the border: at that time it was known.
 */
export function splitByTime(series: LearnSeries, config: TftConfig, row: number): readonly [before: RowRange, after: RowRange] {
  const { from, to } = fullRange(series, config);
  return [
    { from, to: Math.max(from, Math.min(to, row - config.horizon)) },
    { from: Math.max(from, row), to },
  ];
}
