/** socket.io on the server's own port: a snapshot or what was missed on hello, then one frame for everybody. */
import type { Server as HttpServer } from "node:http";
import { Server } from "socket.io";
import { type ClientToServer, type Clock, type Cursor, helloSchema, type Log, type ServerToClient } from "#domain";
import type { Guard, RequestHeaders } from "../http/guard.ts";
import type { Hub } from "./hub.ts";

/** A browser that has this much waiting to be read is behind; its connection is cut, and it catches up when it returns. */
const MOST_BUFFERED_BYTES = 8 * 1024 * 1024;
/** A whole picture is costly: whoever greets faster gets one answer, to the last greeting, when this is over. */
const GREET_EVERY_MS = 1_000;

export interface Sockets {
  readonly count: () => number;
  readonly stop: () => Promise<void>;
}

const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

export function serveSockets(http: HttpServer, hub: Hub, guard: Guard, log: Log, clock: Clock): Sockets {
  const io = new Server<ClientToServer, ServerToClient>(http, {
    serveClient: false,
    perMessageDeflate: false,
    transports: ["websocket", "polling"],
    maxHttpBufferSize: 64 * 1024,
    allowRequest: (request, done) => {
      const headers: RequestHeaders = {
        host: request.headers.host,
        origin: one(request.headers.origin),
        cookie: request.headers.cookie,
        authorization: request.headers.authorization,
        secFetchSite: one(request.headers["sec-fetch-site"]),
      };
      done(null, guard.isOurs(headers) && guard.identify(headers) !== undefined);
    },
  });

  io.on("connection", (socket) => {
    let greetedAt = Number.NEGATIVE_INFINITY;
    let wanted: Cursor | undefined;
    let callOff: (() => void) | undefined;

    const greet = (): void => {
      callOff = undefined;
      // A second picture for a browser that has not taken what was sent would only wait in memory.
      if (greetedAt > 0 && !socket.conn.transport.writable) {
        callOff = clock.after(GREET_EVERY_MS, greet);
        return;
      }
      greetedAt = clock.now();
      const missed = wanted && hub.missedSince(wanted);
      if (missed && !missed.reset) for (const delta of missed.deltas) socket.emit("delta", delta);
      else socket.emit("snapshot", hub.snapshot());
      void socket.join("live");
    };
    socket.on("disconnect", () => callOff?.());
    socket.on("hello", (message: unknown) => {
      const hello = helloSchema.safeParse(message);
      if (!hello.success) {
        log.warn({ socket: socket.id }, "a browser sent a greeting that is not one");
        socket.disconnect(true);
        return;
      }
      wanted = hello.data.cursor;
      if (callOff) return;
      const waitMs = greetedAt + GREET_EVERY_MS - clock.now();
      if (waitMs > 0) callOff = clock.after(waitMs, greet);
      else greet();
    });
  });

  const unsubscribe = hub.onFrame((delta) => {
    io.to("live").emit("delta", delta);
    for (const [, socket] of io.sockets.sockets) if (buffered(socket.conn) > MOST_BUFFERED_BYTES) socket.disconnect(true);
  });

  return {
    count: () => io.sockets.sockets.size,
    async stop() {
      unsubscribe();
      const closed = io.close();
      // A request that never ends would keep the server from closing.
      http.closeAllConnections();
      await closed;
    },
  };
}

/** Bytes that the operating system has not taken yet; 0 where the transport does not tell: who does not poll is soon cut anyway. */
function buffered(connection: { readonly transport: unknown }): number {
  const socket = (connection.transport as { readonly socket?: { readonly bufferedAmount?: unknown } }).socket;
  return typeof socket?.bufferedAmount === "number" ? socket.bufferedAmount : 0;
}
