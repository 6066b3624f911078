"use client";
/** What all charts over time have in common: axes with units and local time, grid, the mark for now, a tip under the pointer. */
import { type ReactElement, type ReactNode, useMemo } from "react";
import { CartesianGrid, ComposedChart, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import { useFormat } from "../_words/use-words.tsx";
import { niceTicks, timeTicks } from "./ticks.ts";
import { useWidth } from "./use-width.ts";

const TICK_WIDTH_PX = 64;
const TICK = { fill: "var(--muted)", fontSize: 12 };

/** The stretch of time, the unit and the size that a chart shows. */
export interface Framing {
  readonly fromTs: number;
  readonly toTs: number;
  /** Where forecasts begin. */
  readonly nowTs?: number | undefined;
  readonly nowLabel: string;
  readonly timeZone: string;
  readonly unit: string;
  readonly digits: number;
  /** px. */
  readonly height: number;
}

interface TimeFrameProps extends Framing {
  /** One for each time, with `ts`. */
  readonly rows: readonly object[];
  /** Least and greatest value that must be seen. */
  readonly extent: readonly [number, number];
  readonly tip: ReactElement;
  /** What is drawn, from back to front; the mark for now stands before it. */
  readonly children: ReactNode;
}

export function TimeFrame(props: TimeFrameProps) {
  const { rows, extent, fromTs, toTs, nowTs, nowLabel, timeZone, unit, digits, height, tip, children } = props;
  const [width, measure] = useWidth();
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
  const tickDigits = yTicks.every(Number.isInteger) ? 0 : digits;
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
            domain={[yTicks[0] ?? low, yTicks.at(-1) ?? high]}
            ticks={yTicks}
            tickFormatter={(v: number) => number(v, tickDigits)}
            tick={TICK}
            tickLine={false}
            axisLine={false}
            width={44}
            interval={0}
          />
          <Tooltip content={tip} cursor={{ stroke: "var(--line-strong)" }} isAnimationActive={false} />
          {children}
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
}
