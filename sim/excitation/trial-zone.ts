/** A small zone to try signals on: two heat capacities, exact at any step, the same for every signal. */

/** One node for air and furniture, one for walls; W/K, J/K, m². */
export interface TrialZoneParameters {
  readonly airJPerK: number;
  readonly massJPerK: number;
  readonly airToMassWPerK: number;
  readonly massToOutdoorWPerK: number;
  readonly airToOutdoorWPerK: number;
  /** Global irradiance times these is the sun's heat on the two nodes. */
  readonly sunOnAirM2: number;
  readonly sunOnMassM2: number;
}

/** What acts during a step, each held. */
export interface TrialInputs {
  readonly outdoorTempC: number;
  readonly globalIrradianceWPerM2: number;
  /** Heat on the air node, W: heating, cooling (negative), gains. */
  readonly powerW: number;
}

export interface TrialState {
  readonly airTempC: number;
  readonly massTempC: number;
}

/**
 * A flat of about 70 m² in a house of medium weight; nobody's in particular. Time constants about 2 h and 3 days, heat loss 98 W/K.
 */
export const TRIAL_FLAT: TrialZoneParameters = {
  airJPerK: 3.5e6,
  massJPerK: 18e6,
  airToMassWPerK: 420,
  massToOutdoorWPerK: 60,
  airToOutdoorWPerK: 45,
  sunOnAirM2: 0.8,
  sunOnMassM2: 1.6,
};

/** Rated powers of the flat's heating and cooling, W. */
export const TRIAL_HEATING_W = 4_500;
export const TRIAL_COOLING_W = 3_000;

/**
 * The step of the zone: x' = A x + B u with u held, solved exactly by the two eigenvalues of A, which are real and negative.
 * The returned function has no state: one state and inputs in, the next state out.
 */
export function trialStep(zone: TrialZoneParameters, stepS: number): (state: TrialState, inputs: TrialInputs) => TrialState {
  const { airJPerK: ci, massJPerK: ce, airToMassWPerK: g, massToOutdoorWPerK: ge, airToOutdoorWPerK: gi } = zone;
  const [a, b, c, d] = [-(g + gi) / ci, g / ci, g / ce, -(g + ge) / ce];
  const root = Math.sqrt(((a - d) / 2) ** 2 + b * c);
  const [fast, slow] = [(a + d) / 2 - root, (a + d) / 2 + root];
  // Sylvester: f(A) = f(slow) (A - fast I)/(slow - fast) - f(fast) (A - slow I)/(slow - fast).
  const of = (f: (eigenvalue: number) => number) => {
    const p = f(slow) / (slow - fast);
    const q = f(fast) / (slow - fast);
    return [p * (a - fast) - q * (a - slow), (p - q) * b, (p - q) * c, p * (d - fast) - q * (d - slow)] as const;
  };
  const [a11, a12, a21, a22] = of((l) => Math.exp(l * stepS));
  const [i11, i12, i21, i22] = of((l) => Math.expm1(l * stepS) / l);

  return ({ airTempC, massTempC }, { outdoorTempC, globalIrradianceWPerM2: sun, powerW }) => {
    const onAir = (gi * outdoorTempC + zone.sunOnAirM2 * sun + powerW) / ci;
    const onMass = (ge * outdoorTempC + zone.sunOnMassM2 * sun) / ce;
    return {
      airTempC: a11 * airTempC + a12 * massTempC + i11 * onAir + i12 * onMass,
      massTempC: a21 * airTempC + a22 * massTempC + i21 * onAir + i22 * onMass,
    };
  };
}
