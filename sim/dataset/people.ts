/** Who is at home and what runs, step by step: generated days, of which no two are alike. */
import { type Random, stream } from "#domain";
import type { LocalTime } from "../building/local-time.ts";

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
  readonly times: readonly LocalTime[];
  readonly stepS: number;
  /** Of each step, and its mean over the day around it, °C. */
  readonly outdoorTempC: ArrayLike<number>;
  readonly dayMeanC: ArrayLike<number>;
}

export interface People {
  readonly persons: Uint8Array;
  /** Sensible heat of people and devices, W. */
  readonly gainW: Float64Array;
  /** Outdoor air through opened windows, 1/h. */
  readonly windowPerH: Float64Array;
}

/** Sensible heat of a person, W (DIN 18599-10). */
const PERSON_W = 70;

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

interface Habit {
  readonly kind: "worker" | "home" | "student";
  readonly leaveH: number;
  readonly backH: number;
  readonly wakeH: number;
  readonly bedH: number;
  /** Weeks away in a year. */
  readonly away: ReadonlySet<number>;
}

interface Day {
  readonly outFromH: number;
  readonly outToH: number;
  readonly eveningFromH: number;
  readonly eveningToH: number;
  readonly wakeH: number;
  readonly bedH: number;
}

/** The steps' people, heat and windows. The same name and seed give the same days whatever the step. */
export function generatePeople(input: PeopleInput): People {
  const { times, stepS, outdoorTempC, dayMeanC } = input;
  const steps = times.length;
  const count = Math.ceil(input.persons - 1e-9);
  const household = stream(input.seed, `people/${input.name}/household`);
  const habits = Array.from({ length: count }, () => habitOf(household));
  const gone = new Set([household.below(WEEKS), household.below(WEEKS), household.below(WEEKS)].slice(0, 1 + household.below(3)));
  const persons = new Uint8Array(steps);
  const gainW = new Float64Array(steps);
  const windowPerH = new Float64Array(steps);
  let day = Number.NaN;
  let days: Day[] = [];
  let use: Random = household;
  let spikeW = 0;

  for (let i = 0; i < steps; i++) {
    const time = times[i]!;
    if (time.day !== day) {
      day = time.day;
      days = habits.map((habit, p) => dayOf(habit, time, stream(input.seed, `people/${input.name}/${p}/${day}`)));
      use = stream(input.seed, `people/${input.name}/use/${day}/${stepS}`);
    }
    const holiday = gone.has(Math.floor(day / 7) % WEEKS);
    let [there, awake] = [0, 0];
    if (!holiday)
      for (let p = 0; p < count; p++) {
        const own = days[p]!;
        const away =
          (time.hour >= own.outFromH && time.hour < own.outToH) || (time.hour >= own.eveningFromH && time.hour < own.eveningToH);
        if (away) continue;
        there++;
        if (time.hour >= own.wakeH && time.hour < own.bedH) awake++;
      }
    persons[i] = there;
    const busy = count > 0 ? awake / count : 0;
    // Cooking, washing and the like: bursts that last about half an hour.
    if (use.uniform() < stepS / 1_800) spikeW = use.uniform() < 0.25 ? input.appliancePeakW * busy * 1.5 * use.uniform() : 0;
    const drawn = 0.15 + 0.45 * busy * (0.6 + 0.8 * use.uniform());
    gainW[i] = PERSON_W * there + input.applianceBaseW + input.appliancePeakW * drawn * busy + spikeW * busy;
    const airs = awake > 0 && use.uniform() < (AIRINGS_PER_H * stepS) / 3_600;
    const outdoor = outdoorTempC[i]!;
    const tilted = there > 0 && dayMeanC[i]! > WARM_DAY_C && outdoor > TILTED.fromC && outdoor < TILTED.toC;
    windowPerH[i] = input.openWindowPerH * Math.max(airs ? Math.min(1, AIRING_S / stepS) : 0, tilted ? TILTED.share : 0);
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

function dayOf(habit: Habit, { day, weekend }: LocalTime, random: Random): Day {
  const jitter = () => 0.35 * random.normal();
  const [wakeH, bedH] = [habit.wakeH + jitter() + (weekend ? 1.2 : 0), habit.bedH + jitter()];
  const away = habit.away.has(Math.floor(day / 7) % WEEKS);
  const goesOut = random.uniform() < (weekend ? 0.65 : habit.kind === "home" ? 0.7 : 0.93);
  const from = weekend ? 9 + 6 * random.uniform() : habit.leaveH + jitter();
  const to = weekend ? from + 1 + 5 * random.uniform() : habit.backH + jitter();
  const evening = random.uniform() < 0.15;
  const eveningFromH = 18 + 1.5 * random.uniform();
  return {
    outFromH: away ? 0 : goesOut ? from : NEVER,
    outToH: away ? 24 : to,
    eveningFromH: evening ? eveningFromH : NEVER,
    eveningToH: eveningFromH + 1.5 + 2.5 * random.uniform(),
    wakeH,
    bedH,
  };
}
