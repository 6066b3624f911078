/** Who works somewhere and what runs there, step by step: days by a table of uses, of which no two are alike. */
import { type Random, stream, streamsOf } from "#domain";
import { PERSON_W } from "../life/people.ts";
import type { Calendar } from "./calendar.ts";
import { createDesk, type Desk } from "./desk.ts";
import { type People, tiltedShare } from "./people.ts";
import type { Use } from "./uses.ts";
import { dayLevels, workYear } from "./work-year.ts";

export interface WorkInput {
  readonly use: Use;
  readonly floorAreaM2: number;
  /** Multiplies devices and lights. */
  readonly applianceScale: number;
  readonly openWindowPerH: number;
  readonly seed: number;
  /** Of the building: its rooms share working hours, holidays and vacations. */
  readonly building: string;
  readonly zone: string;
  /** Middle of each step. */
  readonly calendar: Calendar;
  /** Of each step, and its mean over the day around it, °C; global irradiance, W/m². */
  readonly outdoorTempC: ArrayLike<number>;
  readonly dayMeanC: ArrayLike<number>;
  readonly irradianceWPerM2: ArrayLike<number>;
}

export interface Work extends People {
  /** 1 while the room is to be warm: from before the doors open until they close, on working days. */
  readonly warm: Uint8Array;
}

/** Lights are dimmed by daylight up to this much sun outdoors, W/m². */
const BRIGHT_W_PER_M2 = 250;
/** Fans run faster above, electric heaters below, °C. */
const HOT_C = 16;
const COLD_C = 8;
/** A person's share of an hour, below which nobody needs the room warm. */
const HARDLY_ANYBODY = 0.05;

/** How this place differs from others of its use. */
interface Manner {
  /** Everything earlier or later, h. */
  readonly lateH: number;
  readonly always: number;
  /** Share of lights that daylight replaces, and that burn at night. */
  readonly daylight: number;
  readonly nightLight: number;
  /** Fans and pumps that run by the clock, as a share of devices. */
  readonly plant: number;
  /** Deviation of hours, days and weeks, as a share. */
  readonly hourly: number;
  readonly daily: number;
  readonly weekly: number;
  /** A device that is on now and then: chance an hour, size as a share of devices, mean time on, h. */
  readonly eventsPerH: number;
  readonly eventShare: number;
  readonly eventH: number;
  /** What fans draw more on hot days and electric heaters on cold ones, as a share of devices for 10 K. */
  readonly hot: number;
  readonly cold: number;
  /** Hours of heating before the doors open. */
  readonly leadH: number;
}

/**
 * The steps' people, heat (W), windows (1/h) and hours of warmth. The same names, seed and first day give the same days whatever
 * the step: moods of weeks go on from one day to the next. How far everything is drawn is ours.
 * @param desk of this zone alone, for `gainW` and `windowPerH`, which then hold until the next building
 */
