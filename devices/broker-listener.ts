/** The port of the embedded broker: plain or TLS, with the certificate that lies there now. */
import { readFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { createSecureContext, createServer as createTlsServer, type Server as TlsServer } from "node:tls";
import { type Clock, errorLine, type Log, ZonecastError } from "#domain";
import { stampOf } from "./file-stamp.ts";
import type { BrokerSetting } from "./gateway.ts";

type Setting = Extract<BrokerSetting, { kind: "embedded" }>;
type Tls = NonNullable<Setting["tls"]>;

export interface Listener {
  readonly server: Server;
  readonly stopWatching: () => void;
}

const LOOK_EVERY_MS = 2_000;

/** Not listening yet. Throws `bad-config` for a certificate that cannot be used at the start; later the last good one counts. */
export function createListener(
  setting: Setting,
  { clock, log, handshakeMs }: { readonly clock: Clock; readonly log: Log; readonly handshakeMs: number },
  serve: (socket: Socket) => void,
): Listener {
  const { tls } = setting;
  if (!tls) return { server: createServer(serve), stopWatching: () => {} };
  let server: TlsServer;
  try {
    const { cert, key } = tls;
    server = createTlsServer({ cert, key, minVersion: "TLSv1.2", handshakeTimeout: handshakeMs }, serve);
  } catch (cause) {
    throw new ZonecastError("bad-config", `the broker's certificate and key cannot be used: ${errorLine(cause)}`, {
      cause,
      hint: "both are PEM files, and the key is that of the certificate",
    });
  }
  server.on("tlsClientError", (error) => log.debug({ problem: errorLine(error) }, "TLS connection refused"));
  return { server, stopWatching: renewing(server, tls, clock, log) };
}

/** New connections get the certificate that lies in the files now; those that stand keep theirs. */
function renewing(server: TlsServer, { cert, key, files }: Tls, clock: Clock, log: Log): () => void {
  if (!files) return () => {};
  const stamp = (): string => `${stampOf(files.cert)} ${stampOf(files.key)}`;
  let served = `${cert}\0${key}`;
  let readAt = "";
  let troubled = false;
  return clock.every(LOOK_EVERY_MS, () => {
    const now = stamp();
    if (now === readAt) return;
    readAt = now;
    try {
      const fresh = { cert: readFileSync(files.cert, "utf8"), key: readFileSync(files.key, "utf8") };
      const text = `${fresh.cert}\0${fresh.key}`;
      if (text !== served) {
        // A file that is half written, or whose key comes a moment later, fails here, and nothing has changed yet.
        createSecureContext({ ...fresh, minVersion: "TLSv1.2" });
        server.setSecureContext({ ...fresh, minVersion: "TLSv1.2" });
        served = text;
        log.info({}, "The broker serves its renewed certificate");
      }
      troubled = false;
    } catch (error) {
      if (!troubled)
        log.warn({ problem: errorLine(error) }, "The renewed certificate cannot be used; that of before still counts");
      troubled = true;
    }
  });
}
