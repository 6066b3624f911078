/** All strategies on one series: learned on the days before its last weeks, judged on these, beside all baselines. */
import { systemClock, type TransferRow, ZonecastError } from "#domain";
import {
  BASELINES,
  type Cases,
  type Checkpoint,
  type MeasuredSeries,
  NAIVE,
  pairedCases,
  STRATEGIES,
  scoresOf,
  speak,
  startTft,
  type Tried,
  tallyOf,
  tryStrategies,
} from "#forecasting";

export interface CompareOptions {
  /** Row after the last that may be looked at. */
  readonly end: number;
  /** Days of targets to learn from. */
  readonly days: number;
  /** Hours between two windows. */
  readonly stride: number;
  /** Share done, 0..1. */
  readonly onProgress: (share: number) => void;
}

export interface Comparison {
  readonly rows: readonly TransferRow[];
  /** Pairs of forecast and measurement behind each row. */
  readonly cases: number;
  readonly judgedDays: number;
}

const MOST_JUDGED_DAYS = 28;
/** Share of the history that is judged on, at most. */
const JUDGED_SHARE = 0.3;
const EVERY_H = 7;
const HISTORY_S = 42 * 86_400;
const RELEARN_S = 14 * 86_400;

/** The least error first. Throws `too-little-history`. */
export async function compare(model: Checkpoint, series: MeasuredSeries, options: CompareOptions): Promise<Comparison> {
  const { config } = model;
  const perH = 3600 / series.frame.stepS;
  const perDay = 24 * perH;
  const end = options.end + 1;
  const judgedDays = Math.min(MOST_JUDGED_DAYS, Math.floor((JUDGED_SHARE * end) / perDay));
  if (judgedDays < 3 || end < config.encoder + config.horizon + perDay)
    throw new ZonecastError("too-little-history", `${series.id} has ${Math.floor(end / perDay)} days before that moment`, {
      hint: "to try all strategies takes at least ten days; `zonecast forecast --baselines` works with less",
    });
  const spanRows = judgedDays * perDay;
  const startRow = end - spanRows;
  const tft = (await startTft()).create(config, 1);
  const plan = {
    ...{ startRows: [startRow], spanRows, everyRows: EVERY_H * perH, days: options.days, strideRows: options.stride * perH },
    ...{ seed: 1, passes: 0, members: 5 },
  };
  const tried: Tried[] = [];
  STRATEGIES.forEach((strategy, i) => {
    tried.push(...tryStrategies(tft, model.parameters, series, [strategy], plan, systemClock));
    options.onProgress((i + 1) / (STRATEGIES.length + 1));
  });
  tft.dispose();
  const issueTimes = [...(tried[0]?.cases.issuedAt ?? [])];
  const says = { issueTimes, historyS: HISTORY_S, relearnS: RELEARN_S, weather: "measured" } as const;
  const all: readonly Cases[] = [...BASELINES.map((source) => speak(source, series, says)), ...tried.map((t) => t.cases)];
  const scores = pairedCases(all).map((cases) => ({ name: cases.model, ...scoresOf(tallyOf(cases, series)) }));
  const naive = Math.min(...scores.filter((s) => NAIVE.includes(s.name)).map((s) => s.mae));
  const rows = scores
    .filter((s) => Number.isFinite(s.mae))
    .map(({ name, mae, picp95 }): TransferRow => {
      const own = tried.find((t) => t.strategy === name);
      const cost = { trainedParameters: own?.trainedParameters ?? null, learnS: own?.learnS ?? null };
      return { name, ...cost, mae, skill: naive > 0 ? 1 - mae / naive : null, in95: picp95 };
    })
    .sort((a, b) => a.mae - b.mae);
  if (rows.length === 0)
    throw new ZonecastError("too-little-history", `on ${series.id} nothing could be judged`, {
      hint: "three quarters of a week must be measured before a forecast, and something after it",
    });
  return { rows, cases: Math.max(...scores.map((s) => s.n)), judgedDays };
}
