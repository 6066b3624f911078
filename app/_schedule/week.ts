/** A weekly schedule as it is edited: seven days of slots, Monday first. Pure. */
import type { Block } from "#domain";

/** From this time of the day on (`06:30`; anything while it is typed) the set-point has this value, in the signal's unit. */
export interface Slot {
  readonly at: string;
  readonly value: number;
}
export type Day = readonly Slot[];
/** Seven days, Monday first. */
export type Week = readonly Day[];

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export const DAY_MIN = 1_440;
/** A new slot stands this far behind the last one, or as far as the day allows. */
const NEXT_MIN = 120;
const ROUND_MIN = 30;

export const EMPTY_WEEK: Week = WEEKDAYS.map(() => []);

const byTime = (a: Slot, b: Slot): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);
export const sortedDay = (day: Day): Day => [...day].sort(byTime);

/** Minutes after midnight, undefined for what is no time of the day. */
export function minutesOf(at: string): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(at) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}

/** The time that somebody means by `6`, `630`, `6.30` or `6:30`, undefined where that cannot be told. */
export function timeFrom(text: string): string | undefined {
  const [, hours, minutes = "00"] = /^(\d{1,2})(?:\s*[:.h]?\s*(\d{2}))?$/.exec(text.trim()) ?? [];
  const at = hours === undefined ? "" : `${hours.padStart(2, "0")}:${minutes}`;
  return minutesOf(at) === undefined ? undefined : at;
}

/** Moves a time by minutes, within its day; what is no time stays. */
export function timeMoved(at: string, byMin: number): string {
  const minutes = minutesOf(at);
  return minutes === undefined ? at : timeOf(Math.min(DAY_MIN - 1, Math.max(0, minutes + byMin)));
}

const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** Of two blocks that begin together the later in the list counts, as it does when they are sent. */
export const weekOf = (blocks: readonly Block[]): Week =>
  WEEKDAYS.map((weekday) => {
    const slots = new Map<string, Slot>();
    for (const { days, at, value } of blocks) if (days.includes(weekday)) slots.set(at, { at, value });
    return sortedDay([...slots.values()]);
  });

/** Equal slots of several days become one block. Earliest first. */
export function blocksOf(week: Week): Block[] {
  const blocks = new Map<string, { readonly slot: Slot; readonly days: number[] }>();
  week.forEach((day, i) => {
    for (const slot of day) {
      const key = `${slot.at} ${slot.value}`;
      const block = blocks.get(key) ?? { slot, days: [] };
      block.days.push(i + 1);
      blocks.set(key, block);
    }
  });
  return [...blocks.values()]
    .sort((a, b) => byTime(a.slot, b.slot) || (a.days[0] ?? 0) - (b.days[0] ?? 0))
    .map(({ slot, days }) => ({ days, at: slot.at, value: slot.value }));
}

const replaced = (week: Week, index: number, day: Day): Week => week.map((d, i) => (i === index ? day : d));
export const dayOf = (week: Week, index: number): Day => week[index] ?? [];

export const withSlot = (week: Week, index: number, slot: number, change: Partial<Slot>): Week =>
  replaced(
    week,
    index,
    dayOf(week, index).map((s, i) => (i === slot ? { ...s, ...change } : s)),
  );

export const withoutSlot = (week: Week, index: number, slot: number): Week =>
  replaced(
    week,
    index,
    dayOf(week, index).filter((_, i) => i !== slot),
  );

export const withSortedDay = (week: Week, index: number): Week => replaced(week, index, sortedDay(dayOf(week, index)));

/** One more slot, at a free time behind the last one; `usual` is its value on a day without any. */
export function withNewSlot(week: Week, index: number, usual: number): Week {
  const day = sortedDay(dayOf(week, index));
  const taken = new Set(day.map((s) => s.at));
  const last = day.at(-1);
  const wish = last ? (minutesOf(last.at) ?? 0) + NEXT_MIN : 6 * 60;
  const start = Math.min(DAY_MIN - ROUND_MIN, Math.ceil(wish / ROUND_MIN) * ROUND_MIN);
  let minutes = start;
  while (taken.has(timeOf(minutes))) minutes = (minutes + DAY_MIN - 1) % DAY_MIN;
  return replaced(week, index, sortedDay([...day, { at: timeOf(minutes), value: last?.value ?? usual }]));
}

/** `to`: indices of days that become like the one at `from`. */
export const withCopiedDay = (week: Week, from: number, to: readonly number[]): Week =>
  week.map((day, i) => (to.includes(i) ? dayOf(week, from) : day));

export type SlotProblem = "no-time" | "same-time";

/** What is wrong with each slot of a day, undefined where nothing is. */
export const problemsOf = (day: Day): readonly (SlotProblem | undefined)[] =>
  day.map(({ at }, i) =>
    minutesOf(at) === undefined ? "no-time" : day.some((s, j) => j < i && s.at === at) ? "same-time" : undefined,
  );

export const isSound = (week: Week): boolean => week.every((day) => problemsOf(day).every((p) => p === undefined));
export const isEmpty = (week: Week): boolean => week.every((day) => day.length === 0);
export const sameWeek = (a: Week, b: Week): boolean => JSON.stringify(blocksOf(a)) === JSON.stringify(blocksOf(b));

export interface Stretch {
  /** Minutes after midnight, on the wall. */
  readonly fromMin: number;
  readonly toMin: number;
  readonly value: number;
}

/** What is in force over a day, with what the days before leave to it. Nothing for an empty week. */
export function stretchesOf(week: Week, index: number): Stretch[] {
  const whole = (day: Day): Day => sortedDay(day.filter((s) => minutesOf(s.at) !== undefined));
  const before = Array.from({ length: 7 }, (_, i) => whole(dayOf(week, (index + 6 - i) % 7))).find((day) => day.length > 0);
  const inherited = before?.at(-1)?.value;
  const slots = [...(inherited === undefined ? [] : [{ at: "00:00", value: inherited }]), ...whole(dayOf(week, index))];
  return slots.flatMap((slot, i): Stretch[] => {
    const next = slots[i + 1];
    const fromMin = minutesOf(slot.at) ?? 0;
    const toMin = next ? (minutesOf(next.at) ?? 0) : DAY_MIN;
    return toMin > fromMin ? [{ fromMin, toMin, value: slot.value }] : [];
  });
}
