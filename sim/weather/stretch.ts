/** Any stretch of time out of a weather frame: cut from measured weather, or from a typical year that goes round. */
import { type Frame, makeFrame, rowTs, ZonecastError } from "#domain";

const DAY_MS = 86_400_000;
const YEAR_S = 365 * 86_400;
const FEBRUARY_29 = 59;

const isLeap = (year: number): boolean => Date.UTC(year, 1, 29) !== Date.UTC(year, 2, 1);

/** A year of 365 days stands for every year. */
export const goesRound = (frame: Frame): boolean => frame.length * frame.stepS === YEAR_S;

/**
 * The weather from `fromTs` to `untilTs` (UTC ms), both rows included, on the frame's own grid. A year of 365 days is laid into
 * every year, with 28 February twice in leap years; anything shorter or longer is weather of its own time alone.
 * Throws `bad-input` when the frame does not reach from one to the other.
 */
export function stretchOf(frame: Frame, fromTs: number, untilTs: number): Frame {
  const stepMs = frame.stepS * 1000;
  const rows = Math.floor((untilTs - fromTs) / stepMs) + 1;
  if (!(rows >= 2)) throw new ZonecastError("bad-input", "the end of the weather that is asked for comes before its begin");
  const first = Math.floor((fromTs - frame.startTs) / stepMs);
  const startTs = frame.startTs + first * stepMs;
  const length = Math.ceil((untilTs - startTs) / stepMs) + 1;
  const round = goesRound(frame);
  if (!round && (first < 0 || first + length > frame.length))
    throw new ZonecastError(
      "bad-input",
      `the weather reaches from ${iso(frame.startTs)} to ${iso(rowTs(frame, frame.length - 1))}, not from ${iso(fromTs)} to ${iso(untilTs)}`,
    );
  const rowAt = Int32Array.from({ length }, (_, i) => (round ? rowOfYear(frame, startTs + i * stepMs) : first + i));
  return makeFrame(
    startTs,
    frame.stepS,
    [...frame.columns].map(([name, values]) => [name, Float64Array.from(rowAt, (row) => values[row]!)] as const),
  );
}

/** Row of the typical year that stands for the moment `ts`. */
function rowOfYear(frame: Frame, ts: number): number {
  const own = new Date(frame.startTs).getUTCFullYear();
  // Row 0 stands near 1 January; which year it is called in depends on the offset from UTC.
  const jan1 = frame.startTs - Date.UTC(own, 0, 1) > 300 * DAY_MS ? Date.UTC(own + 1, 0, 1) : Date.UTC(own, 0, 1);
  const offset = frame.startTs - jan1;
  const year = new Date(ts - offset).getUTCFullYear();
  let since = ts - offset - Date.UTC(year, 0, 1);
  if (isLeap(year) && since >= FEBRUARY_29 * DAY_MS) since -= DAY_MS;
  return Math.round(since / (frame.stepS * 1000)) % frame.length;
}

const iso = (ts: number): string => new Date(ts).toISOString().slice(0, 16).replace("T", " ");
