/** Between the grid of a task and the hours that the network thinks in. */
import { type Frame, rowTs } from "#domain";

/**
 * Means over blocks of `perHour` rows that end at the last row; the blocks of `values` that are not full at the start are
 * left out. A block with fewer than half its values is a gap.
 */
export function blockMeans(values: ArrayLike<number>, length: number, perHour: number): Float64Array {
  const blocks = Math.floor(length / perHour);
  const skip = length - blocks * perHour;
  return Float64Array.from({ length: blocks }, (_, b) => {
    let [sum, n] = [0, 0];
    for (let i = 0; i < perHour; i++) {
      const v = values[skip + b * perHour + i] ?? Number.NaN;
      if (!Number.isFinite(v)) continue;
      sum += v;
      n++;
    }
    return 2 * n >= perHour ? sum / n : Number.NaN;
  });
}

/** The frame in hours that end at its last row. */
export function inHours(frame: Frame, hourS: number): Frame {
  const perHour = hourS / frame.stepS;
  const columns = new Map([...frame.columns].map(([name, values]) => [name, blockMeans(values, frame.length, perHour)] as const));
  const length = Math.floor(frame.length / perHour);
  const startTs = rowTs(frame, frame.length - 1) - (length - 1) * hourS * 1000;
  return { startTs, stepS: hourS, length, columns };
}

/**
 * What hourly means say about lead `lead` (1, 2, … steps of the task, `perHour` in an hour): weights of two neighbouring
 * hours. A mean over the hour stands for its middle; a power that is itself a mean holds over its hour.
 */
export function hourWeights(
  lead: number,
  perHour: number,
  hours: number,
  holds: boolean,
): readonly [hour: number, share: number] {
  if (holds || perHour === 1) return [Math.min(hours - 1, Math.ceil(lead / perHour) - 1), 0];
  const position = (lead - 0.5) / perHour - 0.5;
  const hour = Math.max(0, Math.min(hours - 2, Math.floor(position)));
  return [hour, Math.max(0, Math.min(1, position - hour))];
}
