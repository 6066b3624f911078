/** Errors that a forecast has: an AR(1) process over the lead, growing from nothing at lead 0, drawn anew at each issue time. */
import { stream } from "#domain";

export const UNCERTAINTIES = ["low", "medium", "high"] as const;
export type Uncertainty = (typeof UNCERTAINTIES)[number];

/** Long-run standard deviations: temperature in K, sun as a share. */
export const SPREAD = { temperature: { low: 0.5, medium: 1, high: 2 }, solar: { low: 0.08, medium: 0.16, high: 0.32 } } as const;

/** The correlation of errors that lie an hour apart. */
const HOURLY = 0.9;

export interface ErrorInput {
  readonly of: keyof typeof SPREAD;
  readonly uncertainty: Uncertainty;
  readonly seed: number;
  /** When the forecast is made, s; another time has another error. */
  readonly issuedS: number;
  /** Steps between leads, s. */
  readonly intervalS: number;
  /** Leads, lead 0 among them. */
  readonly leads: number;
}

/**
 * Error by lead, K or share; 0 at lead 0. e_k = rho e_(k-1) + sqrt(1 - rho²) sigma w_k with rho = 0.9 per hour: its standard deviation is
 * 0.95 sigma after 12 h. A sun's share never falls below -1.
 */
export function forecastErrors({ of, uncertainty, seed, issuedS, intervalS, leads }: ErrorInput): Float64Array {
  const random = stream(seed, `forecast error/${of}/${issuedS}`);
  const sigma = SPREAD[of][uncertainty];
  const rho = HOURLY ** (intervalS / 3600);
  const out = new Float64Array(leads);
  for (let k = 1; k < leads; k++) out[k] = rho * out[k - 1]! + Math.sqrt(1 - rho * rho) * sigma * random.normal();
  return of === "solar" ? out.map((e) => Math.max(-1, e)) : out;
}
