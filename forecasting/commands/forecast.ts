/** Forecasts one series by the candidate that did best on its own history. */
import { type Forecast, rowTs } from "#domain";
import { allBaselines } from "../baselines/index.ts";
import type { Adapter, Checkpoint } from "../checkpoint.ts";
import { createChooser } from "../chooser.ts";
import type { MeasuredSeries } from "../evaluation/measured.ts";
import { taskOf, type Weather } from "../evaluation/speak.ts";
import { tftSource } from "../tft/source.ts";
import { startTft } from "../tft/start.ts";
import { networkCandidates } from "../transfer/network-candidates.ts";
import { probeSource } from "../transfer/probe-source.ts";
import { rowAt } from "./teachable.ts";

export interface ForecastInput {
  /** A network among the candidates, its probe alone, blended with regression and physics, and hearing them; left out: baselines only. */
  readonly model?: Checkpoint | undefined;
  /** A head that was fitted before, which competes alone; left out: one is learned now. */
  readonly adapter?: Adapter | undefined;
  /** UTC ms. Default: the end of the series, less its horizon. */
  readonly at?: number | undefined;
  /** What is known of the weather ahead. Default `none`. */
  readonly weather?: Weather | undefined;
  /** Days of history that candidates learn from. */
  readonly historyDays?: number | undefined;
}

export const HISTORY_DAYS = 42;

/**
 * The next day of `series` with quantiles, every candidate with its error in a backtest, and why one could not speak. Throws
 * `bad-input` for a moment outside and for a signal that is not forecast, `bad-file` for an adapter of another base.
 */
export async function forecast(
  series: MeasuredSeries,
  { model, adapter, at, weather = "none", historyDays = HISTORY_DAYS }: ForecastInput = {},
): Promise<Forecast> {
  const task = taskOf(series, rowTs(series.frame, rowAt(series, at)), historyDays * 86_400, weather);
  const plain = allBaselines();
  if (!model) return createChooser({ candidates: plain }).forecast(task);
  const runtime = await startTft();
  const fixed = adapter && tftSource(runtime, model, { adapter });
  const learning = fixed ? undefined : probeSource(runtime, model);
  const sources = learning ? networkCandidates(learning, plain) : fixed ? [fixed] : [];
  try {
    return createChooser({ candidates: [...plain, ...sources] }).forecast(task);
  } finally {
    fixed?.dispose();
    learning?.dispose();
  }
}
