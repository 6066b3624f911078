/** What a forecast said for the judged leads, beside what came and what persistence said. */
import { column, type Forecast, type Frame, JUDGED_LEADS_S, P10, P50, P90, type Score } from "#domain";

/** Reads column `name` of `frame` by time (UTC ms); NaN off the grid or outside. */
export function valueAt(frame: Frame, name: string): (ts: number) => number {
  const values = column(frame, name);
  return (ts) => values[(ts - frame.startTs) / (frame.stepS * 1000)] ?? Number.NaN;
}

/**
 * One score for each judged lead whose actual value is known; `actual` gives it by target time (UTC ms), NaN when missing.
 * `persistence` is the last value measured at the issue time. All in the forecast's unit.
 */
export function scoreForecast(forecast: Forecast, actual: (ts: number) => number, persistence: number): Score[] {
  const { building, zone, signal, source, model, origin, issuedAt } = forecast;
  if (!Number.isFinite(persistence)) return [];
  return JUDGED_LEADS_S.flatMap((leadS) => {
    const row = forecast.quantiles[forecast.leadS.indexOf(leadS)];
    const came = actual(issuedAt + leadS * 1000);
    const predicted = row?.[P50];
    const p10 = row?.[P10];
    const p90 = row?.[P90];
    if (predicted === undefined || p10 === undefined || p90 === undefined || !Number.isFinite(came)) return [];
    return [{ building, zone, signal, source, model, origin, issuedAt, leadS, predicted, p10, p90, actual: came, persistence }];
  });
}
