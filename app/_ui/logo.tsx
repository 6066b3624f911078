/** The mark: what was measured, now, and the fan of what may come. */
export const Logo = ({ className }: { readonly className?: string }) => (
  <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
    <path d="M15 16.5 28 5.5v20Z" className="fill-forecast" opacity="0.32" />
    <path
      d="M2.5 21.5C6 21.5 7.5 11 10.5 11s3 5.5 4.5 5.5"
      className="stroke-ink"
      fill="none"
      strokeWidth="2.4"
      strokeLinecap="round"
    />
    <path
      d="M15 16.5 28 14"
      className="stroke-forecast"
      fill="none"
      strokeWidth="2"
      strokeLinecap="round"
      strokeDasharray="0.1 3.9"
    />
    <circle cx="15" cy="16.5" r="2.8" className="fill-accent" />
  </svg>
);
