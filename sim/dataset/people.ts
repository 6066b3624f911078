/** Who is at home and what runs, step by step: generated days, of which no two are alike. */
import { type Random, stream, streamsOf } from "#domain";
import { PERSON_W } from "../life/people.ts";
import type { Calendar } from "./calendar.ts";
import { createDesk, type Desk } from "./desk.ts";

export interface PeopleInput {
  /** People of the zone on an average; the next whole number lives there. */
  readonly persons: number;
  /** Heat of devices that always run, and of all others together, W. */
  readonly applianceBaseW: number;
  readonly appliancePeakW: number;
  /** Exchange with every window wide open, 1/h. */
  readonly openWindowPerH: number;
  readonly seed: number;
  /** Whose streams they are, such as `b00012/living`. */
  readonly name: string;
  /** Middle of each step. */
  readonly calendar: Calendar;
  readonly stepS: number;
  /** Of each step, and its mean over the day around it, °C. */
  readonly outdoorTempC: ArrayLike<number>;
  readonly dayMeanC: ArrayLike<number>;
}

export interface People {
  readonly persons: Uint8Array | Uint16Array;
  /** Sensible heat of people and devices, W. */
  readonly gainW: Float64Array;
  /** Outdoor air through opened windows, 1/h. */
  readonly windowPerH: Float64Array;
}

/** Shares of those who work outside, who are at home, and who study; ours. */
const WORKER = 0.55;
const AT_HOME = 0.8;
const WEEKS = 53;

/** Airing wide open takes six minutes, once in about six hours that somebody is up. */
const AIRING_S = 360;
const AIRINGS_PER_H = 1 / 6;

/** Windows are tilted against heat on days warmer than this, while it is between these temperatures outside; a third of wide open. */
const WARM_DAY_C = 17;
const TILTED = { fromC: 13, toC: 25, share: 1 / 3 };

/** How far windows are tilted against heat, as a share of wide open. */
export const tiltedShare = (dayMeanC: number, outdoorTempC: number): number =>
  dayMeanC > WARM_DAY_C && outdoorTempC > TILTED.fromC && outdoorTempC < TILTED.toC ? TILTED.share : 0;

interface Habit {
  readonly kind: "worker" | "home" | "student";
  readonly leaveH: number;
  readonly backH: number;
  readonly wakeH: number;
  readonly bedH: number;
  /** Weeks away in a year. */
  readonly away: ReadonlySet<number>;
}

/** Columns of a day of a person: when who is out, in the evening too, and awake. */
const DAY_WIDTH = 6;

/**
 * The steps' people, heat and windows. The same name and seed give the same days whatever the step.
 * @param desk of this zone alone, for `gainW` and `windowPerH`, which then hold until the next building
 */
