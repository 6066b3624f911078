/** Water in air: saturation pressure, dew point and relative humidity over water. */

/** Constants of the Magnus formula over water, -45..60 °C within 0.4 %. Source: WMO-No. 8, 2018, annex 4.B. */
const MAGNUS_A = 17.62;
const MAGNUS_B_C = 243.12;

/** Pressure of saturated water vapour, Pa. */
export const saturationPressurePa = (tempC: number): number => 611.2 * Math.exp((MAGNUS_A * tempC) / (MAGNUS_B_C + tempC));

/** Relative humidity, %, of air at `tempC` with the given dew point; a dew point above the temperature gives 100. */
export const relativeHumidityPct = (tempC: number, dewPointC: number): number =>
  Math.min(100, (100 * saturationPressurePa(dewPointC)) / saturationPressurePa(tempC));

/** Dew point, °C, of air at `tempC`; a humidity below 1 % counts as 1 %. */
export function dewPointC(tempC: number, humidityPct: number): number {
  const x = Math.log(Math.max(1, humidityPct) / 100) + (MAGNUS_A * tempC) / (MAGNUS_B_C + tempC);
  return (MAGNUS_B_C * x) / (MAGNUS_A - x);
}

/** Pressure of the standard atmosphere at a height above sea level, Pa. Source: ICAO Doc 7488. */
export const standardPressurePa = (elevationM: number): number => 101_325 * (1 - 2.25577e-5 * elevationM) ** 5.25588;
