/** Operative temperature: what a person feels of air and surfaces together. */

/** Share of the air by its speed (ISO 7726:1998 annex G; ASHRAE 55-2020 appendix A). */
function airShare(airSpeedMPerS: number): number {
  if (airSpeedMPerS < 0.2) return 0.5;
  return airSpeedMPerS < 0.6 ? 0.6 : 0.7;
}

/** Operative temperature, °C, of air and mean radiant temperature at an air speed (m/s, 0.1 when left out). */
export function operativeTempC(airTempC: number, radiantTempC: number, airSpeedMPerS = 0.1): number {
  const a = airShare(airSpeedMPerS);
  return a * airTempC + (1 - a) * radiantTempC;
}
