/** Adaptive comfort in buildings without cooling: EN 16798-1:2019 annex B.2.2 and ASHRAE 55-2020 section 5.4. */
import type { Band } from "../excitation/comfort-band.ts";

/** EN categories, I the strictest; ASHRAE acceptabilities in per cent of people. */
export type EnCategory = "I" | "II" | "III";
export type AshraeAcceptability = 90 | 80;

export interface AdaptiveComfort {
  /** Most comfortable operative temperature. */
  readonly comfortC: number;
  readonly bands: Readonly<Record<string, Band>>;
}

/** K above and below the comfort temperature. */
const EN_WIDTH = { I: [3, 2], II: [4, 3], III: [5, 4] } as const satisfies Record<EnCategory, readonly [number, number]>;
const ASHRAE_WIDTH = { 90: 2.5, 80: 3.5 } as const satisfies Record<AshraeAcceptability, number>;

/** Moving air makes warmth above 25 °C bearable: by so much the upper bound rises (EN table B.6, ASHRAE table 5-13). */
function airSpeedBonusK(airSpeedMPerS: number, operativeC: number): number {
  if (!(operativeC > 25) || airSpeedMPerS < 0.6) return 0;
  if (airSpeedMPerS < 0.9) return 1.2;
  return airSpeedMPerS < 1.2 ? 1.8 : 2.2;
}

/**
 * Comfort by EN 16798-1 at a running mean of the outdoor temperature (°C, 10..30; undefined outside) and an operative
 * temperature, which decides whether moving air (m/s) helps.
 */
export function adaptiveEn(
  runningMeanC: number,
  operativeC: number,
  airSpeedMPerS = 0.1,
): (AdaptiveComfort & { readonly bands: Readonly<Record<EnCategory, Band>> }) | undefined {
  if (!(runningMeanC >= 10 && runningMeanC <= 30)) return undefined;
  const comfortC = 0.33 * runningMeanC + 18.8;
  const bonus = airSpeedBonusK(airSpeedMPerS, operativeC);
  const band = ([below, above]: readonly [number, number]): Band => ({ minC: comfortC - below, maxC: comfortC + above + bonus });
  return { comfortC, bands: { I: band(EN_WIDTH.I), II: band(EN_WIDTH.II), III: band(EN_WIDTH.III) } };
}

/** Comfort by ASHRAE 55 at a prevailing mean outdoor temperature (°C, 10..33.5; undefined outside). */
export function adaptiveAshrae(
  prevailingMeanC: number,
  operativeC: number,
  airSpeedMPerS = 0.1,
): (AdaptiveComfort & { readonly bands: Readonly<Record<AshraeAcceptability, Band>> }) | undefined {
  if (!(prevailingMeanC >= 10 && prevailingMeanC <= 33.5)) return undefined;
  const comfortC = 0.31 * prevailingMeanC + 17.8;
  const bonus = airSpeedBonusK(airSpeedMPerS, operativeC);
  const band = (width: number): Band => ({ minC: comfortC - width, maxC: comfortC + width + bonus });
  return { comfortC, bands: { 90: band(ASHRAE_WIDTH[90]), 80: band(ASHRAE_WIDTH[80]) } };
}

export const isWithin = ({ minC, maxC }: Band, operativeC: number): boolean => operativeC >= minC && operativeC <= maxC;
