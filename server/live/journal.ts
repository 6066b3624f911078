/** The last frames that were sent, so that a browser that missed some can catch up instead of starting anew. */
import type { Changes, Cursor, Delta } from "#domain";

export interface Journal {
  readonly cursor: () => Cursor;
  /** Numbers the frame, keeps it and returns it. */
  append(body: Omit<Delta, "cursor">): Delta;
  /** The frames after `cursor`, or that they are no longer here. */
  since(cursor: Cursor): Changes;
}

/** `epoch` names this run of the server. At most `maxFrames` frames with `maxPoints` point states in all are kept. */
export function createJournal(epoch: string, maxFrames = 3_000, maxPoints = 25_000): Journal {
  const frames: Delta[] = [];
  let seq = 0;
  let points = 0;
  const cursor = (): Cursor => ({ epoch, seq });

  return {
    cursor,
    append(body) {
      seq++;
      const delta: Delta = { ...body, cursor: cursor() };
      frames.push(delta);
      points += delta.points?.length ?? 0;
      while (frames.length > 1 && (frames.length > maxFrames || points > maxPoints))
        points -= frames.shift()?.points?.length ?? 0;
      return delta;
    },
    since(from) {
      if (from.epoch !== epoch || from.seq > seq) return { reset: true };
      const missed = seq - from.seq;
      if (missed > frames.length) return { reset: true };
      return { reset: false, deltas: missed === 0 ? [] : frames.slice(-missed) };
    },
  };
}
