/** A pair of axes: scales, ticks, grid and legend. */
import { figure, HEIGHT, px, seriesColour, text, WIDTH } from "./picture.ts";

export interface Axis {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  /** Logarithmic: both ends are positive, or both negative of none. */
  readonly log?: boolean;
  readonly ticks?: readonly number[];
}

export interface Plot {
  /** Place of a value across and down, in the picture's units. Values beyond the ends are drawn at them. */
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly marks: readonly string[];
}

export const PLOT = { left: 58, right: WIDTH - 14, top: 50, bottom: HEIGHT - 44 } as const;

/** Axes with their grid; what is drawn afterwards lies on top. */
export function axes(across: Axis, up: Axis): Plot {
  const x = scaleOf(across, PLOT.left, PLOT.right);
  const y = scaleOf(up, PLOT.bottom, PLOT.top);
  const marks = [
    ...ticksOf(up).flatMap((t) => [
      `<line class="grid" x1="${PLOT.left}" x2="${PLOT.right}" y1="${px(y(t))}" y2="${px(y(t))}"/>`,
      text(PLOT.left - 6, y(t) + 4, figure(t), { anchor: "end" }),
    ]),
    ...ticksOf(across).map((t) => text(x(t), PLOT.bottom + 16, figure(t), { anchor: "middle" })),
    `<line class="axis" x1="${PLOT.left}" x2="${PLOT.right}" y1="${PLOT.bottom}" y2="${PLOT.bottom}"/>`,
    text((PLOT.left + PLOT.right) / 2, PLOT.bottom + 34, across.label, { anchor: "middle" }),
    text(14, (PLOT.top + PLOT.bottom) / 2, up.label, { anchor: "middle", turned: true }),
  ];
  return { x, y, marks };
}

/** A line through points; what is no number breaks it. */
export function line({ x, y }: Plot, xs: ArrayLike<number>, ys: ArrayLike<number>, series: number): string {
  let path = "";
  let drawing = false;
  for (let i = 0; i < xs.length; i++) {
    const [u, v] = [x(xs[i] ?? Number.NaN), y(ys[i] ?? Number.NaN)];
    if (Number.isFinite(u) && Number.isFinite(v)) path += `${drawing ? "L" : "M"}${px(u)} ${px(v)}`;
    drawing = Number.isFinite(u) && Number.isFinite(v);
  }
  return `<path class="line" stroke="${seriesColour(series)}" d="${path}"/>`;
}

/** Names of the series in the upper right corner, above the plot, in two columns when there are more than two; nothing for a single one. */
export function legend(names: readonly string[]): string[] {
  if (names.length < 2) return [];
  const rows = names.length > 2 ? Math.ceil(names.length / 2) : 2;
  const columns = Math.ceil(names.length / rows);
  return names.flatMap((name, i) => {
    const x = PLOT.right - 150 * (columns - Math.floor(i / rows));
    const y = 4 + 15 * (i % rows);
    return [`<rect x="${px(x)}" y="${y}" width="10" height="10" fill="${seriesColour(i)}"/>`, text(x + 14, y + 9, name)];
  });
}

function scaleOf({ from, to, log = false }: Axis, start: number, end: number): (value: number) => number {
  const of = log ? Math.log : (v: number) => v;
  const span = of(to) - of(from) || 1;
  return (value) =>
    start + ((end - start) * (of(Math.min(Math.max(value, Math.min(from, to)), Math.max(from, to))) - of(from))) / span;
}

/** Round numbers inside the axis: powers of ten on a logarithmic one, else multiples of 1, 2 or 5. */
function ticksOf({ from, to, log = false, ticks }: Axis): readonly number[] {
  if (ticks) return ticks;
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  if (log) {
    const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
    const each = Math.max(1, Math.ceil((last - first) / 6));
    return Array.from({ length: Math.max(0, Math.floor((last - first) / each) + 1) }, (_, i) => 10 ** (first + each * i));
  }
  const rough = (high - low) / 5 || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((m) => m * power >= rough) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.max(1, Math.floor(high / step + 1e-9) - first + 1) }, (_, i) => (first + i) * step);
}
