/** How a zone felt to those who were in it: votes, categories and adaptive comfort, weighed by the hours that people spent there. */
import { adaptiveAshrae, adaptiveEn, isWithin } from "./adaptive.ts";
import { type Category, categoryOfVote } from "./categories.ts";
import { voteAnywhere } from "./pmv.ts";

/** Sitting at rest to light work at a desk (ISO 7730, table B.1: 1.0 to 1.2 met), in air that hardly moves. */
export const ACTIVITY_MET = 1.2;
export const AIR_SPEED_M_PER_S = 0.1;
/** Where nothing is known of the air's humidity. */
const HUMIDITY_PCT = 50;
/** ASHRAE 55 takes conditioned rooms for comfortable up to this vote. */
const ASHRAE_VOTE = 0.5;

export interface ZoneRows {
  readonly airTempC: ArrayLike<number>;
  /** Mean of air and radiant temperature. */
  readonly operativeTempC: ArrayLike<number>;
  /** NaN where it is not known. */
  readonly relativeHumidityPct: ArrayLike<number>;
  readonly persons: ArrayLike<number>;
  readonly clo: ArrayLike<number>;
  /** Outdoors, of the days before. */
  readonly runningMeanC: ArrayLike<number>;
}

/** Shares are of the hours that people spent in the zone, 0..1; NaN where nobody ever was. */
export interface ComfortOfZone {
  readonly personHours: number;
  /** Mean vote, -3 cold to 3 hot. */
  readonly pmv: number;
  /** Mean percentage of dissatisfied. */
  readonly ppdPct: number;
  /** In each category of EN 16798-1 by the vote, beyond all of them in `none`; they make up 1. */
  readonly categories: Readonly<Record<Category, number>>;
  /** ASHRAE 55, conditioned rooms: a vote of at most half a step. */
  readonly ashrae55: number;
  /** Hours whose outdoors the adaptive models cover, and of those within category II and 80 % acceptability. */
  readonly adaptiveHours: number;
  readonly adaptiveEnII: number;
  readonly adaptiveAshrae80: number;
}

/** Sums, so that zones can be put together. */
interface Sums {
  hours: number;
  pmv: number;
  ppd: number;
  categories: Record<Category, number>;
  ashrae55: number;
  adaptive: number;
  enII: number;
  ashrae80: number;
}

const nothing = (): Sums => ({
  hours: 0,
  pmv: 0,
  ppd: 0,
  categories: { I: 0, II: 0, III: 0, IV: 0, none: 0 },
  ashrae55: 0,
  adaptive: 0,
  enII: 0,
  ashrae80: 0,
});

/** Comfort of one zone from rows of `stepS`. */
export const comfortOfZone = (rows: ZoneRows, stepS: number): ComfortOfZone => shares(sumsOf(rows, stepS));

/** Comfort of several zones, each hour of each person counted once. */
export function comfortTogether(zones: readonly ZoneRows[], stepS: number): ComfortOfZone {
  const all = nothing();
  for (const zone of zones) {
    const own = sumsOf(zone, stepS);
    for (const key of ["hours", "pmv", "ppd", "ashrae55", "adaptive", "enII", "ashrae80"] as const) all[key] += own[key];
    for (const key of Object.keys(own.categories) as Category[]) all.categories[key] += own.categories[key];
  }
  return shares(all);
}

function sumsOf(rows: ZoneRows, stepS: number): Sums {
  const sums = nothing();
  for (let i = 0; i < rows.airTempC.length; i++) {
    const weight = (rows.persons[i]! * stepS) / 3600;
    if (!(weight > 0)) continue;
    const [airTempC, operativeC, humidity, usedToC] = [
      rows.airTempC[i]!,
      rows.operativeTempC[i]!,
      rows.relativeHumidityPct[i]!,
      rows.runningMeanC[i]!,
    ];
    const { pmv, ppd } = voteAnywhere({
      airTempC,
      radiantTempC: 2 * operativeC - airTempC,
      relativeHumidityPct: Number.isNaN(humidity) ? HUMIDITY_PCT : humidity,
      airSpeedMPerS: AIR_SPEED_M_PER_S,
      met: ACTIVITY_MET,
      clo: rows.clo[i]!,
    });
    sums.hours += weight;
    sums.pmv += weight * pmv;
    sums.ppd += weight * ppd;
    sums.categories[categoryOfVote(pmv)] += weight;
    if (Math.abs(pmv) <= ASHRAE_VOTE) sums.ashrae55 += weight;
    const en = adaptiveEn(usedToC, operativeC);
    const ashrae = adaptiveAshrae(usedToC, operativeC);
    if (!en || !ashrae) continue;
    sums.adaptive += weight;
    if (isWithin(en.bands.II, operativeC)) sums.enII += weight;
    if (isWithin(ashrae.bands[80], operativeC)) sums.ashrae80 += weight;
  }
  return sums;
}

function shares({ hours, pmv, ppd, categories, ashrae55, adaptive, enII, ashrae80 }: Sums): ComfortOfZone {
  const { I, II, III, IV, none } = categories;
  return {
    personHours: hours,
    pmv: pmv / hours,
    ppdPct: ppd / hours,
    categories: { I: I / hours, II: II / hours, III: III / hours, IV: IV / hours, none: none / hours },
    ashrae55: ashrae55 / hours,
    adaptiveHours: adaptive,
    adaptiveEnII: enII / adaptive,
    adaptiveAshrae80: ashrae80 / adaptive,
  };
}
