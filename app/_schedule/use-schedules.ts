"use client";
/** Schedules as the server has them, and the moment of the day in a building. */
import { DAY_MS, type Schedule, type SettableSignal, shownAt } from "#domain";
import type { Answer } from "../_live/queries.ts";
import { useLiveParts, useQuery, useReady } from "../_live/use-live.tsx";

export const SCHEDULES_KEY = "schedules";
const REFRESH_MS = 30_000;

export function useSchedules(): Answer<readonly Schedule[]> {
  const { api } = useLiveParts();
  const ready = useReady();
  return useQuery<readonly Schedule[]>(ready ? SCHEDULES_KEY : undefined, () => api.schedules(), REFRESH_MS);
}

export const scheduleOf = (
  schedules: readonly Schedule[],
  building: string,
  zone: string,
  signal: SettableSignal,
): Schedule | undefined => schedules.find((s) => s.building === building && s.zone === zone && s.signal === signal);

/** Index of the weekday (Monday 0) and minutes after midnight that the clocks of the zone show. */
export function momentOf(timeZone: string, ts: number): { readonly day: number; readonly minutes: number } {
  const shown = shownAt(timeZone, ts);
  return { day: (new Date(shown).getUTCDay() + 6) % 7, minutes: Math.floor((shown % DAY_MS) / 60_000) };
}
