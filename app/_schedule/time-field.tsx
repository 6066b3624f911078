"use client";
/** A time of the day by a 24 h clock, whatever the browser's own habit: typed in any usual way, or moved by arrow keys. */
import type { KeyboardEvent } from "react";
import { timeFrom, timeMoved } from "./week.ts";

const STEP_MIN = 15;

export interface TimeFieldProps {
  readonly label: string;
  /** `06:30`, or whatever has been typed so far. */
  readonly at: string;
  /** Id of the text that says what is wrong with it. */
  readonly problemId: string | undefined;
  readonly onChange: (at: string) => void;
  /** The field was left: the time as it is written. */
  readonly onDone: (at: string) => void;
}

export function TimeField({ label, at, problemId, onChange, onDone }: TimeFieldProps) {
  const onKeyDown = (e: KeyboardEvent): void => {
    const byMin = e.key === "ArrowUp" ? STEP_MIN : e.key === "ArrowDown" ? -STEP_MIN : 0;
    const known = timeFrom(at);
    if (byMin === 0 || known === undefined) return;
    e.preventDefault();
    onChange(timeMoved(known, byMin));
  };
  return (
    <input
      inputMode="numeric"
      autoComplete="off"
      maxLength={8}
      placeholder="00:00"
      aria-label={label}
      aria-invalid={problemId !== undefined}
      aria-describedby={problemId}
      value={at}
      onChange={(e) => onChange(e.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => onDone(timeFrom(at) ?? at)}
      className="h-10 w-16 shrink-0 rounded-lg border border-line-strong bg-surface text-center font-medium aria-invalid:border-bad"
    />
  );
}
