"use client";
/** The drawing of several zones over time. */
import { memo, useMemo } from "react";
import { Line, type TooltipContentProps } from "recharts";
import { type Framing, TimeFrame } from "../_charts/time-frame.tsx";
import { TipBox } from "../_charts/tip.tsx";
import { useFormat } from "../_words/use-words.tsx";
import type { ComparedRow } from "./compared.ts";
import { styleOf } from "./lines.ts";

export interface ComparePlotProps extends Framing {
  /** Values as shown. */
  readonly rows: readonly ComparedRow[];
  readonly names: readonly string[];
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
  const { number } = useFormat();
  const row: unknown = payload?.[0]?.payload;
  if (!active || !isRow(row)) return null;
  const lines = names.flatMap((label, i) => {
    const value = row.values[i];
    return value === undefined ? [] : [{ label, text: `${number(value, digits)}\u00a0${unit}` }];
  });
  return <TipBox ts={row.ts} timeZone={timeZone} lines={lines} />;
}

export const ComparePlot = memo(function ComparePlot({ names, ...frame }: ComparePlotProps) {
  const { rows, timeZone, unit, digits } = frame;
  const extent = useMemo<[number, number]>(() => {
    const all = rows.flatMap((r) => r.values.filter((v) => v !== undefined));
    return all.length > 0 ? [Math.min(...all), Math.max(...all)] : [0, 1];
  }, [rows]);
  return (
    <TimeFrame {...frame} extent={extent} tip={<CompareTip names={names} timeZone={timeZone} unit={unit} digits={digits} />}>
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
    </TimeFrame>
  );
});
