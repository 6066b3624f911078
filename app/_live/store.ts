/** Holds the live state, keeps the order of changes, and tells of them at most four times a second. */
import type { Clock, Command, Delta, PointState, Snapshot } from "#domain";
import { type Observable, observable } from "./observable.ts";
import { EMPTY_STATE, fromSnapshot, type LiveState, relationOf, withCommands, withDeltas } from "./state.ts";

/** Changes reach the page this far apart: nobody reads faster, and a chart costs up to 50 ms to draw. */
const FRAME_MS = 250;

export interface LiveStore extends Observable<LiveState> {
  readonly snapshot: (snapshot: Snapshot) => void;
  /** False when frames before this one are missing: it was not taken in, and the gap must be closed first. */
  readonly delta: (delta: Delta) => boolean;
  readonly commands: (commands: readonly Command[]) => void;
  /** The position up to which everything has been received, shown or not. */
  readonly cursor: () => LiveState["cursor"];
  /** Every point of every frame, in order and before the state shows it: for whoever draws a line and must not miss one. */
  readonly onPoints: (listener: (points: readonly PointState[]) => void) => () => void;
}

export function createLiveStore(clock: Clock): LiveStore {
  const shown = observable(EMPTY_STATE);
  const watchers = new Set<(points: readonly PointState[]) => void>();
  let waiting: Delta[] = [];
  let cursor: LiveState["cursor"];
  let drawnAt = Number.NEGATIVE_INFINITY;
  let scheduled = false;

  const draw = (): void => {
    scheduled = false;
    drawnAt = clock.now();
    const deltas = waiting;
    waiting = [];
    const points = deltas.flatMap((d) => d.points ?? []);
    if (points.length > 0) for (const watcher of watchers) watcher(points);
    shown.set(withDeltas(shown.get(), deltas, drawnAt));
  };

  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    clock.after(Math.max(0, drawnAt + FRAME_MS - clock.now()), draw);
  };

  return {
    get: shown.get,
    subscribe: shown.subscribe,
    cursor: () => cursor,
    snapshot(snapshot) {
      waiting = [];
      cursor = snapshot.cursor;
      shown.set(fromSnapshot(snapshot, clock.now()));
    },
    delta(delta) {
      const relation = relationOf(cursor, delta.cursor);
      if (relation === "gap") return false;
      if (relation === "seen") return true;
      cursor = delta.cursor;
      waiting.push(delta);
      schedule();
      return true;
    },
    commands(commands) {
      shown.set(withCommands(shown.get(), commands));
    },
    onPoints(listener) {
      watchers.add(listener);
      return () => void watchers.delete(listener);
    },
  };
}
