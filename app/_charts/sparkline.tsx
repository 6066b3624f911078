"use client";
/** A zone's past and future in the size of a stamp. */

import { memo, useId, useMemo } from "react";
import type { Forecast } from "#domain";
import type { Band } from "../_live/comfort.ts";
import type { Row } from "../_live/tail.ts";
import { useFormat, useWords } from "../_words/use-words.tsx";
import { sparkShape } from "./spark-shape.ts";

const BOX = { width: 200, height: 48 };

interface SparklineProps {
  readonly name: string;
  readonly rows: readonly Row[];
  readonly forecast: Forecast | undefined;
  /** Building time; the picture moves on in steps of five minutes. */
  readonly nowTs: number;
  readonly band: Band;
  /** The value is old: what is not known since then is hatched. */
  readonly silent: boolean;
}

const SIGNAL = "airTempC";

export const Sparkline = memo(function Sparkline({ name, rows, forecast, nowTs, band, silent }: SparklineProps) {
  const { zone } = useWords();
  const { value } = useFormat();
  const pattern = useId();
  const shape = useMemo(() => sparkShape(rows, forecast, nowTs, BOX), [rows, forecast, nowTs]);
  const { history, median, x, y, lastTs, past, ahead } = shape;
  const text = past
    ? ahead
      ? zone.sparklineAhead(
          name,
          value(SIGNAL, past[0]),
          value(SIGNAL, past[1]),
          value(SIGNAL, ahead[0]),
          value(SIGNAL, ahead[1]),
        )
      : zone.sparkline(name, value(SIGNAL, past[0]), value(SIGNAL, past[1]))
    : name;
  const nowX = x(nowTs);
  const silentX = lastTs === undefined ? 0 : x(lastTs);
  return (
    <svg
      viewBox={`0 0 ${BOX.width} ${BOX.height}`}
      preserveAspectRatio="none"
      role="img"
      className="h-16 w-full overflow-visible"
    >
      <title>{text}</title>
      <defs>
        <pattern id={pattern} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="5" className="stroke-stale" strokeWidth="1.4" opacity="0.55" />
        </pattern>
      </defs>
      <rect
        x="0"
        width={BOX.width}
        y={y(band.highC)}
        height={Math.max(0, y(band.lowC) - y(band.highC))}
        className="fill-comfort"
        opacity="0.1"
      />
      {silent && <rect x={silentX} width={Math.max(0, nowX - silentX)} y="0" height={BOX.height} fill={`url(#${pattern})`} />}
      <path d={shape.band} className="fill-forecast" opacity="0.2" />
      <g fill="none" vectorEffect="non-scaling-stroke" strokeLinecap="round" strokeLinejoin="round">
        <path d={median} className="stroke-forecast" strokeWidth="1.75" strokeDasharray="1 4" vectorEffect="non-scaling-stroke" />
        <path d={history} className="stroke-ink" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
      </g>
      <line
        x1={nowX}
        x2={nowX}
        y1="-2"
        y2={BOX.height + 2}
        className="stroke-line-strong"
        strokeWidth="1"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
});
