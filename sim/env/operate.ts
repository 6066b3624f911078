/** Lets a policy live in a zone, and asks the zone what it would have done under another plan. */
import { column, type Frame, rowTs } from "#domain";
import { COMFORT_18_26, type ComfortBand, comfortBand } from "../excitation/comfort-band.ts";
import { type SetbackSchedule, setpointAt } from "../excitation/controllers/setback.ts";
import type { HeatedZone, HeatedZoneState } from "./heated-zone.ts";
import type { Policy } from "./policies.ts";

/** What the zone is used for: local time, set-points, and when somebody is at home. */
export interface Household {
  /** Local hour (0..24) and whether it is a workday, at each row of the weather. */
  readonly hours: Float64Array;
  readonly setpointC: Float64Array;
  /** 1 where somebody is there. */
  readonly occupied: Float64Array;
  readonly band: ComfortBand;
  readonly outdoorTempC: Float64Array;
}

const EMPTY = { minC: 14, maxC: 30 };
const RECOVERY_K_PER_H = 0.5;

/** At home from 17 to 8 and all weekend; the band of the empty home is 14..30 °C and closes in time. */
export function household(weather: Frame, schedule: SetbackSchedule, utcOffsetH: number): Household {
  const local = (i: number) => new Date(rowTs(weather, i) + utcOffsetH * 3_600_000);
  const rows = Array.from({ length: weather.length }, (_, i) => local(i));
  const hours = Float64Array.from(rows, (d) => d.getUTCHours() + d.getUTCMinutes() / 60);
  const occupied = Float64Array.from(rows, (d, i) => {
    const day = d.getUTCDay();
    return day === 0 || day === 6 || hours[i]! < 8 || hours[i]! >= 17 ? 1 : 0;
  });
  return {
    hours,
    outdoorTempC: column(weather, "outdoorTempC"),
    setpointC: hours.map((hour) => setpointAt(schedule, hour)),
    occupied,
    band: comfortBand({
      occupied,
      stepS: weather.stepS,
      whenOccupied: COMFORT_18_26,
      whenEmpty: EMPTY,
      recoveryKPerH: RECOVERY_K_PER_H,
    }),
  };
}

/** A policy's life from the zone's row on: the state at each row, what acted, and the zone's state for going back. */
export interface Lived {
  readonly fromRow: number;
  /** One more than shares. */
  readonly airTempC: Float64Array;
  readonly heatingShare: Float64Array;
  /** By row, as far as asked for with `keepEvery`. */
  readonly states: ReadonlyMap<number, HeatedZoneState>;
}

export interface OperateOptions {
  /** Keeps the state before each so manieth step; none when left out. */
  readonly keepEvery?: number;
  /** Whether people open windows when it is too warm; they stay shut when left out. */
  readonly windows?: boolean;
  /** Heating rests while it is warmer outdoors, whatever the policy asks for; never when left out, °C. */
  readonly heatingLimitC?: number;
}

/** Who is at home opens windows above this, if it is cooler outdoors; so many air changes an hour come in (tilted, cross-flow). */
const AIRING_ABOVE_C = 24;
const AIRING_PER_H = 4;

/** Lives `steps` steps. */
export function operate(
  zone: HeatedZone,
  home: Household,
  policy: Policy,
  steps: number,
  { keepEvery = 0, windows = false, heatingLimitC = Number.POSITIVE_INFINITY }: OperateOptions = {},
): Lived {
  const fromRow = zone.row;
  const airTempC = new Float64Array(steps + 1);
  const heatingShare = new Float64Array(steps);
  const states = new Map<number, HeatedZoneState>();
  airTempC[0] = zone.airTempC;
  let before: number | undefined;
  for (let k = 0; k < steps; k++) {
    const row = fromRow + k;
    if (keepEvery > 0 && k % keepEvery === 0) states.set(k, zone.snapshot());
    const warm = zone.airTempC > Math.max(AIRING_ABOVE_C, home.outdoorTempC[row]!);
    const airM3PerH = windows && warm && home.occupied[row] === 1 ? AIRING_PER_H * zone.volumeM3 : 0;
    const heating = policy({
      airTempC: zone.airTempC,
      setpointC: home.setpointC[row]!,
      levelBefore: before,
      band: home.band.at(row + 1),
      predictC: (level) => lookAhead(zone, level, airM3PerH),
    });
    airTempC[k + 1] = zone.step(home.outdoorTempC[row]! > heatingLimitC ? 0 : heating, airM3PerH);
    heatingShare[k] = zone.heatingShare;
    before = zone.heatingShare;
  }
  return { fromRow, airTempC, heatingShare, states };
}

/** Air temperature a step on if the heating does `share`; the zone stays where it is. */
function lookAhead(zone: HeatedZone, share: number, airM3PerH: number): number {
  const here = zone.snapshot();
  const tempC = zone.step(share, airM3PerH);
  zone.restore(here);
  return tempC;
}

/** Air temperature (°C) after each step of `plan`, from `state`; the zone is left at the plan's end. */
export function branch(zone: HeatedZone, state: HeatedZoneState, plan: Float64Array): Float64Array {
  zone.restore(state);
  return plan.map((share) => zone.step(share));
}
