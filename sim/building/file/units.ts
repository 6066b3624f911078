/** Units by the ending of a name: how a building file says what its numbers are in. */

/** Longer endings first: `WPerM2K` also ends in `K`. */
const UNITS: readonly (readonly [ending: string, unit: string])[] = [
  ["JPerM2K", "J/m²K"],
  ["WPerM2K", "W/m²K"],
  ["WPerMK", "W/mK"],
  ["M2KPerW", "m²K/W"],
  ["KgPerM3", "kg/m³"],
  ["JPerKgK", "J/kgK"],
  ["WPerM3PerH", "W per m³/h"],
  ["WPerM2", "W/m²"],
  ["WPerK", "W/K"],
  ["M3PerH", "m³/h"],
  ["WhPerDay", "Wh/day"],
  ["GPerH", "g/h"],
  ["PerH", "1/h"],
  ["PerK", "1/K"],
  ["TempC", "°C"],
  ["Hour", "h of the day"],
  ["Deg", "degrees"],
  ["Share", "share, 0..1"],
  ["M3", "m³"],
  ["M2", "m²"],
  ["Wh", "Wh"],
  ["W", "W"],
  ["K", "K"],
  ["C", "°C"],
  ["M", "m"],
  ["S", "s"],
];

/** The unit that a name ends in; empty for one that ends in none. */
export const unitOf = (name: string): string =>
  UNITS.find(
    ([ending]) => name.length > ending.length && name.endsWith(ending) && /[a-z0-9)]/.test(name.at(-ending.length - 1) ?? ""),
  )?.[1] ?? "";
