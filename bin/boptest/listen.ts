/** The service on a loopback port: bodies in, JSON out; strangers' pages and host names are refused. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { ZonecastError } from "#domain";
import type { Answer, Service } from "./service.ts";

const HOST = "127.0.0.1";
const MOST_BYTES = 1_000_000;
const LOOPBACK_NAMES = new Set(["localhost", "127.0.0.1"]);

/** Starts listening; port 0 takes a free one. Rejects with `port-taken`. */
export function listen(service: Service, port: number): Promise<{ readonly port: number; readonly stop: () => Promise<void> }> {
  const server = createServer((request, response) => void respond(service, request, response));
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) =>
      reject(
        new ZonecastError("port-taken", `cannot listen on ${HOST}:${port}: ${cause.message}`, {
          hint: "--port names another",
          cause,
        }),
      ),
    );
    server.listen(port, HOST, () => {
      const address = server.address();
      resolve({ port: typeof address === "object" && address ? address.port : port, stop: () => stop(server) });
    });
  });
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}

async function respond(service: Service, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const send = ({ status, body }: { readonly status: number; readonly body: unknown }) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  const refuse = (status: number, message: string) => send({ status, body: { status, message, payload: null } });
  const hostName = (request.headers.host ?? "").replace(/:\d+$/, "").toLowerCase();
  // A web site could point its own name at this machine, or post from a page: neither is a client.
  if (!LOOPBACK_NAMES.has(hostName)) return void refuse(403, "this service answers to localhost only");
  if (request.headers.origin !== undefined || request.headers["sec-fetch-site"] === "cross-site")
    return void refuse(403, "this service does not answer web pages");
  try {
    const text = await textOf(request);
    if (text === undefined) return void refuse(400, `a body has at most ${MOST_BYTES} bytes`);
    const body = bodyOf(text, request.headers["content-type"] ?? "");
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    const answer: Answer = service.answer(request.method ?? "GET", path, body);
    send(answer);
  } catch {
    refuse(400, "the body is neither JSON nor a form");
  }
}

async function textOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  // What is too much is read to its end and thrown away, so that the client hears why.
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes <= MOST_BYTES) parts.push(part);
  }
  if (bytes > MOST_BYTES) return undefined;
  return Buffer.concat(parts).toString("utf8");
}

/** Forms repeat a name for a list. Throws for broken JSON. */
function bodyOf(text: string, type: string): unknown {
  if (text.trim() === "") return undefined;
  if (!type.includes("application/x-www-form-urlencoded")) return JSON.parse(text) as unknown;
  const form = new URLSearchParams(text);
  return Object.fromEntries(
    [...new Set(form.keys())].map((key) => [key, form.getAll(key).length > 1 ? form.getAll(key) : form.get(key)]),
  );
}
