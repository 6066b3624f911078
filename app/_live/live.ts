/** The live layer of one page, put together: store, connection, queries and the lines on screen. */
import { type Clock, systemClock } from "#domain";
import { type Api, createApi, type Send } from "./api.ts";
import { type Connection, createConnection, type WireSocket } from "./connection.ts";
import { type Observable, observable } from "./observable.ts";
import { createQueries, type Queries } from "./queries.ts";
import { createSocket } from "./socket.ts";
import { createLiveStore, type LiveStore } from "./store.ts";
import { createTails, type Tails } from "./tail.ts";

const TICK_MS = 1_000;
const DUE_MS = 10_000;

export interface Live {
  readonly api: Api;
  readonly store: LiveStore;
  readonly connection: Connection;
  readonly queries: Queries;
  readonly tails: Tails;
  /** This browser's clock, UTC ms, moving once a second so that ages move with it. */
  readonly tick: Observable<number>;
  /** True once the server has asked for a sign-in. */
  readonly signInAsked: Observable<boolean>;
  readonly start: () => () => void;
}

export interface LiveParts {
  readonly clock: Clock;
  readonly socket: WireSocket;
  readonly send: Send;
}

export function createLive({ clock, socket, send }: LiveParts): Live {
  const signInAsked = observable(false);
  const api = createApi({ send, onUnauthorized: () => signInAsked.set(true) });
  const store = createLiveStore(clock);
  const connection = createConnection({ clock, store, socket, fetchChanges: api.changes });
  const queries = createQueries(clock);
  const tails = createTails();
  const tick = observable(clock.now());
  store.onPoints(tails.take);
  connection.onCaughtUp(queries.refreshAll);

  return {
    api,
    store,
    connection,
    queries,
    tails,
    tick,
    signInAsked,
    start() {
      const endTick = clock.every(TICK_MS, () => tick.set(clock.now()));
      const endDue = clock.every(DUE_MS, queries.refreshDue);
      connection.start();
      return () => {
        endTick();
        endDue();
        connection.stop();
      };
    },
  };
}

export const createBrowserLive = (): Live =>
  createLive({ clock: systemClock, socket: createSocket(), send: (url, init) => fetch(url, init) });
