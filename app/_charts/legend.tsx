/** The key to a chart's lines: each keeps its stroke, so that none is told by its colour alone. */

export type Stroke = "history" | "range" | "setpoint" | "median" | "band";

export interface LegendEntry {
  readonly stroke: Stroke;
  readonly label: string;
}

const Swatch = ({ stroke }: { readonly stroke: Stroke }) => (
  <svg viewBox="0 0 24 12" aria-hidden="true" className="h-3 w-6 shrink-0">
    {stroke === "history" && <path d="M1 6H23" className="stroke-ink" strokeWidth="2" />}
    {stroke === "range" && <rect x="1" y="1" width="22" height="10" rx="2" className="fill-ink" opacity="0.16" />}
    {stroke === "setpoint" && <path d="M1 9H12V3H23" className="stroke-setpoint" strokeWidth="1.75" fill="none" />}
    {stroke === "median" && (
      <path d="M2 6H23" className="stroke-forecast" strokeWidth="2.25" strokeDasharray="0.1 4.2" strokeLinecap="round" />
    )}
    {stroke === "band" && <rect x="1" y="1" width="22" height="10" rx="2" className="fill-forecast" opacity="0.26" />}
  </svg>
);

export const Legend = ({ entries }: { readonly entries: readonly LegendEntry[] }) => (
  <ul className="mb-2 flex flex-wrap gap-x-4 gap-y-1 text-ink text-xs">
    {entries.map((e) => (
      <li key={e.stroke} className="flex items-center gap-1.5">
        <Swatch stroke={e.stroke} />
        {e.label}
      </li>
    ))}
  </ul>
);