export function generateWork(input: WorkInput, desk: Desk = createDesk()): Work {
  const { use, floorAreaM2, calendar, outdoorTempC, dayMeanC, irradianceWPerM2, openWindowPerH } = input;
  const steps = calendar.day.length;
  const area = floorAreaM2 * use.floorShare;
  const seats = Math.max(1, Math.round(area * use.personsPerM2));
  const devicesW = area * use.devicesWPerM2 * input.applianceScale;
  const lightsW = area * use.lightsWPerM2 * input.applianceScale;
  const manner = mannerOf(use, stream(input.seed, `work/${input.building}/manner`));
  const year = workYear(use, input.seed, input.building);
  const days = streamsOf(input.seed, `work/${input.building}/${input.zone}/`);
  const persons = new Uint16Array(steps);
  const warm = new Uint8Array(steps);
  const gainW = desk.floats("gain", steps);
  const windowPerH = desk.floats("window", steps);
  const hours = { jitter: new Float64Array(24), event: new Float64Array(24), airs: new Uint8Array(24) };
  const mood = { hour: 0, week: 0, eventLeftH: 0 };

  for (let from = 0; from < steps; ) {
    const day = calendar.day[from]!;
    let end = from + 1;
    while (end < steps && calendar.day[end] === day) end++;
    const random = days(`${day}`);
    const level = dayLevels(year, day);
    mood.week += -mood.week / 14 + manner.weekly * Math.sqrt(2 / 14) * random.normal();
    const dayMood = manner.daily * random.normal() + mood.week;
    const today = level.life * Math.exp(dayMood);
    const always = manner.always * Math.exp(0.5 * dayMood);
    const late = manner.lateH + 0.15 * random.normal();
    drawHours(hours, mood, manner, random);
    for (let i = from; i < end; i++) {
      const hour = calendar.hour[i]!;
      const h = Math.min(23, Math.floor(hour));
      const at = hour - late;
      const there = Math.min(1.2, today * course(use.persons, at));
      const running = Math.min(1.2, today * course(use.devices, at) * (1 + hours.jitter[h]!));
      const open = there > HARDLY_ANYBODY;
      persons[i] = Math.round(seats * there);
      const lit = Math.max(manner.nightLight, open ? Math.min(1, 0.3 + there) : 0);
      const dimmed = 1 - manner.daylight * Math.min(1, irradianceWPerM2[i]! / BRIGHT_W_PER_M2);
      const outdoor = outdoorTempC[i]!;
      const weather = manner.hot * Math.max(0, outdoor - HOT_C) + manner.cold * Math.max(0, COLD_C - outdoor);
      const device =
        always * (1 + 0.5 * hours.jitter[h]!) +
        (1 - manner.always) * running +
        (open ? manner.plant : 0) +
        (weather / 10) * (open ? 1 : 0.3) +
        hours.event[h]!;
      gainW[i] = PERSON_W * persons[i]! + devicesW * device + lightsW * lit * dimmed;
      warm[i] = level.open && course(use.persons, at + manner.leadH) + course(use.persons, at) > HARDLY_ANYBODY ? 1 : 0;
      const airs = open && hours.airs[h] === 1 ? 0.1 : 0;
      windowPerH[i] = openWindowPerH * Math.max(airs, open ? tiltedShare(dayMeanC[i]!, outdoor) : 0);
    }
    from = end;
  }
  return { persons, gainW, windowPerH, warm };
}

function mannerOf(use: Use, random: Random): Manner {
  const [least, most] = use.always;
  return {
    lateH: 0.7 * random.normal(),
    always: least + (most - least) * random.uniform(),
    daylight: 0.7 * random.uniform(),
    nightLight: 0.3 * random.uniform() ** 2,
    plant: random.uniform() < 0.5 ? 0 : 0.5 * random.uniform(),
    hourly: 0.02 + 0.1 * random.uniform(),
    daily: 0.02 + 0.08 * random.uniform(),
    weekly: 0.03 + 0.12 * random.uniform(),
    hot: random.uniform() < 0.5 ? 0 : 0.6 * random.uniform(),
    cold: random.uniform() < 0.5 ? 0 : 0.4 * random.uniform(),
    eventsPerH: random.uniform() < 0.4 ? 0 : 0.03 * random.uniform(),
    eventShare: 0.4 * random.uniform(),
    eventH: 1 + 5 * random.uniform(),
    leadH: Math.floor(4 * random.uniform()),
  };
}

/** Wobble, events and airings of a day's hours; what is under way goes on into the next day. */
function drawHours(
  hours: { jitter: Float64Array; event: Float64Array; airs: Uint8Array },
  mood: { hour: number; eventLeftH: number },
  manner: Manner,
  random: Random,
): void {
  for (let h = 0; h < 24; h++) {
    mood.hour = 0.6 * mood.hour + 0.8 * manner.hourly * random.normal();
    hours.jitter[h] = mood.hour;
    const begins = random.uniform() < manner.eventsPerH;
    if (begins) mood.eventLeftH = manner.eventH * (0.3 + 1.4 * random.uniform());
    hours.event[h] = mood.eventLeftH > 0 ? manner.eventShare * Math.min(1, mood.eventLeftH) : 0;
    mood.eventLeftH = Math.max(0, mood.eventLeftH - 1);
    hours.airs[h] = random.uniform() < 0.3 ? 1 : 0;
  }
}

/** A table of 24 hours at any hour, on straight lines between the middles of its hours. */
function course(table: readonly number[], hour: number): number {
  const x = (((hour - 0.5) % 24) + 24) % 24;
  const k = Math.floor(x);
  const a = table[k]!;
  return a + (x - k) * (table[(k + 1) % 24]! - a);
}
