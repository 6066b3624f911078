/** A picture of a run: temperatures of the zones and outdoors over the days, and the power that heated and cooled. */
import { type Frame, rowTs, WHOLE_BUILDING } from "#domain";
import { axes, line, PLOT } from "./excitation/svg/axes.ts";
import { picture, px, seriesColour, text } from "./excitation/svg/picture.ts";

/** More points than this are not seen on a picture of its width. */
const MOST_POINTS = 1_500;
const MOST_ZONES = 4;
const DAY_MS = 86_400_000;

/** Two pictures: `temperatures` and `power`. */
export function runPictures(frame: Frame, name: string): { readonly temperatures: string; readonly power: string } {
  const every = Math.max(1, Math.ceil(frame.length / MOST_POINTS));
  const rows = Math.floor(frame.length / every);
  const days = Float64Array.from({ length: rows }, (_, k) => (rowTs(frame, (k + 1) * every - 1) - rowTs(frame, 0)) / DAY_MS);
  const means = (column: Float64Array) =>
    Float64Array.from({ length: rows }, (_, k) => {
      let sum = 0;
      for (let i = k * every; i < (k + 1) * every; i++) sum += column[i]!;
      return sum / every;
    });
  const what = every > 1 ? `means over ${(every * frame.stepS) / 3600} h` : `steps of ${frame.stepS} s`;
  const since = new Date(rowTs(frame, 0)).toISOString().slice(0, 10);
  const zones = [...frame.columns.keys()].filter((key) => key.endsWith("/airTempC"));
  const chart = (title: string, unit: string, series: readonly (readonly [string, Float64Array])[], least?: number): string => {
    const values = series.flatMap(([, v]) => [...v]).filter(Number.isFinite);
    const [low, high] = [Math.min(...values, least ?? Number.POSITIVE_INFINITY), Math.max(...values)];
    const plot = axes(
      { label: `days since ${since}, ${what}`, from: 0, to: days.at(-1) ?? 1 },
      { label: unit, from: low, to: high > low ? high : low + 1 },
    );
    return picture(`${name}: ${title}`, "", [
      ...plot.marks,
      ...series.map(([, v], i) => line(plot, days, v, i)),
      ...names(series.map(([label]) => label)),
    ]);
  };
  const shown = zones.slice(0, MOST_ZONES);
  const temperatures = [
    ["outdoors", `${WHOLE_BUILDING}/outdoorTempC`] as const,
    ...shown.map((key) => [key.split("/")[0] ?? key, key] as const),
  ];
  const powers = [
    ["heating", `${WHOLE_BUILDING}/heatingPowerW`],
    ["cooling", `${WHOLE_BUILDING}/coolingPowerW`],
    ["electricity", `${WHOLE_BUILDING}/electricPowerW`],
  ] as const;
  const present = (keys: readonly (readonly [string, string])[], scale: number) =>
    keys.flatMap(([label, key]) => {
      const found = frame.columns.get(key);
      return found ? [[label, means(found).map((v) => v * scale)] as const] : [];
    });
  return {
    temperatures: chart(
      shown.length < zones.length ? `temperatures of ${shown.length} of ${zones.length} zones` : "temperatures",
      "°C",
      present(temperatures, 1),
    ),
    power: chart("power", "kW", present(powers, 0.001), 0),
  };
}

const NAMES_LEFT = 12;
/** Of a square with its gap, and of a letter at 12 px, on average. */
const SQUARE = 16;
const LETTER = 7.2;

/** Names of the series in a row below the title, cut in the middle to what its part of the row holds: rooms differ at their ends. */
function names(series: readonly string[]): string[] {
  const each = (PLOT.right - NAMES_LEFT) / Math.max(3, series.length);
  const letters = Math.floor((each - SQUARE - 4) / LETTER);
  return series.flatMap((name, i) => {
    const x = NAMES_LEFT + i * each;
    const kept = Math.ceil((letters - 1) / 2);
    const shown = name.length > letters ? `${name.slice(0, letters - 1 - kept)}…${name.slice(-kept)}` : name;
    return [`<rect x="${px(x)}" y="28" width="10" height="10" fill="${seriesColour(i)}"/>`, text(x + SQUARE, 37, shown)];
  });
}
