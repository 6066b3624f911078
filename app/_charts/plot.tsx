"use client";
/** The drawing of a time chart: bands below, lines above, one mark for now. */
import { memo, useId, useMemo } from "react";
import { Area, CartesianGrid, ComposedChart, Line, ReferenceArea, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import { useFormat } from "../_words/use-words.tsx";
import type { LegendEntry, Stroke } from "./legend.tsx";
import type { ChartRow } from "./rows.ts";
import { niceTicks, timeTicks } from "./ticks.ts";
import { Tip } from "./tip.tsx";
import { useWidth } from "./use-width.ts";

const TICK_WIDTH_PX = 64;
const TICK = { fill: "var(--muted)", fontSize: 12 };

export interface PlotProps {
  readonly rows: readonly ChartRow[];
  readonly entries: readonly LegendEntry[];
  readonly fromTs: number;
  readonly toTs: number;
  readonly nowTs?: number | undefined;
  readonly nowLabel: string;
  /** From here to now nothing was measured although it should have been: hatched. */
  readonly silentFromTs?: number | undefined;
  readonly timeZone: string;
  readonly unit: string;
  readonly digits: number;
  /** Least and greatest value that must be seen. */
  readonly extent: readonly [number, number];
  readonly height: number;
}

export const Plot = memo(function Plot({
  rows,
  entries,
  fromTs,
  toTs,
  nowTs,
  nowLabel,
  silentFromTs,
  timeZone,
  unit,
  digits,
  extent,
  height,
}: PlotProps) {
  const [width, measure] = useWidth();
  const hatch = useId();
  const { number, time, day } = useFormat();
  const [low, high] = extent;
  const yTicks = useMemo(
    () => niceTicks(low, high, height > 200 ? 6 : 4, digits === 0 ? 10 : 10 ** (1 - digits) * 2),
    [low, high, height, digits],
  );
  const xTicks = useMemo(
    () => timeTicks(fromTs, toTs, timeZone, Math.max(2, Math.floor(width / TICK_WIDTH_PX))),
    [fromTs, toTs, timeZone, width],
  );
  const midnights = useMemo(() => new Set(xTicks.filter((t) => t.midnight).map((t) => t.ts)), [xTicks]);
  const has = (stroke: Stroke): boolean => entries.some((e) => e.stroke === stroke);
  const tickDigits = yTicks.every(Number.isInteger) ? 0 : digits;
  const lowest = yTicks[0] ?? low;
  const highest = yTicks.at(-1) ?? high;
  return (
    <div ref={measure} style={{ height }} className="relative min-w-0 overflow-hidden">
      <span className="absolute top-0 left-0 w-9 text-right text-muted text-xs leading-4">{unit}</span>
      {width > 0 && (
        <ComposedChart
          width={width}
          height={height}
          data={[...rows]}
          margin={{ top: 24, right: 12, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <defs>
            <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <line x1="0" y1="0" x2="0" y2="6" stroke="var(--stale)" strokeWidth="1.5" opacity="0.5" />
            </pattern>
          </defs>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="ts"
            type="number"
            domain={[fromTs, toTs]}
            allowDataOverflow
            ticks={xTicks.map((t) => t.ts)}
            interval={0}
            tickFormatter={(ts: number) => (midnights.has(ts) ? day(ts, timeZone) : time(ts, timeZone))}
            tick={TICK}
            tickLine={{ stroke: "var(--line-strong)" }}
            axisLine={{ stroke: "var(--line-strong)" }}
            height={28}
          />
          <YAxis
            domain={[lowest, highest]}
            ticks={yTicks}
            tickFormatter={(v: number) => number(v, tickDigits)}
            tick={TICK}
            tickLine={false}
            axisLine={false}
            width={44}
            interval={0}
          />
          <Tooltip
            content={<Tip entries={entries} timeZone={timeZone} unit={unit} digits={digits} />}
            cursor={{ stroke: "var(--line-strong)" }}
            isAnimationActive={false}
          />
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
          {nowTs !== undefined && (
            <ReferenceLine
              x={nowTs}
              stroke="var(--accent)"
              strokeWidth={1.25}
              label={{ value: nowLabel, position: "top", fill: "var(--accent)", fontSize: 12, fontWeight: 600, offset: 5 }}
            />
          )}
        </ComposedChart>
      )}
    </div>
  );
});
