/** A TCP proxy that does what networks do: cuts, resets, delays, byte by byte, and connections of which one half is dead. */
import { connect, createServer, type Socket } from "node:net";
import { freePort } from "./ports.ts";

export interface FaultProxy {
  readonly port: number;
  /** Ends every connection in good order. */
  readonly cut: () => void;
  /** Ends every connection with a reset. */
  readonly reset: () => void;
  /** From now on bytes come this much later, ms. */
  readonly delay: (ms: number) => void;
  /** From now on bytes come one by one, or not. */
  readonly crumble: (on: boolean) => void;
  /** Nothing passes the open connections any more, and nobody is told. New ones are well. */
  readonly freeze: () => void;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

/** Stands before `target`, a port of this machine. */
export async function startFaultProxy(target: number): Promise<FaultProxy> {
  const pairs = new Set<{ readonly near: Socket; readonly far: Socket; frozen: boolean }>();
  let delayMs = 0;
  let crumbled = false;

  const server = createServer((near) => {
    const far = connect(target, "127.0.0.1");
    const pair = { near, far, frozen: false };
    pairs.add(pair);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.setNoDelay(true);
      from.on("error", () => {});
      from.once("close", () => {
        pairs.delete(pair);
        to.destroy();
      });
      let last = Promise.resolve();
      from.on("data", (chunk: Buffer) => {
        // What was delayed keeps its order.
        last = last.then(async () => {
          if (delayMs > 0) await new Promise((resolve) => void setTimeout(resolve, delayMs));
          if (pair.frozen || to.destroyed) return;
          if (crumbled) for (const byte of chunk) to.write(Buffer.of(byte));
          else to.write(chunk);
        });
      });
    }
  });
  const port = await freePort();
  await new Promise<void>((resolve) => void server.listen(port, "127.0.0.1", () => resolve()));
  const each = (act: (socket: Socket) => void): void => {
    for (const { near, far } of [...pairs]) for (const socket of [near, far]) act(socket);
  };
  return {
    port,
    cut: () => each((socket) => socket.destroySoon()),
    reset: () => each((socket) => socket.resetAndDestroy()),
    delay(ms) {
      delayMs = ms;
    },
    crumble(on) {
      crumbled = on;
    },
    freeze() {
      for (const pair of pairs) pair.frozen = true;
    },
    async [Symbol.asyncDispose]() {
      server.close();
      each((socket) => socket.destroy());
    },
  };
}
