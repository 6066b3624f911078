/** socket.io on the server's own port: a snapshot or what was missed on hello, then one frame for everybody. */
import type { Server as HttpServer } from "node:http";
import { Server } from "socket.io";
import { type ClientToServer, helloSchema, type Log, type ServerToClient } from "#domain";
import type { Guard, RequestHeaders } from "../http/guard.ts";
import type { Hub } from "./hub.ts";

/** A browser that has this much waiting to be read is behind; its connection is cut, and it catches up when it returns. */
const MOST_BUFFERED_BYTES = 8 * 1024 * 1024;

export interface Sockets {
  readonly count: () => number;
  readonly stop: () => Promise<void>;
}

const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

export function serveSockets(http: HttpServer, hub: Hub, guard: Guard, log: Log): Sockets {
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
    socket.on("hello", (message: unknown) => {
      const hello = helloSchema.safeParse(message);
      if (!hello.success) {
        log.warn({ socket: socket.id }, "a browser sent a greeting that is not one");
        socket.disconnect(true);
        return;
      }
      const missed = hello.data.cursor && hub.journal.since(hello.data.cursor);
      if (missed && !missed.reset) for (const delta of missed.deltas) socket.emit("delta", delta);
      else socket.emit("snapshot", hub.snapshot());
      void socket.join("live");
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
      await io.close();
    },
  };
}

/** Bytes that the operating system has not taken yet; 0 where the transport does not tell. */
function buffered(connection: { readonly transport: unknown }): number {
  const socket = (connection.transport as { readonly socket?: { readonly bufferedAmount?: unknown } }).socket;
  return typeof socket?.bufferedAmount === "number" ? socket.bufferedAmount : 0;
}
