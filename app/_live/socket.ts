/** socket.io as the connection wants it: websocket first, reconnecting by itself, made when opened (pages are also rendered where there is no socket). */
import { io, type Socket } from "socket.io-client";
import type { WireSocket } from "./connection.ts";

export function createSocket(): WireSocket {
  const listeners: Parameters<WireSocket["on"]>[] = [];
  let socket: Socket | undefined;
  const make = (): Socket => {
    const made = io({
      autoConnect: false,
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
    });
    for (const [event, listener] of listeners) made.on(event, listener);
    return made;
  };
  return {
    on: (event, listener) => void listeners.push([event, listener]),
    hello: (cursor) => void socket?.emit("hello", cursor ? { cursor } : {}),
    open() {
      socket ??= make();
      socket.connect();
    },
    close: () => void socket?.disconnect(),
  };
}
