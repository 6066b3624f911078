/** The exact answer of a construction to temperatures that swing with one period: the transfer matrices of ISO 13786. */
import type { Construction } from "./layer.ts";

/** Heat flows into the inner face per kelvin of swing, W/m²K, as complex numbers. */
export interface Admittance {
  /** Of the room's own swing: the admittance Y of ISO 13786. */
  readonly selfRe: number;
  readonly selfIm: number;
  /** Of the swing outdoors: the periodic thermal transmittance. */
  readonly transferRe: number;
  readonly transferIm: number;
}

/**
 * Admittance at a period (s, > 0) with surface resistances (m²K/W) on both sides.
 * Source: ISO 13786:2017, equations 14-16 and 20-23; H. S. Carslaw and J. C. Jaeger, Conduction of Heat in Solids (1959), 3.7.
 */
export function admittance(construction: Construction, periodS: number, outerM2KPerW: number, innerM2KPerW: number): Admittance {
  const omega = (2 * Math.PI) / periodS;
  // Rows A, B and C, D of the product of the layers' matrices, real and imaginary part.
  let [aRe, aIm, bRe, bIm, cRe, cIm, dRe, dIm] = [1, 0, 0, 0, 0, 0, 1, 0];
  for (const { resistanceM2KPerW: R, capacityJPerM2K: C } of construction) {
    // gamma = z (1 + i), gamma² = i omega R C; cosh gamma, and s = sinh gamma / gamma, which is 1 at gamma = 0.
    const z = Math.sqrt((omega * R * C) / 2);
    // Layers that only resist, or only store: their matrices have one entry beside the ones.
    if (z === 0) {
      bRe += aRe * R;
      bIm += aIm * R;
      dRe += cRe * R;
      dIm += cIm * R;
      const store = omega * C;
      [aRe, aIm] = [aRe - bIm * store, aIm + bRe * store];
      [cRe, cIm] = [cRe - dIm * store, cIm + dRe * store];
      continue;
    }
    const [cosh, sinh, cos, sin] = [Math.cosh(z), Math.sinh(z), Math.cos(z), Math.sin(z)];
    const coshRe = cosh * cos;
    const coshIm = sinh * sin;
    const sRe = (sinh * cos + cosh * sin) / (2 * z);
    const sIm = (cosh * sin - sinh * cos) / (2 * z);
    const [oRe, oIm] = [R * sRe, R * sIm];
    const [uRe, uIm] = [-omega * C * sIm, omega * C * sRe];
    const [a, ai, b, bi, c, ci, d, di] = [aRe, aIm, bRe, bIm, cRe, cIm, dRe, dIm];
    aRe = a * coshRe - ai * coshIm + b * uRe - bi * uIm;
    aIm = a * coshIm + ai * coshRe + b * uIm + bi * uRe;
    bRe = a * oRe - ai * oIm + b * coshRe - bi * coshIm;
    bIm = a * oIm + ai * oRe + b * coshIm + bi * coshRe;
    cRe = c * coshRe - ci * coshIm + d * uRe - di * uIm;
    cIm = c * coshIm + ci * coshRe + d * uIm + di * uRe;
    dRe = c * oRe - ci * oIm + d * coshRe - di * coshIm;
    dIm = c * oIm + ci * oRe + d * coshIm + di * coshRe;
  }
  return betweenFilms(aRe, aIm, bRe, bIm, cRe, cIm, dRe, dIm, outerM2KPerW, innerM2KPerW);
}

/** The same of a chain of three resistances (m²K/W) and two capacities (J/m²K) between them: a fit asks for it by the thousand. */
export function chainAdmittance(
  [R0, R1, R2]: readonly [number, number, number],
  [C0, C1]: readonly [number, number],
  periodS: number,
  outerM2KPerW: number,
  innerM2KPerW: number,
): Admittance {
  const omega = (2 * Math.PI) / periodS;
  const [s0, s1] = [omega * C0, omega * C1];
  // After R0, C0 and R1; entries that are 1 or 0 are left out.
  const [b1, b1Im, d1Im] = [R0 + R1, R0 * s0 * R1, s0 * R1];
  // After C1, and then R2.
  const [aRe, aIm, cRe, cIm] = [1 - b1Im * s1, R0 * s0 + b1 * s1, -d1Im * s1, s0 + s1];
  const [bRe, bIm, dRe, dIm] = [b1 + aRe * R2, b1Im + aIm * R2, 1 + cRe * R2, d1Im + cIm * R2];
  return betweenFilms(aRe, aIm, bRe, bIm, cRe, cIm, dRe, dIm, outerM2KPerW, innerM2KPerW);
}

function betweenFilms(
  aRe: number,
  aIm: number,
  bRe: number,
  bIm: number,
  cRe: number,
  cIm: number,
  dRe: number,
  dIm: number,
  outerM2KPerW: number,
  innerM2KPerW: number,
): Admittance {
  // The outer film in front, the inner one behind.
  const [alphaRe, alphaIm] = [aRe + outerM2KPerW * cRe, aIm + outerM2KPerW * cIm];
  const betaRe = bRe + outerM2KPerW * dRe + innerM2KPerW * alphaRe;
  const betaIm = bIm + outerM2KPerW * dIm + innerM2KPerW * alphaIm;
  const size = betaRe * betaRe + betaIm * betaIm;
  return {
    selfRe: (alphaRe * betaRe + alphaIm * betaIm) / size,
    selfIm: (alphaIm * betaRe - alphaRe * betaIm) / size,
    transferRe: betaRe / size,
    transferIm: -betaIm / size,
  };
}
