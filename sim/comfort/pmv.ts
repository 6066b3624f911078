/** Predicted mean vote and predicted percentage of dissatisfied: ISO 7730:2005, equations 1 to 5. */

export interface PmvInput {
  readonly airTempC: number;
  readonly radiantTempC: number;
  readonly relativeHumidityPct: number;
  /** Relative to the body, m/s. */
  readonly airSpeedMPerS: number;
  /** Metabolic rate, met (58.15 W/m²): 1.2 at a desk. */
  readonly met: number;
  /** Insulation of the clothing, clo (0.155 m²K/W): 0.5 in summer, 1 in winter. */
  readonly clo: number;
  /** External work, met; 0 for nearly everything. */
  readonly workMet?: number | undefined;
}

export interface Pmv {
  /** -3 cold .. 0 neutral .. 3 hot. */
  readonly pmv: number;
  /** Per cent who would complain, 5..100. */
  readonly ppd: number;
}

const W_PER_MET = 58.15;
const M2K_PER_W_PER_CLO = 0.155;
const KELVIN = 273;
const ROUNDS = 150;
const CLOSE = 0.000_15;

/** Saturation pressure as annex D of the standard has it, Pa. */
const saturationPa = (tempC: number): number => 1000 * Math.exp(16.6536 - 4030.183 / (tempC + 235));

/** Ranges in which the standard states that the vote is valid (clause 4.1). */
const RANGES: readonly (readonly [keyof PmvInput, number, number])[] = [
  ["airTempC", 10, 30],
  ["radiantTempC", 10, 40],
  ["airSpeedMPerS", 0, 1],
  ["met", 0.8, 4],
  ["clo", 0, 2],
];

/** NaN for both outside the standard's ranges or where the surface of the clothing finds no balance. */
export function predictedVote(input: PmvInput): Pmv {
  const outside = RANGES.some(([key, min, max]) => !(input[key]! >= min && input[key]! <= max));
  return outside ? { pmv: Number.NaN, ppd: Number.NaN } : voteAnywhere(input);
}

/** As `predictedVote`, wherever the equations can be solved. */
export function voteAnywhere({ airTempC: ta, radiantTempC: tr, relativeHumidityPct, ...rest }: PmvInput): Pmv {
  const pa = (relativeHumidityPct / 100) * saturationPa(ta);
  const icl = M2K_PER_W_PER_CLO * rest.clo;
  const m = W_PER_MET * rest.met;
  const heat = m - W_PER_MET * (rest.workMet ?? 0);
  const fcl = icl <= 0.078 ? 1 + 1.29 * icl : 1.05 + 0.645 * icl; // eq. 4
  const forced = 12.1 * Math.sqrt(rest.airSpeedMPerS);
  const [taK, trK] = [ta + KELVIN, tr + KELVIN];

  // Surface of the clothing, in hundreds of kelvin (eq. 2 and 3), as annex D iterates.
  const p1 = icl * fcl;
  const p2 = p1 * 3.96;
  const p3 = p1 * 100;
  const p4 = p1 * taK;
  const p5 = 308.7 - 0.028 * heat + p2 * (trK / 100) ** 4;
  let xf = (taK + (35.5 - ta) / (3.5 * (6.45 * icl + 0.1))) / 50;
  let xn = xf / 2;
  let hc = forced;
  for (let round = 0; Math.abs(xn - xf) > CLOSE; round++) {
    if (round > ROUNDS) return { pmv: Number.NaN, ppd: Number.NaN };
    xf = (xf + xn) / 2;
    hc = Math.max(forced, 2.38 * Math.abs(100 * xf - taK) ** 0.25);
    xn = (p5 + p4 * hc - p2 * xf ** 4) / (100 + p3 * hc);
  }
  const tcl = 100 * xn - KELVIN;

  const skin = 3.05e-3 * (5733 - 6.99 * heat - pa);
  const sweat = heat > W_PER_MET ? 0.42 * (heat - W_PER_MET) : 0;
  const breathLatent = 1.7e-5 * m * (5867 - pa);
  const breathDry = 0.0014 * m * (34 - ta);
  const radiation = 3.96 * fcl * (xn ** 4 - (trK / 100) ** 4);
  const convection = fcl * hc * (tcl - ta);
  const sensation = 0.303 * Math.exp(-0.036 * m) + 0.028;
  const pmv = sensation * (heat - skin - sweat - breathLatent - breathDry - radiation - convection); // eq. 1
  return { pmv, ppd: dissatisfiedPct(pmv) };
}

/** Eq. 5. */
export const dissatisfiedPct = (pmv: number): number => 100 - 95 * Math.exp(-0.033_53 * pmv ** 4 - 0.2179 * pmv ** 2);
