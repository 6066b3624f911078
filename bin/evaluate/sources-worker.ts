/** A base from one source building alone, and how it does on every other building. */
import { stream, systemClock } from "#domain";
import {
  type Cases,
  INPUTS,
  learnBase,
  type MeasuredSeries,
  scoresOf,
  startRowsOf,
  startTft,
  strategyOf,
  tallyOf,
  tftConfig,
  tryStrategies,
} from "#forecasting";
import { answerJobs } from "./answering.ts";

export interface SourceJob {
  readonly source: MeasuredSeries;
  readonly targets: readonly MeasuredSeries[];
  readonly hidden: 16 | 32 | 64;
  readonly epochs: number;
  readonly strideH: number;
  readonly starts: number;
  readonly seed: number;
}

/** MAE of the base of `source` on `target`, in units of the mean absolute change of the target from day to day. */
export interface PairResult {
  readonly source: string;
  readonly target: string;
  readonly zeroShot: number;
  readonly probe: number;
}

const SPAN_DAYS = 28;
const EVERY_H = 13;

/** Mean absolute difference of what came to what had come a day before, over the cases. */
function dayChange(cases: Cases, target: MeasuredSeries): number {
  const y = target.frame.columns.get("y") ?? new Float64Array(0);
  const perDay = 86_400 / target.frame.stepS;
  let [sum, n] = [0, 0];
  cases.actual.forEach((actual, cell) => {
    const issuedAt = cases.issuedAt[Math.floor(cell / cases.leadS.length)] ?? 0;
    const row = Math.round(
      (issuedAt + (cases.leadS[cell % cases.leadS.length] ?? 0) * 1000 - target.frame.startTs) / (target.frame.stepS * 1000),
    );
    const change = Math.abs(actual - (y[row - perDay] ?? Number.NaN));
    if (!Number.isFinite(change)) return;
    sum += change;
    n++;
  });
  return sum / n;
}

async function run(job: SourceJob, told: (share: number) => void): Promise<readonly PairResult[]> {
  const { source, targets, seed } = job;
  const perH = 3600 / source.frame.stepS;
  const horizon = source.horizonS / source.frame.stepS;
  const config = tftConfig({ ...INPUTS, hidden: job.hidden, horizon, encoder: horizon < 24 ? 96 : 168 });
  const tft = (await startTft()).create(config, seed);
  learnBase(tft, [source], {
    ...{ random: stream(seed, `source/${source.id}`), seed, epochs: job.epochs, stride: job.strideH * perH, sensorDropout: 0.1 },
    onStep: (share) => told(0.7 * share),
  });
  const base = tft.parameters();
  const out = targets.map((target, i): PairResult => {
    const spanRows = SPAN_DAYS * 24 * perH;
    const startRows = startRowsOf(target.frame.length, horizon, spanRows, job.starts).slice(1);
    const plan = { startRows, spanRows, everyRows: EVERY_H * perH, days: 28, strideRows: 6 * perH, seed, passes: 0, members: 0 };
    const tried = tryStrategies(tft, base, target, [strategyOf("zero-shot"), strategyOf("probe")], plan, systemClock);
    const loss = (name: string): number => {
      const cases = tried.find((t) => t.strategy === name)?.cases;
      return cases ? scoresOf(tallyOf(cases, target)).mae / dayChange(cases, target) : Number.NaN;
    };
    told(0.7 + (0.3 * (i + 1)) / targets.length);
    return { source: source.id, target: target.id, zeroShot: loss("zero-shot"), probe: loss("probe") };
  });
  tft.dispose();
  return out;
}

answerJobs<SourceJob, readonly PairResult[]>(({ source }) => source.id, run);
