/** Ports that nobody listens on. */
import { createServer } from "node:net";

/**
 * Below the range from which the system takes the near end of outgoing connections (32,768 and up on Linux): a port
 * from there could be taken by somebody's connection while the server that had it is being restarted.
 */
const FIRST = 20_000;
const COUNT = 12_000;

/** Test processes run side by side; each begins to look at a place of its own. */
let next = (process.pid * 101) % COUNT;

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });

/** A free TCP port on 127.0.0.1, never handed out twice by one process before all others were. */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < COUNT; tried++) {
    const port = FIRST + next;
    next = (next + 1) % COUNT;
    if (await isFree(port)) return port;
  }
  throw new Error(`no port between ${FIRST} and ${FIRST + COUNT} is free`);
}
