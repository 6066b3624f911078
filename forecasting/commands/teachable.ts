/** What learning on one series begins with: the moment to stand at, and whether what lies before it is worth learning. */
import { rowTs, ZonecastError } from "#domain";
import type { Checkpoint } from "../checkpoint.ts";
import type { MeasuredSeries } from "../evaluation/measured.ts";
import { taskOf } from "../evaluation/speak.ts";
import { inspect } from "../health.ts";
import { learnable } from "../transfer/learnable.ts";
import type { WindowAt } from "../windows/assemble.ts";
import { windowsOf } from "../windows/split.ts";

/** Where on a series a command stands, and how far it looks back for targets. */
export interface Stand {
  /** UTC ms. Default: the end of the series, less its horizon. */
  readonly at?: number | undefined;
  /** Days of targets before that moment. */
  readonly days: number;
  /** Hours between two windows. */
  readonly strideH: number;
}

/** The row of `series` at the moment `at`. Throws `bad-input` for a moment outside. */
export function rowAt(series: MeasuredSeries, at: number | undefined): number {
  const { frame } = series;
  const last = frame.length - series.horizonS / frame.stepS - 1;
  if (at === undefined) return last;
  const row = Math.floor((at - frame.startTs) / (frame.stepS * 1000));
  if (row < 0 || row >= frame.length)
    throw new ZonecastError("bad-input", `${series.id} has nothing at ${new Date(at).toISOString()}`, {
      hint: `it reaches from ${new Date(frame.startTs).toISOString()} to ${new Date(rowTs(frame, frame.length - 1)).toISOString()}`,
    });
  return row;
}

/**
 * What is learned must be worth learning: throws `bad-input` for a sensor that is stuck at the end of the `days` before `row`, and for
 * values that changed their scale within them; `bad-frame` for another step than the model's.
 */
export function mustTeach(series: MeasuredSeries, { provenance }: Checkpoint, row: number, days: number): void {
  const { frame, id } = series;
  if (frame.stepS !== provenance.stepS)
    throw new ZonecastError(
      "bad-frame",
      `the model thinks in steps of ${provenance.stepS} s, ${id} comes in steps of ${frame.stepS} s`,
      { hint: "take a series of that step, or train a model on this one's" },
    );
  const { remark } = inspect(taskOf(series, rowTs(frame, row), (days + 8) * 86_400, "none"));
  if (remark !== undefined)
    throw new ZonecastError("bad-input", `${id}: ${remark}`, {
      hint: "--at names a moment before it, --days fewer days after it; zonecast forecast falls back to a baseline",
    });
}

/** The windows to learn from. Throws as `rowAt` and `mustTeach` do, and `too-little-history` when there is none. */
export function windowsToLearn(series: MeasuredSeries, model: Checkpoint, { at, days, strideH }: Stand): readonly WindowAt[] {
  const { config } = model;
  const end = rowAt(series, at);
  mustTeach(series, model, end, days);
  const own = learnable(series, end);
  const range = { from: Math.max(config.encoder - 1, end - days * own.perDay), to: end - config.horizon + 1 };
  const windows = windowsOf(own, config, strideH, range);
  if (windows.length === 0)
    throw new ZonecastError("too-little-history", `${series.id} has no window in the ${days} days before that moment`, {
      hint: "a window needs a week of history and a day after it, three quarters of it measured",
    });
  return windows;
}
