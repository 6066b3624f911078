"use client";
/** A day of a schedule as a bar: the warmer the set-point, the stronger its colour. */
import type { SettableSignal } from "#domain";
import { useFormat } from "../_words/use-words.tsx";
import { DAY_MIN, type Stretch } from "./week.ts";

/** From no colour to full colour, degC. */
const PALE_C = 14;
const FULL_C = 24;
const LEAST_PCT = 6;
const MOST_PCT = 50;

const strength = (c: number): number =>
  LEAST_PCT + (MOST_PCT - LEAST_PCT) * Math.min(1, Math.max(0, (c - PALE_C) / (FULL_C - PALE_C)));
const percent = (minutes: number): string => `${(100 * minutes) / DAY_MIN}%`;

export interface Held {
  readonly fromMin: number;
  readonly toMin: number;
}

export function DayBar({
  stretches,
  signal,
  nowMin,
  held,
}: {
  readonly stretches: readonly Stretch[];
  readonly signal: SettableSignal;
  /** Minutes after midnight, where this is today. */
  readonly nowMin?: number | undefined;
  /** Where somebody who comes first holds the set-point. */
  readonly held?: Held | undefined;
}) {
  const { parts } = useFormat();
  return (
    <span aria-hidden="true" className="relative block h-8 overflow-hidden rounded-md border border-line bg-raised">
      {stretches.map((s) => (
        <span
          key={s.fromMin}
          className="@container absolute inset-y-0 overflow-hidden border-surface border-l first:border-l-0"
          style={{
            left: percent(s.fromMin),
            width: percent(s.toMin - s.fromMin),
            background: `color-mix(in oklab, var(--setpoint) ${strength(s.value)}%, var(--surface))`,
          }}
        >
          <span className="absolute inset-0 hidden items-center justify-center text-ink text-xs @min-[2rem]:flex">
            {parts(signal, s.value).number}
          </span>
        </span>
      ))}
      {held && (
        <span
          className="hatched absolute inset-y-0 border-stale border-y-2"
          style={{ left: percent(held.fromMin), width: percent(held.toMin - held.fromMin) }}
        />
      )}
      {nowMin !== undefined && <span className="absolute inset-y-0 w-0.5 bg-accent" style={{ left: percent(nowMin) }} />}
    </span>
  );
}

const HOURS = [0, 6, 12, 18, 24] as const;

/** The hours under a stack of bars. */
export const DayHours = () => (
  <span aria-hidden="true" className="flex justify-between text-[0.6875rem] text-muted leading-4">
    {HOURS.map((h) => (
      <span key={h}>{`${String(h).padStart(2, "0")}:00`}</span>
    ))}
  </span>
);
