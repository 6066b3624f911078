"use client";
/** The drawing of a time chart: bands below, lines above. */
import { memo, useId } from "react";
import { Area, Line, ReferenceArea } from "recharts";
import type { LegendEntry, Stroke } from "./legend.tsx";
import type { ChartRow } from "./rows.ts";
import { type Framing, TimeFrame } from "./time-frame.tsx";
import { Tip } from "./tip.tsx";

export interface PlotProps extends Framing {
  readonly rows: readonly ChartRow[];
  readonly entries: readonly LegendEntry[];
  /** From here to now nothing was measured although it should have been: hatched. */
  readonly silentFromTs?: number | undefined;
  /** Least and greatest value that must be seen. */
  readonly extent: readonly [number, number];
}

export const Plot = memo(function Plot({ entries, silentFromTs, ...frame }: PlotProps) {
  const hatch = useId();
  const { fromTs, toTs, nowTs, timeZone, unit, digits } = frame;
  const has = (stroke: Stroke): boolean => entries.some((e) => e.stroke === stroke);
  return (
    <TimeFrame {...frame} tip={<Tip entries={entries} timeZone={timeZone} unit={unit} digits={digits} />}>
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="6" stroke="var(--stale)" strokeWidth="1.5" opacity="0.5" />
        </pattern>
      </defs>
      {silentFromTs !== undefined && (
        <ReferenceArea x1={Math.max(fromTs, silentFromTs)} x2={nowTs ?? toTs} fill={`url(#${hatch})`} fillOpacity={1} />
      )}
      {has("range") && (
        <Area
          dataKey="range"
          type="linear"
          stroke="none"
          fill="var(--history)"
          fillOpacity={0.16}
          isAnimationActive={false}
          activeDot={false}
        />
      )}
      {has("band") && (
        <Area
          dataKey="band"
          type="linear"
          stroke="none"
          fill="var(--forecast)"
          fillOpacity={0.26}
          isAnimationActive={false}
          activeDot={false}
        />
      )}
      {has("setpoint") && (
        <Line
          dataKey="setpoint"
          type="stepAfter"
          stroke="var(--setpoint)"
          strokeWidth={1.5}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
      )}
      {has("median") && (
        <Line
          dataKey="median"
          type="linear"
          stroke="var(--forecast)"
          strokeWidth={2.25}
          strokeDasharray="0.1 4.2"
          strokeLinecap="round"
          dot={false}
          activeDot={{ r: 3 }}
          isAnimationActive={false}
        />
      )}
      {has("history") && (
        <Line
          dataKey="mean"
          type="linear"
          stroke="var(--history)"
          strokeWidth={1.75}
          dot={false}
          activeDot={{ r: 3 }}
          isAnimationActive={false}
        />
      )}
    </TimeFrame>
  );
});
