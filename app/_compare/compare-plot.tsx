"use client";
/** The drawing of several zones over time. */
import { memo, useMemo } from "react";
import { CartesianGrid, ComposedChart, Line, ReferenceLine, Tooltip, type TooltipContentProps, XAxis, YAxis } from "recharts";
import { niceTicks, timeTicks } from "../_charts/ticks.ts";
import { useWidth } from "../_charts/use-width.ts";
import { useFormat } from "../_words/use-words.tsx";
import type { ComparedRow } from "./compared.ts";
import { styleOf } from "./lines.ts";

const TICK_WIDTH_PX = 64;
const TICK = { fill: "var(--muted)", fontSize: 12 };

export interface ComparePlotProps {
  /** Values as shown. */
  readonly rows: readonly ComparedRow[];
  readonly names: readonly string[];
  readonly fromTs: number;
  readonly toTs: number;
  /** Where forecasts begin. */
  readonly nowTs?: number | undefined;
  readonly nowLabel: string;
  readonly timeZone: string;
  readonly unit: string;
  readonly digits: number;
  readonly height: number;
}

const isRow = (value: unknown): value is ComparedRow => typeof value === "object" && value !== null && "values" in value;

function CompareTip({
  active,
  payload,
  names,
  timeZone,
  unit,
  digits,
}: Partial<TooltipContentProps> & Pick<ComparePlotProps, "names" | "timeZone" | "unit" | "digits">) {
  const { dayTime, number } = useFormat();
  const row: unknown = payload?.[0]?.payload;
  if (!active || !isRow(row)) return null;
  return (
    <div className="rounded-lg border border-line bg-surface px-3 py-2 text-xs shadow-float">
      <p className="mb-1 font-medium">{dayTime(row.ts, timeZone)}</p>
      {names.map((name, i) => {
        const value = row.values[i];
        return value === undefined ? null : (
          <p key={name} className="flex justify-between gap-4">
            <span className="text-muted">{name}</span>
            <span>{`${number(value, digits)}\u00a0${unit}`}</span>
          </p>
        );
      })}
    </div>
  );
}

export const ComparePlot = memo(function ComparePlot({
  rows,
  names,
  fromTs,
  toTs,
  nowTs,
  nowLabel,
  timeZone,
  unit,
  digits,
  height,
}: ComparePlotProps) {
  const [width, measure] = useWidth();
  const { number, time, day } = useFormat();
  const all = useMemo(() => rows.flatMap((r) => r.values.filter((v) => v !== undefined)), [rows]);
  const [low, high] = all.length > 0 ? [Math.min(...all), Math.max(...all)] : [0, 1];
  const yTicks = niceTicks(low, high, 6, digits === 0 ? 10 : 10 ** (1 - digits) * 2);
  const xTicks = timeTicks(fromTs, toTs, timeZone, Math.max(2, Math.floor(width / TICK_WIDTH_PX)));
  const midnights = new Set(xTicks.filter((t) => t.midnight).map((t) => t.ts));
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
          <Tooltip
            content={<CompareTip names={names} timeZone={timeZone} unit={unit} digits={digits} />}
            cursor={{ stroke: "var(--line-strong)" }}
            isAnimationActive={false}
          />
          {names.map((name, i) => (
            <Line
              key={name}
              name={name}
              dataKey={(row: ComparedRow) => row.values[i]}
              type="linear"
              stroke={styleOf(i).color}
              strokeWidth={2}
              strokeDasharray={styleOf(i).dashes}
              dot={false}
              activeDot={{ r: 3 }}
              isAnimationActive={false}
            />
          ))}
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
