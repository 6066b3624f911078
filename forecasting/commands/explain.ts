/** Says what a network looked at when it forecast a series: its inputs by weight, and the hours it attended to. */
import { type Explanation, rowTs } from "#domain";
import type { Checkpoint } from "../checkpoint.ts";
import type { MeasuredSeries } from "../evaluation/measured.ts";
import { taskOf } from "../evaluation/speak.ts";
import { tftSource } from "../tft/source.ts";
import { startTft } from "../tft/start.ts";
import { lookedAt } from "../transfer/looked-at.ts";
import { probeSource } from "../transfer/probe-source.ts";
import { type ForecastInput, HISTORY_DAYS } from "./forecast.ts";
import { rowAt } from "./teachable.ts";

export type ExplainInput = Omit<ForecastInput, "model"> & { readonly model: Checkpoint };

/**
 * Of the forecast that `forecast` with the same input lets the network make, whoever was chosen in the end. Throws what that throws, and
 * `bad-input` for a sensor that is stuck.
 */
export async function explain(
  series: MeasuredSeries,
  { model, adapter, at, weather = "none", historyDays = HISTORY_DAYS }: ExplainInput,
): Promise<Explanation> {
  const task = taskOf(series, rowTs(series.frame, rowAt(series, at)), historyDays * 86_400, weather);
  const runtime = await startTft();
  const source = adapter ? tftSource(runtime, model, { adapter }) : probeSource(runtime, model);
  try {
    return lookedAt(source, task);
  } finally {
    source.dispose();
  }
}
