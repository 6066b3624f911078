/**
 * How far the clocks of devices are off. A clock that is wrong is wrong by the same amount again and again; a message that is
 * late is late by its own. So only a difference that several live messages share, over a while, is taken for the clock's.
 */
import type { Device } from "#domain";

/** A difference below this is let be, and a time further ahead than this is never believed, ms. */
export const MAX_AHEAD_MS = 5 * 60_000;
/** Behind by more than this is no clock but a recording played back: no two time zones lie further apart, ms. */
const MAX_BEHIND_MS = 14 * 3_600_000;
const SAMPLES = 5;
/** Between two messages that count, so that a backlog sent in one go is not five witnesses, ms. */
const SAMPLE_GAP_MS = 15_000;
/** Network and gateway make this much difference from message to message, ms. */
const JITTER_MS = 30_000;

export interface Placed {
  readonly ts: number;
  /** The time is a guess: the clock is off, and how far is not known yet. */
  readonly doubtful: boolean;
}

export interface ClockOffsets {
  /**
   * When a value was really measured, UTC ms: `ts` by the device's clock, `receivedAt` by ours. `live`: it came as soon as it was
   * measured, as far as one can tell. Never further ahead of its arrival than five minutes.
   */
  place(id: string, ts: number, receivedAt: number, live: boolean): Placed;
  /** Our clock minus the device's, whole seconds in ms; undefined while its clock is taken as right. */
  offsetOf(id: string): number | undefined;
}

interface Watch {
  offsetMs: number | undefined;
  lastAt: number;
  /** Arrival minus measurement of the newest messages that count. */
  readonly samples: number[];
}

/** `known`: what earlier runs found out. */
export function createClockOffsets(known: readonly Device[]): ClockOffsets {
  const watches = new Map<string, Watch>();
  for (const { id, clockOffsetMs } of known)
    if (clockOffsetMs !== undefined) watches.set(id, { offsetMs: clockOffsetMs, lastAt: Number.NEGATIVE_INFINITY, samples: [] });

  function observe(id: string, ts: number, receivedAt: number): Watch {
    let watch = watches.get(id);
    if (!watch) {
      watch = { offsetMs: undefined, lastAt: Number.NEGATIVE_INFINITY, samples: [] };
      watches.set(id, watch);
    }
    if (receivedAt - watch.lastAt < SAMPLE_GAP_MS) return watch;
    watch.lastAt = receivedAt;
    watch.samples.push(receivedAt - ts);
    if (watch.samples.length > SAMPLES) watch.samples.shift();
    if (watch.samples.length < SAMPLES) return watch;
    let least = receivedAt - ts;
    let most = least;
    for (const sample of watch.samples) {
      if (sample < least) least = sample;
      else if (sample > most) most = sample;
    }
    if (most - least > JITTER_MS) return watch;
    // The quickest of them says most about the clock, and least about the way.
    const off = least < -MAX_AHEAD_MS || (least > MAX_AHEAD_MS && least <= MAX_BEHIND_MS);
    const found = off ? Math.round(least / 1000) * 1000 : undefined;
    const same = found !== undefined && watch.offsetMs !== undefined && Math.abs(found - watch.offsetMs) <= JITTER_MS;
    // Kept to the second while it holds, so that a message that comes twice is placed at one time.
    if (!same) watch.offsetMs = found;
    return watch;
  }

  /** Behind by about the same twice in a row: it may be the clock. */
  const mayBeOff = ({ samples }: Watch): boolean => {
    const [last, before] = [samples.at(-1), samples.at(-2)];
    return (
      last !== undefined &&
      before !== undefined &&
      last > MAX_AHEAD_MS &&
      last <= MAX_BEHIND_MS &&
      Math.abs(last - before) <= JITTER_MS
    );
  };

  return {
    place(id, ts, receivedAt, live) {
      const watch = live ? observe(id, ts, receivedAt) : watches.get(id);
      const placed = ts + (watch?.offsetMs ?? 0);
      if (placed > receivedAt + MAX_AHEAD_MS) return { ts: receivedAt, doubtful: true };
      const late = receivedAt - placed > MAX_AHEAD_MS;
      const doubtful = live && late && watch !== undefined && (watch.offsetMs !== undefined || mayBeOff(watch));
      return { ts: placed, doubtful };
    },
    offsetOf: (id) => watches.get(id)?.offsetMs,
  };
}
