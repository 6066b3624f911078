/** One fold of the transfer experiment: a base from the source buildings, then every strategy on each target building. */
import { rowTs, stream, systemClock, ZonecastError } from "#domain";
import {
  BASELINES,
  type Beside,
  blended,
  type Cases,
  descriptors,
  emptyCases,
  INPUTS,
  issueRows,
  type Judged,
  judge,
  learnable,
  learnBase,
  type MeasuredSeries,
  NAIVE,
  parameterLayout,
  partsOf,
  sinkhornDistance,
  speak,
  startRowsOf,
  startTft,
  strategyOf,
  type Tried,
  tftConfig,
  tryStrategies,
} from "#forecasting";
import { answerJobs } from "./answering.ts";
import { ofSameDays } from "./same-days.ts";

export interface TransferJob {
  readonly name: string;
  readonly sources: readonly MeasuredSeries[];
  readonly targets: readonly MeasuredSeries[];
  readonly hidden: 16 | 32 | 64;
  readonly epochs: number;
  /** A model to go on from, of this size and these inputs; undefined: from nothing. */
  readonly initial: Float32Array | undefined;
  /** Hours between two windows of a source. */
  readonly strideH: number;
  readonly sensorDropout: number;
  readonly strategies: readonly string[];
  /** Days of target data, each tried. */
  readonly days: readonly number[];
  /** Spans of four weeks in the test part. */
  readonly starts: number;
  /** Hours between issue times. */
  readonly everyH: number;
  readonly passes: number;
  readonly members: number;
  readonly seed: number;
}

export interface TriedStrategy {
  readonly strategy: string;
  readonly days: number;
  readonly series: string;
  readonly trainedParameters: number;
  readonly learnS: number;
  readonly windows: number;
}

export interface TransferResult {
  readonly name: string;
  readonly baseParameters: number;
  readonly baseEpochs: number;
  readonly baseSteps: number;
  readonly baseS: number;
  readonly basePinball: number;
  /** One for each of the days. */
  readonly targets: readonly { readonly days: number; readonly judged: Judged }[];
  /** The base on unseen time of its own sources, with the naive baselines beside it. */
  readonly sources: readonly Judged[];
  readonly tried: readonly TriedStrategy[];
  /** Mean distance of each target to the sources, over the mean distance among the sources. */
  readonly gaps: readonly { readonly series: string; readonly gap: number }[];
}

const HISTORY_S = 42 * 86_400;
/** Ridge-ARX with twice the history is a model of its own: it forgets the season more slowly. */
const LONG_HISTORY_S = 84 * 86_400;
const RELEARN_S = 14 * 86_400;
const SPAN_DAYS = 28;
const BASE_SHARE = 0.4;

const RIDGE = BASELINES.find((b) => b.name === "ridge-arx");

function ridgeSays(series: MeasuredSeries, issueTimes: readonly number[], historyS: number): Cases {
  if (!RIDGE) throw new ZonecastError("bug", "ridge-ARX is no baseline any more");
  return speak(RIDGE, series, { issueTimes, historyS, relearnS: RELEARN_S, weather: "measured" });
}

/** Ridge-ARX of six weeks; what it said already is not worked out again. */
const ridgeBeside = (series: MeasuredSeries, said: Cases | undefined): Beside => ({
  name: "ridge-arx",
  speak(issueTimes) {
    const places = issueTimes.map((ts) => said?.issuedAt.indexOf(ts) ?? -1);
    if (!said || places.includes(-1)) return ridgeSays(series, issueTimes, HISTORY_S);
    const cells = said.quantiles.length / said.issuedAt.length;
    const picked = emptyCases(said.model, issueTimes, said.leadS);
    for (const [i, k] of places.entries()) picked.quantiles.set(said.quantiles.subarray(k * cells, (k + 1) * cells), i * cells);
    return picked;
  },
});

function baselinesOf(
  series: MeasuredSeries,
  issueTimes: readonly number[],
  among: readonly (typeof BASELINES)[number][] = BASELINES,
): Cases[] {
  const plan = { issueTimes, historyS: HISTORY_S, relearnS: RELEARN_S, weather: "measured" } as const;
  return among.map((source) => speak(source, series, plan));
}

/** Even blends of what learned on the building with ridge-ARX of six weeks (`short`) and of twelve (`long`). */
function blendsOf(short: Cases, long: Cases, tried: readonly Tried[]): Cases[] {
  const pairs = tried
    .filter((t) => ["probe", "probe ensemble", "full"].includes(t.strategy))
    .map((t) => blended(`ridge-arx + ${t.strategy}`, [short, t.cases]));
  const [full, stack] = ["full", "probe on ridge-arx"].map((name) => tried.find((t) => t.strategy === name)?.cases);
  return [
    { ...long, model: "ridge-arx of 12 weeks" },
    blended("ridge-arx of 6 and 12 weeks", [short, long]),
    ...pairs,
    ...(full && stack ? [blended("both ridges + full + probe on ridge-arx", [short, long, full, stack])] : []),
    ...(full && stack ? [blended("full + probe on ridge-arx", [full, stack])] : []),
  ];
}

