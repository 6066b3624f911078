/** All strategies on one series: learned on the days before its last weeks, judged on these, beside all baselines. */
import { rowTs, systemClock, type TransferRow, ZonecastError } from "#domain";
import {
  allBaselines,
  BASELINES,
  blended,
  type Cases,
  type Checkpoint,
  type LearningSource,
  type MeasuredSeries,
  NAIVE,
  pairedCases,
  STRATEGIES,
  type Strategy,
  scoresOf,
  speak,
  startTft,
  type Tried,
  tallyOf,
  taskOf,
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

const GREY = "grey-box";
/** What a probe is blended with, and what it hears. */
const HEARD: readonly string[] = ["ridge-arx", GREY];
const MOST_JUDGED_DAYS = 28;
/** Share of the history that is judged on, at most. */
const JUDGED_SHARE = 0.3;
const EVERY_H = 7;
const HISTORY_S = 42 * 86_400;
const RELEARN_S = 14 * 86_400;
/** Physics needs this much before the first issue time, or it would be silent where the others speak. */
const GREY_DAYS = 14;

interface Round {
  readonly strategy: Strategy;
  readonly beside: LearningSource | undefined;
}

/** Who is judged beside the ways: the baselines, and the grey box of a room where it can speak throughout. */
function companions(series: MeasuredSeries, startRow: number): readonly LearningSource[] {
  const { stepS } = series.frame;
  const grey = allBaselines().filter(({ name }) => name === GREY);
  const asked = taskOf(series, rowTs(series.frame, startRow), HISTORY_S, "measured");
  const isLong = startRow * stepS >= GREY_DAYS * 86_400;
  return [...BASELINES, ...grey.filter(({ suits }) => isLong && suits?.(asked) === true)];
}

/** Even blends: of regression with physics, and of either with the probe. */
function blends(plain: readonly Cases[], tried: readonly Tried[]): Cases[] {
  const heard = plain.filter(({ model }) => HEARD.includes(model));
  const probe = tried.find((t) => t.strategy === "probe")?.cases;
  return [
    ...(heard.length > 1 ? [blended(heard.map(({ model }) => model).join(" + "), heard)] : []),
    ...(probe ? heard.map((one) => blended(`${one.model} + probe`, [one, probe])) : []),
  ];
}

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
  const among = companions(series, startRow);
  const saysOf = (source: LearningSource, issueTimes: readonly number[]): Cases =>
    speak(source, series, { issueTimes, historyS: HISTORY_S, relearnS: RELEARN_S, weather: "measured" });
  const heard = among.filter(({ name }) => HEARD.includes(name));
  const rounds: readonly Round[] = STRATEGIES.flatMap((strategy: Strategy): Round[] =>
    // Beside whom a probe stands changes what it hears, not what it learns alone.
    strategy.learns === "head" ? heard.map((beside) => ({ strategy, beside })) : [{ strategy, beside: undefined }],
  );
  const tried: Tried[] = [];
  rounds.forEach(({ strategy, beside }, i) => {
    const hears = beside && { name: beside.name, speak: (issueTimes: readonly number[]) => saysOf(beside, issueTimes) };
    const made = tryStrategies(tft, model.parameters, series, [strategy], plan, systemClock, hears);
    tried.push(...made.filter((t) => tried.every((before) => before.strategy !== t.strategy)));
    options.onProgress((i + 1) / (rounds.length + 1));
  });
  tft.dispose();
  const issueTimes = [...(tried[0]?.cases.issuedAt ?? [])];
  const plain = among.map((source) => saysOf(source, issueTimes));
  const all: readonly Cases[] = [...plain, ...tried.map((t) => t.cases), ...blends(plain, tried)];
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
