/** All strategies on one new building: learned on the days before each of several starts, judged on the weeks after it. */
import { type Clock, column, stream } from "#domain";
import { type Cases, emptyCases } from "../evaluation/cases.ts";
import { type MeasuredSeries, partsOf } from "../evaluation/measured.ts";
import { fillActual, leadsOf } from "../evaluation/speak.ts";
import { limitsFor } from "../limits.ts";
import { initialParameters } from "../tft/initial.ts";
import { parameterLayout } from "../tft/layout.ts";
import type { Tft } from "../tft/tft.ts";
import type { WindowAt } from "../windows/assemble.ts";
import type { LearnSeries } from "../windows/series.ts";
import { windowsOf } from "../windows/split.ts";
import { learn } from "./learn.ts";
import { learnable } from "./learnable.ts";
import { ensembleSays, fitHead, fitHeads, headOf } from "./probe-fit.ts";
import { type Features, featuresOf, headSays, intoCases, networkSays } from "./say.ts";
import { besideFeatures, fitBeside } from "./stack.ts";
import { type Strategy, trainedParameters } from "./strategy.ts";

export interface TrialPlan {
  /** First row of each span of forecasts; what is learned ends there. Ascending. */
  readonly startRows: readonly number[];
  /** Rows of forecasts after each start. */
  readonly spanRows: number;
  /** Rows between two issue times. */
  readonly everyRows: number;
  /** Days of targets that may be learned from before each start. */
  readonly days: number;
  /** Rows between two windows that are learned from. */
  readonly strideRows: number;
  readonly seed: number;
  /** Passes of MC dropout. */
  readonly passes: number;
  /** Heads of the ensemble. */
  readonly members: number;
}

export interface Tried {
  readonly strategy: string;
  readonly trainedParameters: number;
  /** Seconds to learn on one start's data, mean over the starts. */
  readonly learnS: number;
  /** Windows learned from at the last start. */
  readonly windows: number;
  readonly cases: Cases;
}

/** Another forecaster that a probe may stand upon: what it says at `issueTimes` (UTC ms, ascending), each from what was known then. */
export type Beside = { readonly name: string; readonly speak: (issueTimes: readonly number[]) => Cases };

/** Issue rows of all spans. */
export const issueRows = (
  { startRows, spanRows, everyRows }: Pick<TrialPlan, "startRows" | "spanRows" | "everyRows">,
  last: number,
): number[] =>
  startRows.flatMap((start) =>
    Array.from({ length: Math.floor(spanRows / everyRows) }, (_, i) => start + i * everyRows).filter((row) => row <= last),
  );

/**
 * Starts for a series: one in the calibration part, whose forecasts only calibrate, and `count` spread evenly over the test
 * part, `spanRows` long each.
 */
export function startRowsOf(length: number, horizonRows: number, spanRows: number, count: number): number[] {
  const { testFrom } = partsOf(length);
  const room = length - horizonRows - spanRows - testFrom;
  const starts = Array.from({ length: count }, (_, i) => testFrom + Math.max(0, Math.floor((i * room) / Math.max(1, count - 1))));
  return [testFrom - spanRows, ...new Set(starts)];
}

interface Span {
  readonly series: LearnSeries;
  readonly known: readonly WindowAt[];
  readonly asked: readonly WindowAt[];
}

/** Windows whose whole future lies in the last `days` before `start`, in time order. */
function knownWindows(series: LearnSeries, tft: Tft, start: number, { days, strideRows }: TrialPlan): WindowAt[] {
  const { horizon, encoder } = tft.config;
  const to = start - horizon + 1;
  const from = Math.max(encoder - 1, start - days * series.perDay);
  return days > 0 && to > from ? windowsOf(series, tft.config, strideRows, { from, to }) : [];
}

interface Said {
  readonly quantiles: Float32Array;
  readonly scales: Features["scales"];
}

/**
 * Tries `strategies` from the parameters `base`. Strategies that learn are left out when a start has no window to learn from.
 * The probe's variants come with it: an ensemble of heads, from the whole network MC dropout, and, with `beside`, a head that
 * hears that forecaster as well.
 */
