/** One fold of the experiment on missing sensors: two bases, and every way to do without the weather on each target. */
import { P50, stream, ZonecastError } from "#domain";
import {
  BASELINES,
  type Cases,
  emptyCases,
  fillActual,
  type Imputer,
  INPUTS,
  intoCases,
  issueRows,
  type Judged,
  judge,
  type LearnSeries,
  leadsOf,
  learnable,
  learnBase,
  learnImputer,
  type MeasuredSeries,
  networkSays,
  partsOf,
  robustChoice,
  scaledAhead,
  shifted,
  speak,
  startRowsOf,
  startTft,
  type Tft,
  tftConfig,
  withCovariates,
} from "#forecasting";
import { answerJobs } from "./answering.ts";

export interface MissingJob {
  readonly name: string;
  readonly sources: readonly MeasuredSeries[];
  readonly targets: readonly MeasuredSeries[];
  readonly hidden: 16 | 32 | 64;
  readonly epochs: number;
  readonly strideH: number;
  readonly starts: number;
  readonly everyH: number;
  readonly seed: number;
}

const SENSORS = ["outdoorTempC", "globalIrradianceWPerM2"] as const;
/** Radius of the ball, standard deviations of what the imputation leaves. */
const DELTA = 1;
const SPAN_DAYS = 28;
const DROPOUT = 0.4;

/** What each way says about the windows of one target. */
function ways(
  tft: Tft,
  bases: { readonly plain: Float32Array; readonly dropped: Float32Array },
  imputers: readonly Imputer[],
  target: MeasuredSeries,
  rows: readonly number[],
): Cases[] {
  const { testFrom } = partsOf(target.frame.length);
  const series = learnable(target, testFrom);
  const length = series.calendar[0].length;
  const replaced = (of: (imputer: Imputer) => Float32Array): LearnSeries =>
    withCovariates(series, Object.fromEntries(imputers.map((imputer) => [imputer.covariate, of(imputer)])));
  const gone = replaced(() => new Float32Array(length).fill(Number.NaN));
  const means = replaced((imputer) => {
    const values = imputer.fill(series);
    return new Float32Array(length).fill(values.reduce((a, b) => a + b, 0) / length);
  });
  const say = (base: Float32Array, on: LearnSeries) => {
    tft.setParameters(base);
    return networkSays(
      tft,
      rows.map((row) => ({ series: on, row })),
    );
  };
  const seen = say(bases.plain, series);
  const moved = [0, -DELTA, DELTA].map((shift) =>
    say(
      bases.plain,
      replaced((imputer) => shifted(imputer, series, shift)),
    ),
  );
  const { horizon, levels } = tft.config;
  const safe = Float32Array.from({ length: rows.length * horizon }, (_, cell) => {
    const w = Math.floor(cell / horizon);
    const yesterday = series.y[(rows[w] ?? 0) + 1 + (cell % horizon) - series.perDay] ?? Number.NaN;
    const scale = seen.scales[w];
    return scale ? scaledAhead(yesterday, scale, cell % horizon) : Number.NaN;
  });
  const robust = robustChoice(
    moved.map((m) => m.quantiles),
    safe,
    levels.length,
    P50,
  );
  const said: readonly (readonly [string, Float32Array])[] = [
    ["all sensors", seen.quantiles],
    ["left out", say(bases.plain, gone).quantiles],
    ["mean of the source", say(bases.plain, means).quantiles],
    ["sensor dropout", say(bases.dropped, gone).quantiles],
    ["conditional imputation", moved[0]?.quantiles ?? seen.quantiles],
    ["robust", robust],
  ];
  return said.map(([name, quantiles]) => {
    const stepMs = target.frame.stepS * 1000;
    const cases = emptyCases(
      name,
      rows.map((row) => target.frame.startTs + row * stepMs),
      leadsOf(target),
    );
    fillActual(cases, target);
    intoCases(cases, 0, quantiles, seen.scales);
    return cases;
  });
}

async function run(job: MissingJob, told: (share: number) => void): Promise<readonly Judged[]> {
  const [first] = job.targets;
  if (!first) throw new ZonecastError("bad-input", "a fold needs a target");
  const perH = 3600 / first.frame.stepS;
  const horizon = first.horizonS / first.frame.stepS;
  const config = tftConfig({ ...INPUTS, hidden: job.hidden, horizon, encoder: horizon < 24 ? 96 : 168 });
  const runtime = await startTft();
  const tft = runtime.create(config, job.seed);
  const baseWith = (sensorDropout: number, from: number): Float32Array => {
    learnBase(tft, job.sources, {
      random: stream(job.seed, `missing/${job.name}`),
      seed: job.seed,
      epochs: job.epochs,
      stride: job.strideH * perH,
      sensorDropout,
      onStep: (share) => told(from + 0.4 * share),
    });
    return tft.parameters();
  };
  const bases = { plain: baseWith(0, 0), dropped: baseWith(DROPOUT, 0.4) };
  const learnt = job.sources.map((source) => {
    const { testFrom } = partsOf(source.frame.length);
    return { series: learnable(source, testFrom), to: testFrom };
  });
  const imputers = SENSORS.map((sensor) => learnImputer(sensor, learnt));
  const out = job.targets.map((target, i) => {
    const spanRows = SPAN_DAYS * 24 * perH;
    const startRows = startRowsOf(target.frame.length, horizon, spanRows, job.starts);
    const rows = issueRows({ startRows, spanRows, everyRows: job.everyH * perH }, target.frame.length - horizon - 1);
    const cases = ways(tft, bases, imputers, target, rows);
    const issueTimes = [...(cases[0]?.issuedAt ?? [])];
    // The target has no weather: neither have its baselines.
    const columns = [...target.frame.columns].filter(([name]) => !SENSORS.some((s) => s === name));
    const blind = { ...target, frame: { ...target.frame, columns: new Map(columns) } };
    const baselines = BASELINES.map((source) =>
      speak(source, blind, { issueTimes, historyS: 42 * 86_400, relearnS: 14 * 86_400, weather: "none" }),
    );
    told(0.8 + (0.2 * (i + 1)) / job.targets.length);
    return judge(target, [...baselines, ...cases]);
  });
  tft.dispose();
  return out;
}

answerJobs<MissingJob, readonly Judged[]>(({ name }) => name, run);
