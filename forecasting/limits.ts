/** Physical limits of a forecast: what cannot be is not predicted. */
import { type SignalId, signalOf } from "#domain";

export interface Limits {
  readonly min: number;
  readonly max: number;
}

/**
 * Limits for a forecast of `signal` given its history. An instantaneous signal keeps to the table's range. Rates (power,
 * irradiance, flow) are at least 0 if the history never was below; a cumulated signal is forecast as its rate.
 */
export function limitsFor(signal: SignalId, history: Float64Array): Limits {
  const { kind, min, max } = signalOf(signal);
  if (kind === "instantaneous") return { min, max };
  const wasNegative = history.some((v) => v < 0);
  return { min: wasNegative ? Number.NEGATIVE_INFINITY : 0, max: kind === "mean" ? max : Number.POSITIVE_INFINITY };
}
