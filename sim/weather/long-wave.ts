/** The cold of the sky: its radiant temperature from measured infrared, or from humidity and cloud. */

/** Stefan-Boltzmann constant, W/(m² K⁴) (CODATA 2018, exact). */
export const STEFAN_BOLTZMANN = 5.670374419e-8;
const ZERO_C_K = 273.15;

/** Temperature of the black sky that sends `infraredWPerM2` down on the horizontal, °C. */
export const skyTempFromInfraredC = (infraredWPerM2: number): number => (infraredWPerM2 / STEFAN_BOLTZMANN) ** 0.25 - ZERO_C_K;

/**
 * Temperature of the sky, °C, from air temperature, dew point (both °C) and cloud cover (0..1).
 *
 * Clear sky: G. Clark and C. Allen, The estimation of atmospheric radiation for clear and cloudy skies, Proc. 2nd
 * National Passive Solar Conference (1978) 675; cloud in tenths: G. N. Walton, NBSIR 83-2655 (1983).
 */
export function skyTempFromCloudC(tempC: number, dewPointTempC: number, cloudCover: number): number {
  const N = 10 * cloudCover;
  const clear = 0.787 + 0.764 * Math.log((dewPointTempC + ZERO_C_K) / 273);
  const emissivity = Math.min(1, clear * (1 + N * (0.0224 + N * (-0.0035 + N * 0.00028))));
  return emissivity ** 0.25 * (tempC + ZERO_C_K) - ZERO_C_K;
}
