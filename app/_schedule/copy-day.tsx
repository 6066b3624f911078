"use client";
/** Copies one weekday onto others. */
import { useState } from "react";
import { Button } from "../_ui/button.tsx";
import { useWords } from "../_words/use-words.tsx";

const SETS = [
  { name: "workdays", days: [0, 1, 2, 3, 4] },
  { name: "weekend", days: [5, 6] },
  { name: "everyDay", days: [0, 1, 2, 3, 4, 5, 6] },
] as const;

export function CopyDay({ day, onCopy }: { readonly day: number; readonly onCopy: (to: readonly number[]) => void }) {
  const { schedule: words } = useWords();
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const targets = chosen.filter((d) => d !== day);
  const toggle = (d: number): void => setChosen(chosen.includes(d) ? chosen.filter((c) => c !== d) : [...chosen, d]);
  return (
    <fieldset className="mt-5 border-line border-t pt-4">
      <legend className="sr-only">{words.copy}</legend>
      <p aria-hidden="true" className="mb-2 font-medium text-sm">
        {words.copy}
      </p>
      <div className="grid grid-cols-4 gap-y-2 sm:grid-cols-7 lg:grid-cols-4">
        {words.shortDays.map((name, d) => (
          <label
            key={name}
            className="inline-flex min-h-6 items-center gap-1.5 text-sm has-disabled:text-muted has-disabled:opacity-60"
          >
            <input
              type="checkbox"
              aria-label={words.copyTo(words.days[d] ?? name)}
              disabled={d === day}
              checked={d !== day && chosen.includes(d)}
              onChange={() => toggle(d)}
              className="size-4 accent-[var(--accent)]"
            />
            {name}
          </label>
        ))}
      </div>
      <div className="mt-3 flex flex-wrap items-center gap-2">
        {SETS.map(({ name, days }) => (
          <Button key={name} weight="quiet" onClick={() => setChosen(days)}>
            {words[name]}
          </Button>
        ))}
        <Button
          disabled={targets.length === 0}
          onClick={() => {
            onCopy(targets);
            setChosen([]);
          }}
        >
          {words.copyNow}
        </Button>
      </div>
    </fieldset>
  );
}
