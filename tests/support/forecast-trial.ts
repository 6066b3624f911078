/** A trial of forecast sources on measured series: forecasts at many issue times, judged by what was measured later. */
import { type ForecastSource, isZonecastError, P10, P50, P90 } from "#domain";
import { casePinball, type LearningSource, valueAt } from "#forecasting";
import { issueTimes, type MeasuredSeries, taskFrom } from "./measured-series.ts";

export interface TrialPlan {
  /** Starts of the windows (UTC ms); those without enough data before or after are left out. */
  readonly starts: readonly number[];
  readonly daysPerWindow: number;
  /** Hours between issue times. */
  readonly everyH: number;
  readonly historyDays: number;
}

export interface TrialResult {
  readonly source: string;
  /** Forecasts issued. */
  readonly forecasts: number;
  readonly mae: number;
  readonly pinball: number;
  /** Share of actual values within P10-P90. */
  readonly coverage80: number;
  /** How often each model spoke, for sources that choose. */
  readonly models: ReadonlyMap<string, number>;
}

const DAY_MS = 86_400_000;

const learns = (source: ForecastSource): source is LearningSource => "learn" in source;

/** Runs `sources` over the windows of `plan`. Sources that learn do so once a window, at its start; a chooser does as it likes. */
export function trial(series: MeasuredSeries, sources: readonly ForecastSource[], plan: TrialPlan): TrialResult[] {
  const { startTs, stepS, length } = series.frame;
  const endTs = startTs + length * stepS * 1000;
  const historyMs = plan.historyDays * DAY_MS;
  const starts = plan.starts.filter((ts) => ts - historyMs >= startTs && ts + (plan.daysPerWindow + 1) * DAY_MS <= endTs);
  const actual = valueAt(series.frame, "y");

  return sources.map((source) => {
    let [forecasts, n, error, loss, inside] = [0, 0, 0, 0, 0];
    const models = new Map<string, number>();
    for (const start of starts) {
      const speaker = learns(source) ? source.learn(taskFrom(series, start, historyMs)) : source;
      for (const issuedAt of issueTimes(start, plan.daysPerWindow, plan.everyH)) {
        try {
          const forecast = speaker.forecast(taskFrom(series, issuedAt, historyMs));
          forecasts++;
          models.set(forecast.model, (models.get(forecast.model) ?? 0) + 1);
          forecast.quantiles.forEach((q, i) => {
            const y = actual(issuedAt + (forecast.leadS[i] ?? 0) * 1000);
            if (Number.isNaN(y)) return;
            n++;
            error += Math.abs(y - (q[P50] ?? Number.NaN));
            loss += casePinball(y, q);
            if (y >= (q[P10] ?? Number.NaN) && y <= (q[P90] ?? Number.NaN)) inside++;
          });
        } catch (e) {
          if (!isZonecastError(e, "too-little-history")) throw e;
        }
      }
    }
    return { source: source.name, forecasts, mae: error / n, pinball: loss / n, coverage80: inside / n, models };
  });
}

const short = (v: number): string => v.toPrecision(3).padStart(9);

/** One line per source, with its loss beside persistence's. */
export function trialTable(series: string, results: readonly TrialResult[]): string {
  const persistence = results.find((r) => r.source === "persistence")?.pinball ?? Number.NaN;
  return results
    .map((r) => {
      const models = [...r.models].sort((a, b) => b[1] - a[1]).map(([name, n]) => `${name} ${n}`);
      const told = models.length > 1 || r.source === "chooser" ? `  ${models.join(", ")}` : "";
      return `${series.padEnd(15)} ${r.source.padEnd(21)} ${String(r.forecasts).padStart(4)} ${short(r.mae)} ${short(r.pinball)} ${(r.pinball / persistence).toFixed(2).padStart(6)} ${(100 * r.coverage80).toFixed(0).padStart(5)} %${told}`;
    })
    .join("\n");
}

export const TRIAL_HEAD = `${"series".padEnd(15)} ${"source".padEnd(21)}    n       MAE   pinball  ratio  P10-90  models chosen`;
