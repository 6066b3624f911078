/** TABULA's seasonal method (calculation method 2013, after EN ISO 13790): a heating season as one step. */

export interface Season {
  /** HeatingDays and Theta_e. */
  readonly days: number;
  readonly outdoorC: number;
}

export interface SeasonInput extends Season {
  /** Per m² of reference area, W/m²K. */
  readonly transmission: number;
  readonly ventilation: number;
  readonly roomC: number;
  /** Internal and solar gains of the season, kWh/m². */
  readonly internalGain: number;
  readonly solarGain: number;
  /** c_m, Wh/m²K. */
  readonly capacity: number;
  /** Share of the losses that heating only part of the time and of the rooms leaves; 1 for constant heating. */
  readonly intermittency: number;
}

/**
 * Factor F of houses for one or several families, by the transmission loss: straight between its values at 0, 1 and 4 W/m²K.
 */
export function intermittencyOf(size: string, transmission: number): number {
  const [atNone, atOne, atFour] = size === "SFH" || size === "TH" ? [1.1, 0.9, 0.8] : [1.05, 0.95, 0.85];
  if (transmission <= 1) return atNone + (atOne - atNone) * transmission;
  return atOne + ((atFour - atOne) * (Math.min(4, transmission) - 1)) / 3;
}

/** Heat of a season, kWh/m²: losses less the gains that can be used. */
export function seasonalNeed(s: SeasonInput): number {
  const h = s.transmission + s.ventilation;
  const q_ht = 0.024 * h * (s.roomC - s.outdoorC) * s.days * s.intermittency;
  const gain = s.internalGain + s.solarGain;
  const a = 0.8 + s.capacity / h / 30;
  const gamma = gain / q_ht;
  const eta = Math.abs(gamma - 1) < 1e-12 ? a / (a + 1) : (1 - gamma ** a) / (1 - gamma ** (a + 1));
  return q_ht - eta * gain;
}
