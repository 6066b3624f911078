/** One HTTP server for everything: API, pages and sockets. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import process from "node:process";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import next from "next";
import { ZonecastError } from "#domain";
import type { Guard } from "./guard.ts";

export interface WebOptions {
  readonly host: string;
  readonly port: number;
  /** The folder that holds `.next`. */
  readonly root: string;
  /** Compile pages on demand (development) instead of serving the build. */
  readonly dev: boolean;
  readonly api: Hono;
  readonly isOurHost: Guard["isOurHost"];
}

const FOREIGN_HOST = "This address is not one of Zonecast's: open it as http://localhost, with its port.\n";

const isApi = (url: string): boolean => url === "/metrics" || url.startsWith("/api/") || url.startsWith("/metrics?");

/** Whether pages can be looked up by it; a proxy's whole address, `*` and broken percent codes are nobody's. */
export function isPath(url: string): boolean {
  if (!url.startsWith("/")) return false;
  try {
    decodeURI(url);
    return true;
  } catch {
    return false;
  }
}

/** Starts listening; the promise resolves when pages can be served. Throws `port-taken` naming the port. */
export async function startWeb(
  options: WebOptions,
  beforeListening: (http: Server) => void,
): Promise<{ readonly port: number; readonly stop: () => Promise<void> }> {
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  const http = createServer({
    // Whatever else is asked for, and whoever asks under a name that is not ours, is answered as a plain request.
    shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === "websocket" && options.isOurHost(headers.host),
  });
  const pages = next({
    dev: options.dev,
    dir: options.root,
    hostname: options.host,
    port: options.port,
    httpServer: http,
    quiet: true,
  });
  beforeListening(http);
  await pages.prepare();
  const page = pages.getRequestHandler();
  const api = getRequestListener(options.api.fetch);
  http.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const url = request.url ?? "/";
    // Sockets and the API refuse foreign names in their own words.
    if (url.startsWith("/socket.io/")) return;
    if (!isPath(url)) {
      response.writeHead(400, { Connection: "close" }).end();
      return;
    }
    if (!isApi(url) && !options.isOurHost(request.headers.host)) {
      response.writeHead(403, { Connection: "close", "Content-Type": "text/plain; charset=utf-8" }).end(FOREIGN_HOST);
      return;
    }
    void (isApi(url) ? api(request, response) : page(request, response));
  });
  const port = await listen(http, options);
  return {
    port,
    async stop() {
      http.closeAllConnections();
      await new Promise<void>((done) => http.close(() => done()));
      await pages.close();
    },
  };
}

function listen(http: Server, { host, port }: WebOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once("error", (e: NodeJS.ErrnoException) => {
      if (e.code === "EADDRINUSE")
        reject(
          new ZonecastError("port-taken", `port ${port} on ${host} is in use by another program`, {
            hint: "set PORT to a free one",
            cause: e,
          }),
        );
      else
        reject(
          new ZonecastError("bad-config", `cannot listen on ${host}:${port}: ${e.message}`, {
            hint: "check PORT and ZONECAST_HOST",
            cause: e,
          }),
        );
    });
    http.listen(port, host, () => {
      const address = http.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}
