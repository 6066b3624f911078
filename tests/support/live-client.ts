/** A browser's side of the socket, for tests: every message checked against the wire's schemas, as the page does. */

import { io } from "socket.io-client";
import { type Cursor, type Delta, deltaSchema, type PointState, pointKey, type Snapshot, snapshotSchema } from "#domain";
import { until } from "./until.ts";

export interface LiveClient {
  readonly snapshot: () => Snapshot;
  readonly deltas: () => readonly Delta[];
  readonly cursor: () => Cursor;
  /** The newest state seen of each point. */
  readonly points: () => ReadonlyMap<string, PointState>;
  readonly close: () => void;
}

/** Connects, says hello (with a cursor: asks for what was missed) and waits for the first answer. Throws when refused. */
export async function openLive(
  url: string,
  options: { cursor?: Cursor; headers?: Record<string, string> } = {},
): Promise<LiveClient> {
  const socket = io(url, { transports: ["websocket"], reconnection: false, extraHeaders: options.headers ?? {} });
  const deltas: Delta[] = [];
  const points = new Map<string, PointState>();
  let snapshot: Snapshot | undefined;
  let failure: Error | undefined;
  const take = (list: readonly PointState[] = []) => {
    for (const p of list) points.set(pointKey(p), p);
  };
  socket.on("connect", () => socket.emit("hello", options.cursor ? { cursor: options.cursor } : {}));
  socket.on("connect_error", (e) => {
    failure = e;
  });
  socket.on("snapshot", (message: unknown) => {
    snapshot = snapshotSchema.parse(message);
    take(snapshot.points);
  });
  socket.on("delta", (message: unknown) => {
    const delta = deltaSchema.parse(message);
    deltas.push(delta);
    take(delta.points);
  });
  try {
    await until(
      "the socket answers",
      () =>
        failure !== undefined ||
        snapshot !== undefined ||
        deltas.length > 0 ||
        (options.cursor !== undefined && socket.connected),
      20_000,
    );
    if (failure) throw failure;
  } catch (e) {
    socket.close();
    throw e;
  }
  return {
    snapshot() {
      if (!snapshot) throw new Error("no snapshot came");
      return snapshot;
    },
    deltas: () => deltas,
    cursor() {
      const last = deltas.at(-1)?.cursor ?? snapshot?.cursor;
      if (!last) throw new Error("nothing came yet");
      return last;
    },
    points: () => points,
    close: () => void socket.close(),
  };
}
