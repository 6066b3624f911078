/** Rolling-origin backtest on the series itself: all candidates at the same past origins, each fitted to what came before. */
import {
  type Candidate,
  column,
  errorLine,
  type Forecast,
  type ForecastSource,
  type ForecastTask,
  isZonecastError,
  P50,
} from "#domain";
import { isLearning, type Learned, suits } from "./banded.ts";
import { taskAt } from "./hindcast.ts";
import { casePinball } from "./metrics.ts";

/** Hours between origins: prime to 24, so that all times of day get their turn. */
const ORIGIN_STEP_H = 7;
const DAY_MS = 86_400_000;
const MOST_DAYS = 14;
/** The backtest covers the last 1/3 of the history. */
const SHARE = 3;
/** A candidate that fails at more than this share of the origins is not compared. */
const MOST_FAILURES = 0.4;

export interface Backtest {
  /** Issue times that all compared candidates were judged at (UTC ms), ascending. */
  readonly origins: readonly number[];
  /** Best first by mean pinball; those that could not be run last, with the reason. */
  readonly candidates: readonly Candidate[];
  /** What learning candidates have learned, by name. */
  readonly learned: ReadonlyMap<string, Learned>;
}

/**
 * Past issue times for a history of `historyMs`, ascending, whose 24 h of targets are known at `issuedAt`: over the last
 * third of the history, at least one day and at most fourteen.
 */
export function backtestOrigins(issuedAt: number, historyMs: number): number[] {
  const days = Math.max(1, Math.min(MOST_DAYS, Math.floor(historyMs / DAY_MS / SHARE)));
  const origins: number[] = [];
  for (let ts = issuedAt - DAY_MS; ts > issuedAt - (days + 1) * DAY_MS; ts -= ORIGIN_STEP_H * 3_600_000) origins.unshift(ts);
  return origins;
}

interface Attempt {
  readonly source: ForecastSource;
  readonly forecasts: ReadonlyMap<number, Forecast>;
  readonly learned: Learned | undefined;
  readonly problem: string | undefined;
}

function attempt(source: ForecastSource, task: ForecastTask, origins: readonly number[]): Attempt {
  const forecasts = new Map<number, Forecast>();
  let learned: Learned | undefined;
  let problem: string | undefined;
  try {
    if (isLearning(source)) learned = source.learn(task);
    for (const ts of origins) {
      try {
        const forecast = learned ? learned.hindcast(ts) : source.forecast(taskAt(task, ts));
        if (forecast) forecasts.set(ts, forecast);
      } catch (e) {
        if (!isZonecastError(e, "too-little-history")) throw e;
      }
    }
    if (forecasts.size < (1 - MOST_FAILURES) * origins.length)
      problem = `too little history for a backtest: it could speak at ${forecasts.size} of ${origins.length} origins`;
  } catch (e) {
    if (!isZonecastError(e)) throw e;
    problem = errorLine(e).slice(0, 200);
  }
  return { source, forecasts, learned, problem };
}

function judge(
  model: string,
  forecasts: readonly Forecast[],
  y: Float64Array,
  startTs: number,
  stepMs: number,
): Candidate | undefined {
  let loss = 0;
  let error = 0;
  let n = 0;
  for (const forecast of forecasts) {
    forecast.leadS.forEach((leadS, i) => {
      const actual = y[Math.round((forecast.issuedAt + leadS * 1000 - startTs) / stepMs)] ?? Number.NaN;
      const quantiles = forecast.quantiles[i];
      if (Number.isNaN(actual) || !quantiles) return;
      loss += casePinball(actual, quantiles);
      error += Math.abs(actual - (quantiles[P50] ?? Number.NaN));
      n++;
    });
  }
  return n > 0 ? { model, mae: error / n, pinball: loss / n } : undefined;
}

/** Runs `sources`, those that suit it, on `task`'s own past. Throws only what is nobody's fault but the task's: `bad-frame`, or a defect. */
export function backtest(task: ForecastTask, sources: readonly ForecastSource[]): Backtest {
  const { history } = task;
  const y = column(history, "y");
  let first = 0;
  while (first < y.length && Number.isNaN(y[first])) first++;
  const stepMs = history.stepS * 1000;
  const wanted = backtestOrigins(task.issuedAt, (y.length - first) * stepMs);
  const attempts = sources.filter((s) => suits(s, task)).map((source) => attempt(source, task, wanted));
  const compared = attempts.filter((a) => a.problem === undefined);
  const origins = wanted.filter((ts) => compared.every((a) => a.forecasts.has(ts)));

  const candidates = attempts.map((a): Candidate => {
    const unjudged = { model: a.source.name, mae: null, pinball: null };
    if (a.problem !== undefined) return { ...unjudged, problem: a.problem };
    const forecasts = origins.flatMap((ts) => a.forecasts.get(ts) ?? []);
    return (
      judge(a.source.name, forecasts, y, history.startTs, stepMs) ?? {
        ...unjudged,
        problem: "no past forecast could be compared",
      }
    );
  });
  const rank = (c: Candidate): number => c.pinball ?? Number.POSITIVE_INFINITY;
  candidates.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
  const learned = new Map(attempts.flatMap((a) => (a.learned ? [[a.source.name, a.learned] as const] : [])));
  return { origins, candidates, learned };
}
