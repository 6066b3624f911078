/** Where an archetype stands when nobody says where: a large town of its country, and how cold it gets there. */
import { unknownName } from "#domain";
import { CLIMATES, type ClimateId } from "../../weather/index.ts";

export interface ArchetypePlace {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly timeZone: string;
  /** Outdoor temperature that radiators are sized for. */
  readonly designTempC: number;
  /** Mean of the heating season, for cellars and soil; left out: that of the type's own climate. */
  readonly seasonTempC?: number | undefined;
}

const at = (latitudeDeg: number, longitudeDeg: number, timeZone: string, designTempC: number): ArchetypePlace => ({
  latitudeDeg,
  longitudeDeg,
  timeZone,
  designTempC,
});

/** Design temperatures are rounded from the national annexes of EN 12831 for these towns. */
const TOWNS: Readonly<Record<string, ArchetypePlace>> = {
  at: at(48.21, 16.37, "Europe/Vienna", -13),
  be: at(50.85, 4.35, "Europe/Brussels", -8),
  cy: at(35.17, 33.36, "Asia/Nicosia", 3),
  cz: at(50.08, 14.44, "Europe/Prague", -13),
  de: at(52.39, 13.06, "Europe/Berlin", -14),
  dk: at(55.68, 12.57, "Europe/Copenhagen", -12),
  fr: at(48.86, 2.35, "Europe/Paris", -7),
  hu: at(47.5, 19.04, "Europe/Budapest", -13),
  ie: at(53.35, -6.26, "Europe/Dublin", -3),
  nl: at(52.37, 4.9, "Europe/Amsterdam", -10),
  pl: at(52.23, 21.01, "Europe/Warsaw", -18),
  rs: at(44.79, 20.46, "Europe/Belgrade", -12),
  si: at(46.06, 14.51, "Europe/Ljubljana", -13),
};

/** Days warmer than this need no heat, so that they do not belong to the season (TABULA: base temperature 12 °C). */
const SEASON_BASE_C = 12;
/** Colder than the coldest month's mean by so much on the day that radiators are sized for. */
const COLD_DAY_K = 15;

export function townOf(country: string): ArchetypePlace {
  const town = TOWNS[country.toLowerCase()];
  if (!town) throw unknownName("country of an archetype", country, Object.keys(TOWNS));
  return town;
}

/** Where a synthetic climate was seen, with its heating season. */
export function placeOfClimate(id: ClimateId): ArchetypePlace {
  const { latitudeDeg, longitudeDeg, timeZone, meanTempC } = CLIMATES[id];
  const cold = meanTempC.filter((t) => t < SEASON_BASE_C);
  const coldest = Math.min(...meanTempC);
  return {
    latitudeDeg,
    longitudeDeg,
    timeZone,
    designTempC: Math.round(coldest - COLD_DAY_K),
    seasonTempC: cold.length > 0 ? cold.reduce((a, b) => a + b, 0) / cold.length : coldest,
  };
}
