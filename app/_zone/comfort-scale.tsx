"use client";
/** A thermometer lying down: the band that is wanted, and where the zone is. */
import type { ZoneStatus } from "../_live/comfort.ts";
import { useFormat, useWords } from "../_words/use-words.tsx";

const LOW_C = 12;
const HIGH_C = 32;
const LEFT = 6;
const WIDTH = 228;
const MARKS_C = [12, 16, 20, 24, 28, 32] as const;

const xOf = (c: number): number => LEFT + ((Math.min(HIGH_C, Math.max(LOW_C, c)) - LOW_C) / (HIGH_C - LOW_C)) * WIDTH;

export function ComfortScale({ status, airTempC }: { readonly status: ZoneStatus; readonly airTempC: number | undefined }) {
  const { zone } = useWords();
  const { value, drawnScale, number } = useFormat();
  const { lowC, highC } = status.band;
  const scale = drawnScale("airTempC");
  return (
    <figure className="w-60">
      <svg viewBox="0 0 240 34" aria-hidden="true" className="block w-full overflow-visible">
        <line x1={LEFT} x2={LEFT + WIDTH} y1="14" y2="14" className="stroke-line-strong" strokeWidth="1" />
        <rect
          x={xOf(lowC)}
          width={Math.max(2, xOf(highC) - xOf(lowC))}
          y="9"
          height="10"
          rx="2"
          className="fill-comfort"
          opacity="0.35"
        />
        {MARKS_C.map((c) => (
          <g key={c}>
            <line x1={xOf(c)} x2={xOf(c)} y1="14" y2="19" className="stroke-line-strong" strokeWidth="1" />
            <text x={xOf(c)} y="32" textAnchor="middle" className="fill-muted" fontSize="10.5">
              {number(c * scale.factor + scale.offset, 0)}
            </text>
          </g>
        ))}
        {airTempC !== undefined && (
          <path
            d={`M${xOf(airTempC)} 12 l-5 -9 h10 Z`}
            className="fill-ink stroke-surface"
            strokeWidth="1.5"
            paintOrder="stroke"
          />
        )}
      </svg>
      <figcaption className="mt-1 text-muted text-xs">{zone.band(value("airTempC", lowC), value("airTempC", highC))}</figcaption>
    </figure>
  );
}
