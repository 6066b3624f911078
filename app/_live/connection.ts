/** Keeps the store in step with the server over a socket, and closes every gap by HTTP before it can be seen. */

import { z } from "zod";
import { type Clock, type Cursor, type Delta, deltaSchema, snapshotSchema, WIRE_VERSION } from "#domain";
import type { Api } from "./api.ts";
import { type Observable, observable } from "./observable.ts";
import type { LiveStore } from "./store.ts";

/** Without a connection for this long it is no hiccup any more. */
const OFFLINE_AFTER_MS = 20_000;
/** A timer that comes this late says that the machine or the tab was asleep. */
const SLEEP_MS = 60_000;
const HEARTBEAT_MS = 15_000;

export type ConnectionStatus =
  | { readonly phase: "connecting" | "live" }
  /** `sinceTs`: when the connection was lost, by this browser's clock. */
  | { readonly phase: "reconnecting" | "offline"; readonly sinceTs: number }
  /** The server speaks another version than this page: only loading it anew helps. */
  | { readonly phase: "outdated" };

/** As much of a socket as is used here. Messages arrive unchecked. */
export interface WireSocket {
  readonly on: (
    event: "connect" | "disconnect" | "connect_error" | "snapshot" | "delta",
    listener: (message: unknown) => void,
  ) => void;
  readonly hello: (cursor: Cursor | undefined) => void;
  readonly open: () => void;
  readonly close: () => void;
}

export interface Connection {
  readonly status: Observable<ConnectionStatus>;
  /** Calls `listener` whenever something may have been missed and is made up for now: windows are read again. */
  readonly onCaughtUp: (listener: () => void) => () => void;
  readonly start: () => void;
  /** The page is seen again, or the machine woke. */
  readonly wake: () => void;
  readonly stop: () => void;
}

export interface ConnectionParts {
  readonly clock: Clock;
  readonly store: LiveStore;
  readonly socket: WireSocket;
  readonly fetchChanges: Api["changes"];
}

const versionSchema = z.object({ version: z.int() });

export function createConnection({ clock, store, socket, fetchChanges }: ConnectionParts): Connection {
  const status = observable<ConnectionStatus>({ phase: "connecting" });
  const listeners = new Set<() => void>();
  let connected = false;
  let held: Delta[] | undefined;
  let beatAt = clock.now();
  let endHeartbeat = (): void => {};
  let endPatience = (): void => {};

  const tell = (): void => {
    for (const listener of [...listeners]) listener();
  };
  const startAnew = (): void => socket.hello(undefined);

  const lost = (): void => {
    const { phase } = status.get();
    if (phase !== "live") return;
    const sinceTs = clock.now();
    status.set({ phase: "reconnecting", sinceTs });
    endPatience = clock.after(OFFLINE_AFTER_MS, () => status.set({ phase: "offline", sinceTs }));
  };
  const live = (): void => {
    endPatience();
    if (status.get().phase !== "outdated") status.set({ phase: "live" });
  };

  /** Asks by HTTP for what came after the last frame; frames that arrive meanwhile wait. */
  const closeGap = async (): Promise<void> => {
    const cursor = store.cursor();
    if (!cursor) return startAnew();
    if (held) return;
    held = [];
    const changes = await fetchChanges(cursor).catch(() => undefined);
    const waiting = held;
    held = undefined;
    if (!changes) {
      if (connected) startAnew();
    } else if (changes.reset || ![...changes.deltas, ...waiting].every(store.delta)) startAnew();
    else tell();
  };

  socket.on("connect", () => {
    connected = true;
    const cursor = store.cursor();
    socket.hello(cursor);
    if (!cursor) return;
    live();
    tell();
  });
  socket.on("disconnect", () => {
    connected = false;
    lost();
  });
  // A refused handshake does not say why; an HTTP answer does (401 leads to the sign-in page).
  socket.on("connect_error", () => void fetchChanges(store.cursor() ?? { epoch: "", seq: 0 }).catch(() => undefined));
  socket.on("snapshot", (message) => {
    const version = versionSchema.safeParse(message);
    const snapshot = version.data?.version === WIRE_VERSION ? snapshotSchema.safeParse(message) : undefined;
    if (!snapshot?.success) {
      status.set({ phase: "outdated" });
      return;
    }
    const first = store.cursor() === undefined;
    store.snapshot(snapshot.data);
    live();
    if (!first) tell();
  });
  socket.on("delta", (message) => {
    const delta = deltaSchema.safeParse(message);
    if (!delta.success) status.set({ phase: "outdated" });
    else if (held) held.push(delta.data);
    else if (!store.delta(delta.data)) void closeGap();
  });

  const wake = (): void => {
    if (store.cursor()) void closeGap();
  };

  return {
    status,
    onCaughtUp(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    start() {
      beatAt = clock.now();
      endHeartbeat = clock.every(HEARTBEAT_MS, () => {
        const late = clock.now() - beatAt > SLEEP_MS;
        beatAt = clock.now();
        if (late) wake();
      });
      socket.open();
    },
    wake,
    stop() {
      endHeartbeat();
      endPatience();
      socket.close();
    },
  };
}
