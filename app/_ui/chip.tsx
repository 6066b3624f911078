/** A short state with an icon: shape and words carry it, colour only helps. */
import { cva, type VariantProps } from "class-variance-authority";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

const chip = cva("inline-flex items-center gap-1 whitespace-nowrap rounded-md px-1.5 py-0.5 font-medium text-xs leading-4", {
  variants: {
    tone: {
      neutral: "bg-raised text-muted",
      good: "bg-[color-mix(in_oklab,var(--good)_10%,var(--surface))] text-good",
      cold: "bg-[color-mix(in_oklab,var(--cold)_11%,var(--surface))] text-cold",
      hot: "bg-[color-mix(in_oklab,var(--hot)_11%,var(--surface))] text-hot",
      stale: "hatched bg-[color-mix(in_oklab,var(--stale)_8%,var(--surface))] text-stale",
      bad: "bg-[color-mix(in_oklab,var(--bad)_10%,var(--surface))] text-bad",
      forecast: "bg-[color-mix(in_oklab,var(--forecast)_11%,var(--surface))] text-forecast",
    },
  },
  defaultVariants: { tone: "neutral" },
});

export type Tone = NonNullable<VariantProps<typeof chip>["tone"]>;

export function Chip({
  tone,
  icon: Icon,
  title,
  children,
}: {
  readonly tone?: Tone;
  readonly icon?: LucideIcon;
  readonly title?: string;
  readonly children: ReactNode;
}) {
  return (
    <span className={chip({ tone })} title={title}>
      {Icon && <Icon aria-hidden="true" className="size-3.5 shrink-0" />}
      {children}
    </span>
  );
}
