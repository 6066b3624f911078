/** The named fortnights of a year: a day that stands for something, with a week before it and one after. */
import { column, type Frame } from "#domain";

export const PERIODS = ["peak_heat_day", "typical_heat_day", "peak_cool_day", "mix_day"] as const;
export type Period = (typeof PERIODS)[number];

const DAY_S = 86_400;
const AROUND_DAYS = 7;
/** Days colder than this belong to the heating season (EN 12831: heating limits lie between 12 and 15), °C. */
const HEATING_C = 12;

/** Where the fortnight of a period begins and ends, s after the weather's first row; inside the weather. */
export function periodOf(period: Period, weather: Frame): { readonly startS: number; readonly endS: number } {
  const perDay = DAY_S / weather.stepS;
  const outdoorC = column(weather, "outdoorTempC");
  const days = Math.floor((weather.length - 1) / perDay);
  const means = Array.from({ length: days }, (_, d) => {
    const day = outdoorC.subarray(d * perDay, (d + 1) * perDay);
    return day.reduce((a, b) => a + b, 0) / day.length;
  });
  const cold = means.filter((t) => t < HEATING_C);
  const seasonC = cold.reduce((a, b) => a + b, 0) / Math.max(1, cold.length);
  const badness: Readonly<Record<Period, (t: number) => number>> = {
    peak_heat_day: (t) => t,
    typical_heat_day: (t) => Math.abs(t - seasonC),
    peak_cool_day: (t) => -t,
    mix_day: (t) => Math.abs(t - HEATING_C),
  };
  let best = AROUND_DAYS;
  for (let d = AROUND_DAYS; d < days - AROUND_DAYS; d++) if (badness[period](means[d]!) < badness[period](means[best]!)) best = d;
  return { startS: Math.max(0, best - AROUND_DAYS) * DAY_S, endS: Math.min(days, best + AROUND_DAYS) * DAY_S };
}
