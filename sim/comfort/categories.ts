/** Categories of EN 16798-1:2019 for heated and cooled buildings, by vote and by CO2. */

export type Category = "I" | "II" | "III" | "IV" | "none";

/** Votes up to these bounds (EN 16798-1 table B.1). */
const BY_VOTE: readonly (readonly [Category, number])[] = [
  ["I", 0.2],
  ["II", 0.5],
  ["III", 0.7],
  ["IV", 1],
];
/** CO2 above outdoors, ppm (EN 16798-1 table B.9, living rooms and offices). */
const BY_CO2: readonly (readonly [Category, number])[] = [
  ["I", 550],
  ["II", 800],
  ["III", 1350],
];

const first = (table: readonly (readonly [Category, number])[], value: number, beyond: Category): Category =>
  table.find(([, most]) => value <= most)?.[0] ?? beyond;

export const categoryOfVote = (pmv: number): Category => first(BY_VOTE, Math.abs(pmv), "none");

/** Category by CO2 above the outdoor air's, ppm. */
export const categoryOfCo2 = (aboveOutdoorPpm: number): Category =>
  Number.isNaN(aboveOutdoorPpm) ? "none" : first(BY_CO2, aboveOutdoorPpm, "IV");
