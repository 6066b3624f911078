/** A picture of a run: temperatures of the zones and outdoors over the days, and the power that heated and cooled. */
import { type Frame, rowTs, WHOLE_BUILDING } from "#domain";
import { axes, legend, line } from "./excitation/svg/axes.ts";
import { picture } from "./excitation/svg/picture.ts";

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
  const zones = [...frame.columns.keys()].filter((key) => key.endsWith("/airTempC"));
  const chart = (title: string, unit: string, series: readonly (readonly [string, Float64Array])[], least?: number): string => {
    const values = series.flatMap(([, v]) => [...v]).filter(Number.isFinite);
    const [low, high] = [Math.min(...values, least ?? Number.POSITIVE_INFINITY), Math.max(...values)];
    const plot = axes(
      { label: "days since the first row", from: 0, to: days.at(-1) ?? 1 },
      { label: unit, from: low, to: high > low ? high : low + 1 },
    );
    const what = every > 1 ? `means over ${(every * frame.stepS) / 3600} h` : `steps of ${frame.stepS} s`;
    return picture(`${name}: ${title}`, what, [
      ...plot.marks,
      ...series.map(([, v], i) => line(plot, days, v, i)),
      ...legend(series.map(([label]) => label)),
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
    temperatures: chart("temperatures", "°C", present(temperatures, 1)),
    power: chart("power", "kW", present(powers, 0.001), 0),
  };
}