export function tryStrategies(
  tft: Tft,
  base: Float32Array,
  target: MeasuredSeries,
  strategies: readonly Strategy[],
  plan: TrialPlan,
  clock: Clock,
  beside?: Beside,
): Tried[] {
  const { config } = tft;
  const last = target.frame.length - config.horizon - 1;
  const stepMs = target.frame.stepS * 1000;
  const rows = issueRows(plan, last);
  const layout = parameterLayout(config);
  const limits = limitsFor(target.signal, column(target.frame, "y"));
  const tried = new Map<string, { trained: number; learnMs: number; starts: number; windows: number; cases: Cases }>();

  const record = (name: string, trained: number, learnMs: number, windows: number, first: number, said: Said): void => {
    let one = tried.get(name);
    if (!one) {
      const cases = emptyCases(
        name,
        rows.map((row) => target.frame.startTs + row * stepMs),
        leadsOf(target),
      );
      fillActual(cases, target);
      one = { trained, learnMs: 0, starts: 0, windows, cases };
      tried.set(name, one);
    }
    one.learnMs += learnMs;
    one.starts++;
    one.windows = windows;
    intoCases(one.cases, first, said.quantiles, said.scales);
  };

  let first = 0;
  for (const start of plan.startRows) {
    const series = learnable(target, start);
    const asked = issueRows({ ...plan, startRows: [start] }, last).map((row): WindowAt => ({ series, row }));
    const span: Span = { series, known: knownWindows(series, tft, start, plan), asked };
    for (const strategy of strategies) {
      if (strategy.learns !== null && span.known.length === 0) continue;
      const trained = trainedParameters(strategy, layout);
      trySpan(tft, base, strategy, span, plan, clock, beside, (name, learnMs, said, more = 0) =>
        record(name, trained + more, learnMs, span.known.length, first, said),
      );
    }
    first += asked.length;
  }
  return [...tried].map(([strategy, { trained, learnMs, starts, windows, cases }]) => {
    for (let i = 0; i < cases.quantiles.length; i++) {
      const v = cases.quantiles[i] ?? Number.NaN;
      cases.quantiles[i] = Math.min(limits.max, Math.max(limits.min, v));
    }
    return { strategy, trainedParameters: trained, learnS: learnMs / starts / 1000, windows, cases };
  });
}

/** `more`: numbers that were learned beyond the strategy's own. */
type Tell = (name: string, learnMs: number, said: Said, more?: number) => void;

const issueTimesOf = (windows: readonly WindowAt[]): number[] =>
  windows.map(({ series, row }) => series.startTs + row * series.stepS * 1000);

function trySpan(
  tft: Tft,
  base: Float32Array,
  strategy: Strategy,
  span: Span,
  plan: TrialPlan,
  clock: Clock,
  beside: Beside | undefined,
  tell: Tell,
): void {
  const { config } = tft;
  tft.setParameters(strategy.from === "base" ? base : initialParameters(parameterLayout(config), plan.seed));
  const began = clock.now();
  if (strategy.learns === "head") {
    const known = featuresOf(tft, span.known);
    const initial = headOf(base, config);
    const head = fitHead(known, config, initial, plan.seed);
    const learnMs = clock.now() - began;
    const asked = featuresOf(tft, span.asked);
    tell(strategy.name, learnMs, { quantiles: headSays(asked, head, config.levels.length), scales: asked.scales });
    if (plan.members > 0) {
      const since = clock.now();
      const heads = fitHeads(known, config, initial, plan.members, Math.ceil(span.series.perDay / plan.strideRows));
      tell("probe ensemble", learnMs + clock.now() - since, {
        quantiles: ensembleSays(asked, heads, config.levels),
        scales: asked.scales,
      });
    }
    if (beside) {
      const since = clock.now();
      const L = config.levels.length;
      const heard = besideFeatures(known, beside.speak(issueTimesOf(span.known)).quantiles, config);
      const stack = fitBeside(heard, config, head, plan.seed);
      const spent = learnMs + clock.now() - since;
      const both = besideFeatures(asked, beside.speak(issueTimesOf(span.asked)).quantiles, config);
      tell(`probe on ${beside.name}`, spent, { quantiles: headSays(both, stack, L), scales: asked.scales }, L * L);
    }
    if (plan.passes > 0) {
      const probed = base.slice();
      probed.set(head, probed.length - head.length);
      tft.setParameters(probed);
      tell("probe + MC dropout", learnMs, networkSays(tft, span.asked, plan.passes, plan.seed));
    }
    return;
  }
  if (strategy.learns !== null) {
    const border = Math.floor(0.8 * span.known.length);
    const enough = span.known.length >= 40;
    learn(tft, {
      what: strategy.learns,
      epochs: strategy.epochs,
      learningRate: strategy.learningRate,
      windows: () => (enough ? span.known.slice(0, border) : span.known),
      validation: enough ? span.known.slice(border) : [],
      random: stream(plan.seed, `transfer/${strategy.name}`),
      patience: 4,
      batch: 32,
    });
  }
  const learnMs = clock.now() - began;
  tell(strategy.name, learnMs, networkSays(tft, span.asked));
}
