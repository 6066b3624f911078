/** One line of the evaluation's table: a model on a group of series, with its skill against the best naive baseline. */
import type { Random } from "#domain";
import { skill } from "../metrics.ts";
import { bootstrapMean, type Interval } from "./bootstrap.ts";
import { shareWithin } from "./spread.ts";
import { type Scores, scoresOf, type Tally } from "./tally.ts";

/** Baselines that learn nothing: the best of them in hindsight, series by series, is what skill counts against. */
export const NAIVE: readonly string[] = ["persistence", "seasonal-naive-day", "seasonal-naive-week", "persistence-ensemble"];

export interface Line {
  readonly group: string;
  readonly model: string;
  readonly series: number;
  readonly buildings: number;
  /** Pairs of forecast and measurement. */
  readonly cases: number;
  /** Mean over series, in the unit of the values. */
  readonly mae: number;
  /** 1 - MAE / MAE of the best naive baseline of the same series, with its 95 % interval over buildings. */
  readonly maeSkill: Interval;
  readonly pinballSkill: Interval;
  readonly crpsSkill: Interval;
  /** Series on which the model's MAE is below that of every naive baseline. */
  readonly wins: number;
  readonly picp95: number;
  readonly picp95Low: number;
  readonly picp95High: number;
  /** Series whose 95 % interval held 94 to 96 %. */
  readonly within: number;
  /** How many would, on average, were every interval right: what sampling alone allows, forecasts close together missing together. NaN when too short to tell. */
  readonly withinByChance: number;
  readonly picp80: number;
  /** Mean width of the 95 % interval over the range of the measurements. */
  readonly pinaw95: number;
  /** Width of the 95 % interval over that of the narrowest naive baseline's, both as issued. */
  readonly widthRatio: number;
  /** Mean share at or below each quantile: .02, .1, .25, .5, .75, .9, .98. */
  readonly reliability: readonly number[];
  /** Scores at leads of 1, 6, 12 and 24 h: skill and coverage. */
  readonly byLead: readonly { readonly leadS: number; readonly maeSkill: number; readonly picp95: number }[];
}

/** Share that the 95 % interval should hold, and how far off still counts as kept. */
const PROMISED = 0.95;
const TOLERANCE = 0.01;

const JUDGED_S = [3_600, 14_400, 21_600, 43_200, 86_400];

const mean = (values: readonly number[]): number => {
  const known = values.filter(Number.isFinite);
  return known.length > 0 ? known.reduce((a, b) => a + b, 0) / known.length : Number.NaN;
};

/** All tallies of one series. */
interface OfSeries {
  readonly group: string;
  readonly building: string;
  readonly byModel: ReadonlyMap<string, Tally>;
}

/** Tallies put together by series, in their order. */
export function seriesOf(tallies: readonly Tally[]): OfSeries[] {
  const out = new Map<string, { group: string; building: string; byModel: Map<string, Tally> }>();
  for (const t of tallies) {
    const one = out.get(t.series) ?? { group: t.group, building: t.building, byModel: new Map<string, Tally>() };
    one.byModel.set(t.model, t);
    out.set(t.series, one);
  }
  return [...out.values()];
}

/** The least value of `of` among the naive baselines of a series. */
export function bestNaive({ byModel }: OfSeries, of: (s: Scores) => number, keep?: (leadS: number) => boolean): number {
  const values = NAIVE.flatMap((name) => {
    const tally = byModel.get(name);
    const value = tally ? of(scoresOf(tally, keep)) : Number.NaN;
    return Number.isFinite(value) ? [value] : [];
  });
  return values.length > 0 ? Math.min(...values) : Number.NaN;
}

function lineOf(group: string, model: string, all: readonly OfSeries[], random: Random): Line {
  const pairs = all.flatMap((series) => {
    const tally = series.byModel.get(model);
    return tally ? [{ series, tally, scores: scoresOf(tally) }] : [];
  });
  const against = (of: (s: Scores) => number): Interval =>
    bootstrapMean(
      pairs.map(({ series, scores }) => ({ building: series.building, value: skill(of(scores), bestNaive(series, of)) })),
      random,
    );
  const picps = pairs.map((p) => p.scores.picp95).filter(Number.isFinite);
  const leads = JUDGED_S.filter((s) => pairs.some(({ tally }) => tally.leads.some((l) => l.leadS === s)));
  return {
    group,
    model,
    series: pairs.length,
    buildings: new Set(pairs.map((p) => p.series.building)).size,
    cases: pairs.reduce((sum, p) => sum + p.scores.n, 0),
    mae: mean(pairs.map((p) => p.scores.mae)),
    maeSkill: against((s) => s.mae),
    pinballSkill: against((s) => s.pinball),
    crpsSkill: against((s) => s.crps),
    wins: pairs.filter(({ series, scores }) => scores.mae < bestNaive(series, (s) => s.mae)).length,
    picp95: mean(picps),
    picp95Low: Math.min(...picps),
    picp95High: Math.max(...picps),
    within: picps.filter((share) => Math.abs(share - PROMISED) <= TOLERANCE).length,
    withinByChance: pairs.length * mean(pairs.map(({ tally }) => shareWithin(TOLERANCE, tally.spread95))),
    picp80: mean(pairs.map((p) => p.scores.picp80)),
    pinaw95: mean(pairs.map((p) => p.scores.pinaw95)),
    widthRatio: mean(pairs.map(({ series, scores }) => scores.mpiw95 / bestNaive(series, (s) => s.mpiw95))),
    reliability: (pairs[0]?.scores.reliability ?? []).map((_, j) =>
      mean(pairs.map((p) => p.scores.reliability[j] ?? Number.NaN)),
    ),
    byLead: leads.map((leadS) => ({
      leadS,
      maeSkill: mean(
        pairs.map(({ series, tally }) =>
          skill(
            scoresOf(tally, (l) => l === leadS).mae,
            bestNaive(
              series,
              (s) => s.mae,
              (l) => l === leadS,
            ),
          ),
        ),
      ),
      picp95: mean(pairs.map(({ tally }) => scoresOf(tally, (l) => l === leadS).picp95)),
    })),
  };
}

/** Lines by group, the most skilful model first. `random` draws the bootstrap. */
export function summarise(tallies: readonly Tally[], random: Random): Line[] {
  const all = seriesOf(tallies);
  return [...new Set(all.map((s) => s.group))].flatMap((group) => {
    const here = all.filter((s) => s.group === group);
    const models = [...new Set(here.flatMap((s) => [...s.byModel.keys()]))];
    return models.map((model) => lineOf(group, model, here, random)).sort((a, b) => b.maeSkill.mean - a.maeSkill.mean);
  });
}
