/** The source that the server uses: for each series the candidate that did best in a backtest on that very series. */
import {
  type Candidate,
  errorLine,
  type Forecast,
  type ForecastSource,
  isZonecastError,
  type Point,
  pointKey,
  ZonecastError,
} from "#domain";
import { backtest } from "./backtest.ts";
import { type Learned, suits } from "./banded.ts";
import { allBaselines } from "./baselines/index.ts";
import { persistence } from "./baselines/persistence.ts";
import { type Health, inspect } from "./health.ts";

export interface ChooserOptions {
  /** Sources to choose from, each where it suits; default: all baselines. Names must differ. */
  readonly candidates?: readonly ForecastSource[];
  /** Age at which a choice is made anew, s of the tasks' time. Default one day. */
  readonly rechooseEveryS?: number;
}

export interface Chooser extends ForecastSource {
  /** The next forecast of this point learns and chooses anew. */
  forget(point: Point): void;
}

interface Choice {
  readonly at: number;
  readonly stuck: boolean;
  /** Best first. */
  readonly candidates: readonly Candidate[];
  /** Speaks from what the winner has learned, if it learns. What only hindcasts need is let go. */
  readonly learned: Pick<Learned, "forecast"> | undefined;
}

/** Series beyond this many are forgotten, the longest unused first; their next forecast only costs another backtest. */
const MOST_SERIES = 5_000;

const withRemark = (candidate: Candidate, remark: string | undefined): Candidate =>
  remark !== undefined && candidate.problem !== undefined
    ? { ...candidate, problem: `${remark}; ${candidate.problem}`.slice(0, 200) }
    : candidate;

/** A choice without a backtest: persistence, and the reason with all others. */
function onlyPersistence(sources: readonly ForecastSource[], at: number, problem: string): Choice {
  const others = sources
    .filter((s) => s.name !== persistence.name)
    .map((s) => ({ model: s.name, mae: null, pinball: null, problem }));
  return { at, stuck: true, candidates: [{ model: persistence.name, mae: null, pinball: null }, ...others], learned: undefined };
}

function choose(all: readonly ForecastSource[], { task, remark, stuck }: Health): Choice {
  const sources = all.filter((source) => suits(source, task));
  if (stuck) return onlyPersistence(sources, task.issuedAt, remark ?? "the sensor seems stuck");
  const { candidates, learned } = backtest(task, sources);
  const winner = learned.get(candidates[0]?.model ?? "");
  return {
    at: task.issuedAt,
    stuck,
    candidates: candidates.map((c) => withRemark(c, remark)),
    learned: winner && { forecast: winner.forecast },
  };
}

/**
 * A source that backtests its candidates on each series, keeps to the best by mean pinball loss, and chooses again when
 * due, or four times as often while some candidate cannot run yet. Forecasts carry the backtest in `candidates`, best
 * first, and the winner's name in `model`; should the winner be unable to speak (a gap just now), the next best does, and
 * the reason stands beside the winner. With a stuck sensor persistence speaks, and the others carry the reason. Throws
 * `too-little-history` when nobody can speak, `bad-frame` for a bad grid.
 */
export function createChooser({ candidates = allBaselines(), rechooseEveryS = 86_400 }: ChooserOptions = {}): Chooser {
  const sources = new Map<string, ForecastSource>(candidates.map((source) => [source.name, source]));
  if (sources.size !== candidates.length || sources.size === 0)
    throw new ZonecastError("bad-input", "a chooser needs candidates of different names");
  const choices = new Map<string, Choice>();

  const isDue = (choice: Choice, { task, stuck }: Health): boolean => {
    const waiting = choice.candidates.some((c) => c.problem !== undefined);
    const ageMs = task.issuedAt - choice.at;
    // A choice made later than the issue time knows what came after: that would be a leak.
    return ageMs < 0 || choice.stuck !== stuck || ageMs >= (rechooseEveryS * 1000) / (waiting ? 4 : 1);
  };

  const current = (health: Health): Choice => {
    const key = pointKey(health.task.point);
    const known = choices.get(key);
    const choice = known && !isDue(known, health) ? known : choose(candidates, health);
    choices.delete(key);
    choices.set(key, choice);
    const oldest = choices.size > MOST_SERIES ? choices.keys().next().value : undefined;
    if (oldest !== undefined) choices.delete(oldest);
    return choice;
  };

  return {
    name: "chooser",
    forget: (point) => void choices.delete(pointKey(point)),
    forecast(task): Forecast {
      const health = inspect(task);
      const choice = current(health);
      const judged = [...choice.candidates];
      let failure: unknown;
      for (const [i, candidate] of choice.candidates.entries()) {
        const learned = i === 0 ? choice.learned : undefined;
        const source = learned ?? sources.get(candidate.model) ?? (choice.stuck && i === 0 ? persistence : undefined);
        if (!source) continue;
        try {
          return { ...source.forecast(health.task), candidates: judged };
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
