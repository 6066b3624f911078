"use client";
/** A number that moves in steps, by buttons or arrow keys. */
import { Minus, Plus } from "lucide-react";
import type { KeyboardEvent } from "react";
import { Button } from "./button.tsx";
import { toStep } from "./to-step.ts";

export interface StepperProps {
  readonly label: string;
  readonly lowerLabel: string;
  readonly raiseLabel: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** The value as people read it. */
  readonly text: string;
  readonly disabled: boolean;
  readonly onChange: (value: number) => void;
}

const STEPS_BY_KEY: Readonly<Record<string, number>> = {
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1,
  PageUp: 4,
  PageDown: -4,
};

export function Stepper({ label, lowerLabel, raiseLabel, value, min, max, step, text, disabled, onChange }: StepperProps) {
  const move = (steps: number): void => onChange(toStep(value + steps * step, { min, max, step }));
  const onKeyDown = (e: KeyboardEvent): void => {
    const steps = e.key === "Home" ? Number.NEGATIVE_INFINITY : e.key === "End" ? Number.POSITIVE_INFINITY : STEPS_BY_KEY[e.key];
    if (steps === undefined || disabled) return;
    e.preventDefault();
    move(steps);
  };
  return (
    <div className="inline-flex items-center rounded-lg border border-line bg-surface">
      <Button weight="quiet" shape="icon" aria-label={lowerLabel} disabled={disabled || value <= min} onClick={() => move(-1)}>
        <Minus aria-hidden="true" className="size-4" />
      </Button>
      <div
        role="spinbutton"
        tabIndex={disabled ? -1 : 0}
        aria-label={label}
        aria-valuenow={value}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-valuetext={text}
        aria-disabled={disabled}
        onKeyDown={onKeyDown}
        className="min-w-20 rounded px-1 py-1 sm:min-w-24 text-center font-medium text-lg tracking-tight aria-disabled:text-muted"
      >
        {text}
      </div>
      <Button weight="quiet" shape="icon" aria-label={raiseLabel} disabled={disabled || value >= max} onClick={() => move(1)}>
        <Plus aria-hidden="true" className="size-4" />
      </Button>
    </div>
  );
}
