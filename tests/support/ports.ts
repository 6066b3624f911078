/** Ports that nobody listens on. */
import { createServer } from "node:net";

/** A free TCP port on 127.0.0.1. The system does not hand out the same one again soon, so it stays free until used. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === "object") resolve(address.port);
        else reject(new Error("the system gave no port"));
      });
    });
  });
}
