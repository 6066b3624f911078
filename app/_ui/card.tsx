/** A sheet that holds one subject, with its heading. */
import { cx } from "class-variance-authority";
import { type ReactNode, useId } from "react";

export function Card({
  title,
  note,
  aside,
  children,
  className,
  id,
}: {
  readonly title?: ReactNode;
  readonly note?: ReactNode;
  /** At the far end of the heading. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
  readonly id?: string;
}) {
  const heading = useId();
  return (
    <section
      id={id}
      aria-labelledby={title === undefined ? undefined : heading}
      className={cx("min-w-0 scroll-mt-20 rounded-card border border-line bg-surface p-4 shadow-card sm:p-5", className)}
    >
      {title !== undefined && (
        <div className="mb-4 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <div className="min-w-0">
            <h2 id={heading} className="font-semibold text-[0.9375rem] leading-6">
              {title}
            </h2>
            {note !== undefined && <p className="max-w-prose text-muted text-sm">{note}</p>}
          </div>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}

/** A figure with its name. */
export function Stat({
  label,
  value,
  unit,
  note,
  tone = "",
}: {
  readonly label: ReactNode;
  readonly value: ReactNode;
  readonly unit?: string | undefined;
  readonly note?: ReactNode;
  readonly tone?: string;
}) {
  return (
    <div className="min-w-0">
      <dt className="text-muted text-xs">{label}</dt>
      <dd className={cx("font-medium text-lg leading-7 tracking-tight", tone)}>
        {value}
        {unit ? <span className="ml-1 font-normal text-muted text-sm">{unit}</span> : null}
        {note !== undefined && <span className="block font-normal text-muted text-xs leading-4 tracking-normal">{note}</span>}
      </dd>
    </div>
  );
}

/** What stands where there is nothing to show yet. */
export function Empty({ title, children }: { readonly title: ReactNode; readonly children?: ReactNode }) {
  return (
    <div className="rounded-card border border-line border-dashed px-5 py-8 text-center">
      <p className="font-medium">{title}</p>
      {children !== undefined && <div className="mx-auto mt-1 max-w-prose text-muted text-sm">{children}</div>}
    </div>
  );
}

/** Holds the place of what is on its way. */
export const Skeleton = ({ className }: { readonly className?: string }) => (
  <div aria-hidden="true" className={cx("breathe rounded-lg bg-raised", className)} />
);
