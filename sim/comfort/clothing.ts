/** What people wear by the weather: the clothing model that ASHRAE 55 permits where nobody counted. */

/**
 * Insulation, clo, by the outdoor temperature at six in the morning, °C: 1 in hard frost to 0.46 in summer.
 *
 * Source: Schiavon and Lee, Building and Environment 59 (2013) 250, as ASHRAE 55-2020, 5.2.2.2 takes it over.
 */
export function clothingClo(outdoorAtSixC: number): number {
  if (outdoorAtSixC < -5) return 1;
  if (outdoorAtSixC < 5) return 0.818 - 0.0364 * outdoorAtSixC;
  if (outdoorAtSixC < 26) return 10 ** (-0.1635 - 0.0066 * outdoorAtSixC);
  return 0.46;
}
