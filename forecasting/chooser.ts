/** The source that the server uses: for each series the candidate that did best in a backtest on that very series. */
import {
  type Candidate,
  errorLine,
  type Forecast,
  type ForecastSource,
  type ForecastTask,
  isZonecastError,
  pointKey,
  ZonecastError,
} from "#domain";
import { backtest } from "./backtest.ts";
import type { Learned } from "./banded.ts";
import { BASELINES } from "./baselines/index.ts";

export interface ChooserOptions {
  /** Sources to choose from; default: all baselines. Names must differ. */
  readonly candidates?: readonly ForecastSource[];
  /** Age at which a choice is made anew, s of the tasks' time. Default one day. */
  readonly rechooseEveryS?: number;
}

interface Choice {
  readonly at: number;
  readonly candidates: readonly Candidate[];
  /** What the winner has learned, if it learns. */
  readonly learned: Learned | undefined;
}

/** Series beyond this many are forgotten, the longest unused first; their next forecast only costs another backtest. */
const MOST_SERIES = 5_000;

/**
 * A source that backtests its candidates on each series, keeps to the best by mean pinball loss, and chooses again when
 * due, or four times as often while some candidate still lacks history. Forecasts carry the backtest in `candidates`, best
 * first, and the winner's name in `model`; should the winner be unable to speak (a gap just now), the next best does, and
 * the reason stands beside the winner. Throws `too-little-history` when nobody can speak, `bad-frame` for a bad grid.
 */
export function createChooser({ candidates = BASELINES, rechooseEveryS = 86_400 }: ChooserOptions = {}): ForecastSource {
  const choices = new Map<string, Choice>();
  const sources = new Map(candidates.map((source) => [source.name, source]));
  if (sources.size !== candidates.length || sources.size === 0)
    throw new ZonecastError("bad-input", "a chooser needs candidates of different names");

  const choose = (task: ForecastTask): Choice => {
    const { candidates: judged, learned } = backtest(task, candidates);
    return { at: task.issuedAt, candidates: judged, learned: learned.get(judged[0]?.model ?? "") };
  };

  const isDue = (choice: Choice, issuedAt: number): boolean => {
    const waiting = choice.candidates.some((c) => c.problem !== undefined);
    const ageMs = issuedAt - choice.at;
    // A choice that knows what came after the issue time would be a leak.
    return ageMs < 0 || ageMs >= (rechooseEveryS * 1000) / (waiting ? 4 : 1);
  };

  const current = (task: ForecastTask): Choice => {
    const key = pointKey(task.point);
    const known = choices.get(key);
    const choice = known && !isDue(known, task.issuedAt) ? known : choose(task);
    choices.delete(key);
    choices.set(key, choice);
    const oldest = choices.size > MOST_SERIES ? choices.keys().next().value : undefined;
    if (oldest !== undefined) choices.delete(oldest);
    return choice;
  };

  return {
    name: "chooser",
    forecast(task): Forecast {
      const choice = current(task);
      const judged = [...choice.candidates];
      let failure: unknown;
      for (const [i, candidate] of choice.candidates.entries()) {
        const learned = i === 0 ? choice.learned : undefined;
        const source = sources.get(candidate.model);
        if (!source) continue;
        try {
          const forecast = (learned ?? source).forecast(task);
          return { ...forecast, candidates: judged };
        } catch (e) {
          if (!isZonecastError(e, "too-little-history")) throw e;
          failure ??= e;
          judged[i] = { ...candidate, problem: candidate.problem ?? errorLine(e).slice(0, 200) };
        }
      }
      throw failure;
    },
  };
}
