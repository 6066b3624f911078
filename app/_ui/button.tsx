/** Buttons, in three weights. */
import { cva, type VariantProps } from "class-variance-authority";
import type { ButtonHTMLAttributes } from "react";

export const buttonStyle = cva(
  "inline-flex min-h-9 items-center justify-center gap-2 rounded-lg text-sm font-medium transition-colors disabled:cursor-not-allowed",
  {
    variants: {
      weight: {
        primary:
          "bg-accent text-on-accent disabled:bg-raised disabled:text-muted enabled:hover:bg-[color-mix(in_oklab,var(--accent)_88%,var(--ink))]",
        plain: "border border-line bg-surface text-ink enabled:hover:border-line-strong disabled:text-muted",
        quiet: "text-ink enabled:hover:bg-raised disabled:text-muted",
      },
      shape: { text: "px-3.5", icon: "size-9 shrink-0" },
    },
    defaultVariants: { weight: "plain", shape: "text" },
  },
);

export function Button({
  weight,
  shape,
  className,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & VariantProps<typeof buttonStyle>) {
  return <button type="button" {...rest} className={buttonStyle({ weight, shape, className })} />;
}
