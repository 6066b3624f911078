"use client";
/** One of a few, side by side. */
import { cx } from "class-variance-authority";
import { ToggleGroup } from "radix-ui";
import type { ReactNode } from "react";

export interface Option<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
}

export function Choice<T extends string>({
  label,
  options,
  value,
  onChange,
  className,
}: {
  /** What is chosen, for those who cannot see it. */
  readonly label: string;
  readonly options: readonly Option<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly className?: string;
}) {
  const choose = (picked: string): void => {
    const option = options.find((o) => o.value === picked);
    if (option) onChange(option.value);
  };
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={choose}
      className={cx("inline-flex max-w-full flex-wrap gap-0.5 rounded-lg bg-raised p-0.5", className)}
    >
      {options.map((o) => (
        <ToggleGroup.Item
          key={o.value}
          value={o.value}
          className="flex min-h-8 items-center gap-1.5 rounded-md px-2 font-medium sm:px-3 text-muted text-sm transition-colors hover:text-ink data-[state=on]:bg-surface data-[state=on]:text-ink data-[state=on]:shadow-card"
        >
          {o.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
