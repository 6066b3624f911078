/**
 * A room as two heat stores, air with furniture and envelope, under weather and gains: the Ti-Te models of Bacher and Madsen
 * (Energy and Buildings 43, 2011), in rates instead of resistances and capacities, which temperatures alone cannot tell apart.
 */

/** Rates in 1/h, all above 0, and how the noise is shared out. */
export interface TwoState {
  /** 1 / (Rie Ci): air to envelope. */
  readonly airToEnvelope: number;
  /** 1 / (Rie Ce): envelope to air. */
  readonly envelopeToAir: number;
  /** 1 / (Rea Ce): envelope to outdoors. */
  readonly envelopeToOutdoor: number;
  /** 1 / (Ria Ci): air to outdoors, through windows and by draught. */
  readonly airToOutdoor: number;
  /** Air to the temperature that its heating holds by habit: a thermostat as a proportional controller. May be 0. */
  readonly airToHabit: number;
  /** Variance that the envelope gains in an hour over that of the air. */
  readonly envelopeNoise: number;
  /** Variance of the measurement over what the air gains in an hour. */
  readonly measurementNoise: number;
}

/** One step: `x' = a x + outdoor * outdoorTempC + air * gain at the air + envelope * gain at the envelope`, gains in K/h. */
export interface Step {
  /** Row-major 2 by 2, air first. */
  readonly a: readonly [number, number, number, number];
  readonly air: readonly [number, number];
  readonly envelope: readonly [number, number];
  readonly outdoor: readonly [number, number];
  /** Steady Kalman gain: what an innovation of 1 K moves air and envelope by, before the step. */
  readonly gain: readonly [number, number];
}

/** Iterations of the Riccati equation at most, and the change of the gain at which it counts as steady. */
const RICCATI_STEPS = 500;
const STEADY = 1e-7;

/** Exact discretisation over `hours` with inputs held constant, and the gain of the steady Kalman filter. */
export function stepOf(room: TwoState, hours: number): Step {
  const { airToEnvelope, envelopeToAir, envelopeToOutdoor, airToOutdoor, airToHabit } = room;
  const [m12, m21] = [airToEnvelope, envelopeToAir];
  const m11 = -(airToEnvelope + airToOutdoor + airToHabit);
  const m22 = -(envelopeToAir + envelopeToOutdoor);
  // Eigenvalues are real and distinct since m12 m21 > 0; exp(M t) by Sylvester's formula.
  const spread = Math.sqrt((m11 - m22) ** 2 + 4 * m12 * m21);
  const fast = (m11 + m22 - spread) / 2;
  const slow = (m11 + m22 + spread) / 2;
  const [eFast, eSlow] = [Math.exp(fast * hours), Math.exp(slow * hours)];
  const p = (eSlow - eFast) / spread;
  const q = (eFast * slow - eSlow * fast) / spread;
  const a = [q + p * m11, p * m12, p * m21, q + p * m22] as const;
  // Integral of exp(M s) over the step: M^-1 (exp(M t) - 1).
  const det = m11 * m22 - m12 * m21;
  const [d11, d22] = [a[0] - 1, a[3] - 1];
  const air = [(m22 * d11 - m12 * a[2]) / det, (m11 * a[2] - m21 * d11) / det] as const;
  const envelope = [(m22 * a[1] - m12 * d22) / det, (m11 * d22 - m21 * a[1]) / det] as const;
  const outdoor = [
    air[0] * airToOutdoor + envelope[0] * envelopeToOutdoor,
    air[1] * airToOutdoor + envelope[1] * envelopeToOutdoor,
  ] as const;
  return { a, air, envelope, outdoor, gain: kalmanGain(a, hours, room.envelopeNoise * hours, room.measurementNoise) };
}

/** Gain of the steady filter that measures the air, from the variance of a state not yet corrected (Madsen and Holst 1995, eq. 8). */
function kalmanGain(
  [a11, a12, a21, a22]: Step["a"],
  airVariance: number,
  envelopeVariance: number,
  measurementVariance: number,
): [number, number] {
  let [p11, p12, p22] = [airVariance + measurementVariance, 0, 100 * envelopeVariance];
  let [g1, g2] = [0, 0];
  for (let i = 0; i < RICCATI_STEPS; i++) {
    const s = p11 + measurementVariance;
    const changed = Math.abs(p11 / s - g1) + Math.abs(p12 / s - g2);
    [g1, g2] = [p11 / s, p12 / s];
    if (changed < STEADY) break;
    const [c11, c12, c22] = [p11 - (p11 * p11) / s, p12 - (p11 * p12) / s, p22 - (p12 * p12) / s];
    const [r11, r12] = [a11 * c11 + a12 * c12, a11 * c12 + a12 * c22];
    const [r21, r22] = [a21 * c11 + a22 * c12, a21 * c12 + a22 * c22];
    p11 = r11 * a11 + r12 * a12 + airVariance;
    p12 = r11 * a21 + r12 * a22;
    p22 = r21 * a21 + r22 * a22 + envelopeVariance;
  }
  return [g1, g2];
}
