/** What the outdoors of each row's day mean for comfort: the clothing people put on at six, and the mean they have got used to. */
import { type Frame, rowTs } from "#domain";
import { localTimeIn } from "../building/local-time.ts";
import { clothingClo } from "./clothing.ts";
import { runningMeanC } from "./running-mean.ts";

export interface Outdoors {
  /** By row, clo. */
  readonly clo: Float64Array;
  /** By row, °C: of the days before its own; the first day has but itself. */
  readonly runningMeanC: Float64Array;
}

const DRESSING_H = 6;

/**
 * @param outdoorC by row of the frame, °C
 * @param timeZone of the building, whose days these are; a row at midnight closes the day before
 */
export function outdoorsOfRows(frame: Frame, outdoorC: Float64Array, timeZone: string): Outdoors {
  const local = localTimeIn(timeZone);
  const dayOfRow = new Int32Array(frame.length);
  const days: { sumC: number; rows: number; atSixC: number; fromSixH: number }[] = [];
  let last = Number.NaN;
  for (let i = 0; i < frame.length; i++) {
    const { day, hour } = local(rowTs(frame, i) - 1);
    if (day !== last) days.push({ sumC: 0, rows: 0, atSixC: Number.NaN, fromSixH: Number.POSITIVE_INFINITY });
    last = day;
    dayOfRow[i] = days.length - 1;
    const today = days.at(-1)!;
    today.sumC += outdoorC[i]!;
    today.rows++;
    const fromSixH = Math.abs(hour - DRESSING_H);
    if (fromSixH >= today.fromSixH) continue;
    today.fromSixH = fromSixH;
    today.atSixC = outdoorC[i]!;
  }
  const clo = days.map((d) => clothingClo(d.atSixC));
  const means = runningMeanC(days.map((d) => d.sumC / d.rows));
  return {
    clo: Float64Array.from(dayOfRow, (d) => clo[d]!),
    runningMeanC: Float64Array.from(dayOfRow, (d) => means[d]!),
  };
}
