"use client";
/** A labelled choice, number or row of ticks of a form. */
import { type ReactNode, useId } from "react";

const inputStyle = "h-9 w-full min-w-0 rounded-lg border border-line-strong bg-surface px-3 text-sm";

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Labelled({ id, label, children }: { readonly id: string; readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="grid min-w-0 gap-1.5">
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      {children}
    </div>
  );
}

export interface SelectFieldProps extends FieldProps {
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export function SelectField({ label, value, onChange, options }: SelectFieldProps) {
  const id = useId();
  return (
    <Labelled id={id} label={label}>
      <select id={id} value={value} onChange={(e) => onChange(e.target.value)} className={inputStyle}>
        {options.map((o) => (
          <option key={o.value} value={o.value}>
            {o.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

interface TicksProps {
  readonly legend: string;
  readonly names: readonly string[];
  readonly ticked: readonly string[];
  readonly onChange: (ticked: readonly string[]) => void;
}

export function Ticks({ legend, names, ticked, onChange }: TicksProps) {
  const toggle = (name: string): void => onChange(names.filter((n) => (n === name) !== ticked.includes(n)));
  return (
    <fieldset className="grid min-w-0 gap-1">
      <legend className="mb-1.5 font-medium text-sm">{legend}</legend>
      {names.map((name) => (
        <label key={name} className="flex min-h-9 min-w-0 items-center gap-2 text-sm">
          <input
            type="checkbox"
            checked={ticked.includes(name)}
            onChange={() => toggle(name)}
            className="size-4 shrink-0 accent-[var(--accent)]"
          />
          <span className="min-w-0 break-words">{name}</span>
        </label>
      ))}
    </fieldset>
  );
}

export function NumberField({ label, value, onChange, min, max }: FieldProps & { readonly min: number; readonly max: number }) {
  const id = useId();
  return (
    <Labelled id={id} label={label}>
      <input
        id={id}
        type="number"
        inputMode="numeric"
        required
        min={min}
        max={max}
        step={1}
        value={value}
        onChange={(e) => onChange(e.target.value)}
        className={inputStyle}
      />
    </Labelled>
  );
}
