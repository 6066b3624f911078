"use client";
/** The blocks of one weekday: when each begins, which set-point it brings. */
import { Plus, Trash2 } from "lucide-react";
import type { SettableSignal } from "#domain";
import { Button } from "../_ui/button.tsx";
import { Stepper } from "../_ui/stepper.tsx";
import type { StepRange } from "../_ui/to-step.ts";
import { useFormat, useWords } from "../_words/use-words.tsx";
import { TimeField } from "./time-field.tsx";
import { dayOf, problemsOf, type Week, withNewSlot, withoutSlot, withSlot, withSortedDay } from "./week.ts";

export interface DayEditorProps {
  readonly week: Week;
  /** Index of the weekday, Monday 0. */
  readonly day: number;
  readonly signal: SettableSignal;
  readonly range: StepRange;
  /** A set-point for the first block of all. */
  readonly usual: number;
  /** `about`: changes about the same in a row are taken back together. */
  readonly onEdit: (week: Week, about?: string) => void;
  /** The same week in better order. */
  readonly onTidy: (week: Week) => void;
}

export function DayEditor({ week, day, signal, range, usual, onEdit, onTidy }: DayEditorProps) {
  const { schedule: words, setpoint } = useWords();
  const { value } = useFormat();
  const slots = dayOf(week, day);
  const problems = problemsOf(slots);
  /** Moving a row under the hands of who types in it would be rude: it happens when the field is left. */
  const tidy = (next: Week): void => {
    const sound = problemsOf(dayOf(next, day)).every((p) => p === undefined);
    onTidy(sound ? withSortedDay(next, day) : next);
  };
  return (
    <>
      {slots.length === 0 && <p className="mb-3 text-muted text-sm">{words.noSlotsHelp}</p>}
      <ul className="grid gap-2">
        {slots.map((slot, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its place in the day; its time changes while it is typed
          <li key={i} className="flex flex-wrap items-center gap-1 sm:gap-2">
            <TimeField
              label={words.timeOf(i + 1)}
              at={slot.at}
              problemId={problems[i] ? `slot-problem-${i}` : undefined}
              onChange={(at) => onEdit(withSlot(week, day, i, { at }), `time ${day} ${i}`)}
              onDone={(at) => tidy(withSlot(week, day, i, { at }))}
            />
            <Stepper
              label={words.valueOf(i + 1)}
              lowerLabel={setpoint.lower}
              raiseLabel={setpoint.raise}
              value={slot.value}
              min={range.min}
              max={range.max}
              step={range.step}
              text={value(signal, slot.value)}
              disabled={false}
              onChange={(next) => onEdit(withSlot(week, day, i, { value: next }), `value ${day} ${i}`)}
            />
            <Button
              weight="quiet"
              shape="icon"
              aria-label={words.remove(slot.at)}
              onClick={() => onEdit(withoutSlot(week, day, i))}
            >
              <Trash2 aria-hidden="true" className="size-4" />
            </Button>
            {problems[i] && (
              <p id={`slot-problem-${i}`} role="alert" className="basis-full text-bad text-sm">
                {words.problems[problems[i]]}
              </p>
            )}
          </li>
        ))}
      </ul>
      <div className="mt-3">
        <Button onClick={() => onEdit(withNewSlot(week, day, usual))}>
          <Plus aria-hidden="true" className="size-4" />
          {words.add}
        </Button>
      </div>
    </>
  );
}
