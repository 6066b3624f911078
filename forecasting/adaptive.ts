/** Puts adaptive conformal bands around any source: it watches what came of its own forecasts, lead by lead. */
import { column, type Forecast, type ForecastSource, type ForecastTask, pointKey } from "#domain";
import { aggregatedLead } from "./aggregated.ts";
import { type AdaptiveLead, widened } from "./conformal.ts";
import { limitsFor } from "./limits.ts";
import { valueAt } from "./score.ts";

const HOUR_S = 3600;

interface Issued {
  readonly raw: Forecast;
  readonly corrected: Forecast;
  /** Leads before this one have been learned from. */
  next: number;
}

/** What is known about one point. */
interface Watch {
  /** One per hour of lead. */
  readonly leads: AdaptiveLead[];
  readonly open: Issued[];
  /** Issue time of the last task. */
  askedAt: number;
  /** Issue time of the last forecast kept for learning. */
  keptAt: number;
}

/** Forecasts are learned from if issued at least this far apart, s: closer ones miss together and teach nothing new. */
const APART_S = HOUR_S;

const hourOf = (leadS: number): number => Math.ceil(leadS / HOUR_S) - 1;

function leadOf(watch: Watch, leadS: number): AdaptiveLead {
  const hour = hourOf(leadS);
  let lead = watch.leads[hour];
  if (!lead) {
    lead = aggregatedLead();
    watch.leads[hour] = lead;
  }
  return lead;
}

/** Learns from the open forecasts whatever the history has brought; the last lead of each hour stands for the hour. */
function catchUp(watch: Watch, task: ForecastTask): void {
  const actual = valueAt(task.history, "y");
  for (const issued of watch.open) {
    const { leadS, quantiles, issuedAt } = issued.raw;
    for (; issued.next < leadS.length; issued.next++) {
      const lead = leadS[issued.next] ?? 0;
      const ts = issuedAt + lead * 1000;
      if (ts > task.issuedAt) break;
      const raw = quantiles[issued.next];
      const corrected = issued.corrected.quantiles[issued.next];
      if (raw && corrected && lead % HOUR_S === 0) leadOf(watch, lead).learn(raw, corrected, actual(ts));
    }
  }
  const stillOpen = watch.open.filter((i) => i.next < i.raw.leadS.length);
  watch.open.splice(0, watch.open.length, ...stillOpen);
}

/**
 * `source` with bands that keep their promise under drift: each hour of lead has its own adaptive correction, learned from
 * the source's earlier forecasts of the same point as the task's history brings what came of them. Medians and leads stay;
 * limits of the signal are kept. A task older than the last one starts anew: what was learned since would be a leak.
 */
export function adaptive(source: ForecastSource): ForecastSource {
  const watches = new Map<string, Watch>();

  const watchOf = (task: ForecastTask): Watch => {
    const key = pointKey(task.point);
    const known = watches.get(key);
    if (known && known.askedAt <= task.issuedAt) return known;
    const watch = { leads: [], open: [], askedAt: task.issuedAt, keptAt: Number.NEGATIVE_INFINITY };
    watches.set(key, watch);
    return watch;
  };

  return {
    name: source.name,
    forecast(task) {
      const watch = watchOf(task);
      watch.askedAt = task.issuedAt;
      catchUp(watch, task);
      const raw = source.forecast(task);
      const { min, max } = limitsFor(task.point.signal, column(task.history, "y"));
      const quantiles = raw.quantiles.map((q, i) => {
        const corrections = leadOf(watch, raw.leadS[i] ?? HOUR_S).corrections();
        return widened(q, corrections).map((v) => Math.min(max, Math.max(min, v)));
      });
      const corrected = { ...raw, quantiles };
      if (task.issuedAt - watch.keptAt >= APART_S * 1000) {
        watch.open.push({ raw, corrected, next: 0 });
        watch.keptAt = task.issuedAt;
      }
      return corrected;
    },
  };
}