function gapsOf(sources: readonly MeasuredSeries[], targets: readonly MeasuredSeries[]): TransferResult["gaps"] {
  const cloud = (series: MeasuredSeries) => {
    const { testFrom } = partsOf(series.frame.length);
    return descriptors(learnable(series, testFrom), 0, testFrom);
  };
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  const clouds = sources.map(cloud);
  const among = clouds.flatMap((a, i) => clouds.slice(i + 1).map((b) => sinkhornDistance(a, b)));
  const unit = among.length > 0 ? mean(among) : 1;
  return targets.map((target) => {
    const own = cloud(target);
    return { series: target.id, gap: mean(clouds.map((c) => sinkhornDistance(own, c))) / unit };
  });
}

async function run(job: TransferJob, told: (share: number) => void): Promise<TransferResult> {
  const [first] = job.targets;
  if (!first) throw new ZonecastError("bad-input", "a fold needs a target");
  const { stepS } = first.frame;
  const perH = 3600 / stepS;
  // Four hours ahead look back a day, a day ahead looks back a week.
  const horizon = first.horizonS / stepS;
  const config = tftConfig({ ...INPUTS, hidden: job.hidden, horizon, encoder: horizon < 24 ? 96 : 168 });
  const runtime = await startTft();
  const tft = runtime.create(config, job.seed);
  const began = systemClock.now();
  const learned = learnBase(tft, job.sources, {
    random: stream(job.seed, `base/${job.name}`),
    seed: job.seed,
    epochs: job.epochs,
    stride: job.strideH * perH,
    sensorDropout: job.sensorDropout,
    ...(job.initial ? { initial: job.initial } : {}),
    onStep: (share) => told(BASE_SHARE * share),
  });
  const base = tft.parameters();
  const baseS = (systemClock.now() - began) / 1000;
  const spanRows = SPAN_DAYS * 24 * perH;
  const planOf = (series: MeasuredSeries, days: number) => ({
    startRows: startRowsOf(series.frame.length, horizon, spanRows, job.starts),
    spanRows,
    everyRows: job.everyH * perH,
    days,
    strideRows: 6 * perH,
    seed: job.seed,
    passes: job.passes,
    members: job.members,
  });
  const sources = job.sources.map((series) => {
    const tried = tryStrategies(tft, base, series, [strategyOf("zero-shot")], { ...planOf(series, 0), passes: 0 }, systemClock);
    // Of the sources only the advantage over naive forecasting is asked for.
    const naive = baselinesOf(
      series,
      [...(tried[0]?.cases.issuedAt ?? [])],
      BASELINES.filter((b) => NAIVE.includes(b.name)),
    );
    return judge(series, [...naive, ...tried.map((t) => t.cases)]);
  });
  const tried: TriedStrategy[] = [];
  const targets: { days: number; judged: Judged }[] = [];
  let done = 0;
  for (const series of job.targets) {
    const last = series.frame.length - horizon - 1;
    const issueTimes = issueRows(planOf(series, 0), last).map((row) => rowTs(series.frame, row));
    const baselines = baselinesOf(series, issueTimes);
    const short = baselines.find((c) => c.model === "ridge-arx");
    const long = ridgeSays(series, issueTimes, LONG_HISTORY_S);
    for (const days of job.days) {
      const strategies = job.strategies
        .map(strategyOf)
        .filter((s) => (days === 0) === (s.learns === null) || job.days.length === 1);
      const made = tryStrategies(tft, base, series, strategies, planOf(series, days), systemClock, ridgeBeside(series, short));
      const blends = short ? blendsOf(short, long, made) : [];
      const probe = made.find((t) => t.strategy === "probe")?.cases;
      const ridge = (historyS: number): Cases => ridgeSays(series, issueTimes, historyS);
      if (job.days.length > 1) blends.push(...ofSameDays(days, ridge, probe));
      targets.push({ days, judged: judge(series, [...baselines, ...made.map((t) => t.cases), ...blends]) });
      tried.push(
        ...made.map(({ strategy, trainedParameters, learnS, windows }) => ({
          strategy,
          days,
          series: series.id,
          trainedParameters,
          learnS,
          windows,
        })),
      );
      done++;
      told(BASE_SHARE + ((1 - BASE_SHARE) * done) / (job.targets.length * job.days.length));
    }
  }
  const baseParameters = parameterLayout(config).reduce((n, p) => n + p.size, 0);
  tft.dispose();
  return {
    name: job.name,
    baseParameters,
    baseEpochs: learned.epochs,
    baseSteps: learned.steps,
    baseS,
    basePinball: learned.validationPinball,
    targets,
    sources,
    tried,
    gaps: gapsOf(job.sources, job.targets),
  };
}

answerJobs<TransferJob, TransferResult>(({ name }) => name, run);