export function generatePeople(input: PeopleInput, desk: Desk = createDesk()): People {
  const { calendar, stepS, outdoorTempC, dayMeanC, applianceBaseW, appliancePeakW, openWindowPerH } = input;
  const steps = calendar.day.length;
  const count = Math.ceil(input.persons - 1e-9);
  const household = stream(input.seed, `people/${input.name}/household`);
  const habits = Array.from({ length: count }, () => habitOf(household));
  const gone = new Set([household.below(WEEKS), household.below(WEEKS), household.below(WEEKS)].slice(0, 1 + household.below(3)));
  const persons = new Uint8Array(steps);
  const gainW = desk.floats("gain", steps);
  const windowPerH = desk.floats("window", steps);
  const days = new Float64Array(count * DAY_WIDTH);
  const burst = stepS / 1_800;
  const airing = (AIRINGS_PER_H * stepS) / 3_600;
  const airingShare = Math.min(1, AIRING_S / stepS);
  const ownDays = habits.map((_, p) => streamsOf(input.seed, `people/${input.name}/${p}/`));
  const uses = streamsOf(input.seed, `people/${input.name}/use/`);
  let spikeW = 0;

  for (let from = 0; from < steps; ) {
    const day = calendar.day[from]!;
    const weekend = calendar.weekend[from] === 1;
    let end = from + 1;
    while (end < steps && calendar.day[end] === day) end++;
    for (let p = 0; p < count; p++) dayOf(days, p * DAY_WIDTH, habits[p]!, day, weekend, ownDays[p]!(`${day}`));
    const use = uses(`${day}/${stepS}`);
    const living = gone.has(Math.floor(day / 7) % WEEKS) ? 0 : days.length;
    for (let i = from; i < end; i++) {
      const hour = calendar.hour[i]!;
      let [there, awake] = [0, 0];
      for (let k = 0; k < living; k += DAY_WIDTH) {
        if ((hour >= days[k]! && hour < days[k + 1]!) || (hour >= days[k + 2]! && hour < days[k + 3]!)) continue;
        there++;
        if (hour >= days[k + 4]! && hour < days[k + 5]!) awake++;
      }
      persons[i] = there;
      const busy = count > 0 ? awake / count : 0;
      // Cooking, washing and the like: bursts that last about half an hour.
      if (use.uniform() < burst) spikeW = use.uniform() < 0.25 ? appliancePeakW * busy * 1.5 * use.uniform() : 0;
      const drawn = 0.15 + 0.45 * busy * (0.6 + 0.8 * use.uniform());
      gainW[i] = PERSON_W * there + applianceBaseW + appliancePeakW * drawn * busy + spikeW * busy;
      const airs = awake > 0 && use.uniform() < airing;
      const tilted = there > 0 ? tiltedShare(dayMeanC[i]!, outdoorTempC[i]!) : 0;
      windowPerH[i] = openWindowPerH * Math.max(airs ? airingShare : 0, tilted);
    }
    from = end;
  }
  return { persons, gainW, windowPerH };
}

function habitOf(random: Random): Habit {
  const u = random.uniform();
  const kind = u < WORKER ? "worker" : u < AT_HOME ? "home" : "student";
  const [leave, back] = kind === "worker" ? [7.6, 17.2] : kind === "student" ? [7.7, 14.8] : [10, 11.5];
  const leaveH = leave + 0.8 * random.normal();
  const away = new Set([random.below(WEEKS), random.below(WEEKS)]);
  return {
    kind,
    leaveH,
    backH: Math.max(leaveH + 1, back + random.normal()),
    wakeH: Math.min(leaveH - 0.7, 6.6 + 0.7 * random.normal()),
    bedH: Math.min(23.9, 22.6 + 0.6 * random.normal()),
    away,
  };
}

/** Nobody is out from `NEVER` on. */
const NEVER = 99;

/** Writes a person's day into `out` from `at` on: out from and to, in the evening from and to, awake from and to, h. */
function dayOf(out: Float64Array, at: number, habit: Habit, day: number, weekend: boolean, random: Random): void {
  const jitter = () => 0.35 * random.normal();
  const [wakeH, bedH] = [habit.wakeH + jitter() + (weekend ? 1.2 : 0), habit.bedH + jitter()];
  const away = habit.away.has(Math.floor(day / 7) % WEEKS);
  const goesOut = random.uniform() < (weekend ? 0.65 : habit.kind === "home" ? 0.7 : 0.93);
  const from = weekend ? 9 + 6 * random.uniform() : habit.leaveH + jitter();
  const to = weekend ? from + 1 + 5 * random.uniform() : habit.backH + jitter();
  const evening = random.uniform() < 0.15;
  const eveningFromH = 18 + 1.5 * random.uniform();
  out[at] = away ? 0 : goesOut ? from : NEVER;
  out[at + 1] = away ? 24 : to;
  out[at + 2] = evening ? eveningFromH : NEVER;
  out[at + 3] = eveningFromH + 1.5 + 2.5 * random.uniform();
  out[at + 4] = wakeH;
  out[at + 5] = bedH;
}
