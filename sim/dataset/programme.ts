/** When a home is heated: by a set-back at night, in periods of the day, when somebody is in, or when somebody asks for it. */
import { type Random, stream, streamsOf } from "#domain";
import { type SetbackSchedule, setpointAt } from "../excitation/controllers/setback.ts";
import type { Calendar } from "./calendar.ts";

export const PROGRAMMES = ["setback", "periods", "presence", "on-demand"] as const;
export type Programme = (typeof PROGRAMMES)[number];

export interface ProgrammeInput {
  readonly programme: Programme;
  /** Day and night values of the zone; `setback` alone uses its hours. */
  readonly schedule: SetbackSchedule;
  readonly seed: number;
  /** Of the building: its rooms are heated at the same times. */
  readonly building: string;
  /** Middle of each step. */
  readonly calendar: Calendar;
  /** Who is in the zone, by step. */
  readonly persons: ArrayLike<number>;
  /** Mean outdoor temperature of the day around each step, °C. */
  readonly dayMeanC: ArrayLike<number>;
}

/** From and to, local hours. */
type Period = readonly [number, number];

/** Heating that is off still keeps rooms from getting colder than a temperature between these, °C. */
const OFF_C = [8, 16] as const;
/** Nobody asks for heat on days warmer than this, °C. */
const MILD_C = 14;

/** Set-points by step, °C, into `out`. The same names and seed give the same days whatever the step. */
export function writeSetpoints(input: ProgrammeInput, out: Float64Array): void {
  const { programme, schedule, calendar, persons, dayMeanC } = input;
  if (programme === "setback") {
    for (let i = 0; i < out.length; i++) out[i] = setpointAt(schedule, calendar.hour[i]!);
    return;
  }
  const offC = OFF_C[0] + (OFF_C[1] - OFF_C[0]) * stream(input.seed, `programme/${input.building}/off`).uniform();
  const lowC = programme === "presence" ? schedule.dayC - Math.max(1, schedule.setbackK) : Math.min(offC, schedule.dayC);
  const periodsOf = programme === "periods" ? timed(input) : programme === "on-demand" ? asked(input) : inUse(input);
  for (let from = 0; from < out.length; ) {
    const day = calendar.day[from]!;
    let end = from + 1;
    while (end < out.length && calendar.day[end] === day) end++;
    let someone = false;
    for (let i = from; i < end && !someone; i++) someone = persons[i]! > 0;
    const periods = someone ? periodsOf(day, calendar.weekend[from] === 1, dayMeanC[(from + end) >> 1]!) : [];
    for (let i = from; i < end; i++) {
      const hour = calendar.hour[i]!;
      const wanted = periods.some(([a, b]) => hour >= a && hour < b) && (programme !== "presence" || persons[i]! > 0);
      out[i] = wanted ? schedule.dayC : lowC;
    }
    from = end;
  }
}

type PeriodsOfDay = (day: number, weekend: boolean, outdoorC: number) => readonly Period[];

const half = (hour: number): number => Math.round(2 * hour) / 2;

/** A timer: morning, evening, in some homes noon; ends of weeks later or all day; now and then somebody turns it on or off. */
function timed({ seed, building }: ProgrammeInput): PeriodsOfDay {
  const r = stream(seed, `programme/${building}`);
  const morning = half(5.5 + 2 * r.uniform());
  const workdays: Period[] = [[morning, morning + half(1 + 1.5 * r.uniform())]];
  if (r.uniform() < 0.35) {
    const noon = half(11.5 + 1.5 * r.uniform());
    workdays.push([noon, noon + half(1 + r.uniform())]);
  }
  workdays.push([half(16 + 2.5 * r.uniform()), half(21 + 2 * r.uniform())]);
  const later = half(2 * r.uniform());
  const allDay = r.uniform() < 0.5;
  const evening = workdays.at(-1)!;
  const weekends: Period[] = allDay
    ? [[morning + later, evening[1]]]
    : workdays.map(([a, b], i) => (i === 0 ? [a + later, b + later] : [a, b]));
  const whim = 0.25 * r.uniform();
  const days = streamsOf(seed, `programme/${building}/`);
  return (day, weekend) => {
    const today = days(`${day}`);
    const periods = weekend ? weekends : workdays;
    const turned = today.uniform() < whim;
    return turned ? changed(periods, today) : periods;
  };
}

/** A period left out, or an hour or two more. */
function changed(periods: readonly Period[], random: Random): readonly Period[] {
  if (random.uniform() < 0.4) {
    const out = random.below(periods.length);
    return periods.filter((_, i) => i !== out);
  }
  const from = 8 + 12 * random.uniform();
  return [...periods, [from, from + 0.5 + 2 * random.uniform()]];
}

/** Somebody turns it on when it is cold, mostly in the morning and in the evening, for an hour or two. */
function asked({ seed, building }: ProgrammeInput): PeriodsOfDay {
  const r = stream(seed, `programme/${building}`);
  const chances = [0.6 * r.uniform(), 0.15 * r.uniform(), 0.15 * r.uniform(), 0.2 + 0.6 * r.uniform(), 0.3 * r.uniform()];
  const hours = [6.8 + 0.7 * r.normal(), 10, 14, 18.3 + 0.8 * r.normal(), 20.5];
  const lengthH = 0.5 + 1.5 * r.uniform();
  const days = streamsOf(seed, `programme/${building}/`);
  return (day, _weekend, outdoorC) => {
    const today = days(`${day}`);
    const cold = Math.min(1.3, Math.max(0, (MILD_C - outdoorC) / 8));
    return chances.flatMap((chance, k): Period[] => {
      const [luck, shift, long] = [today.uniform(), today.normal(), today.uniform()];
      if (luck >= chance * cold) return [];
      const from = Math.max(0, hours[k]! + 0.6 * shift);
      return [[from, from + lengthH * (0.6 + 0.8 * long)]];
    });
  };
}

/** While somebody is in, by day. */
function inUse({ seed, building }: ProgrammeInput): PeriodsOfDay {
  const r = stream(seed, `programme/${building}`);
  const periods: Period[] = [[half(5.5 + 1.5 * r.uniform()), half(21.5 + 2 * r.uniform())]];
  return () => periods;
}
