/** The store's worker thread: SQLite is synchronous, and here it makes nobody wait but its own callers. */
import { parentPort, workerData } from "node:worker_threads";
import { type Log, ZonecastError } from "#domain";
import { makeCore, type StoreCore } from "../core.ts";
import { openSqlite } from "./engine.ts";
import { sqliteError } from "./errors.ts";
import { failureOf, type Request, type Response } from "./wire.ts";

const port = parentPort;
if (!port) throw new ZonecastError("bug", "the store's worker was started as a program");

const send = (message: Response, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);
const logAt = (level: keyof Log) => (fields: object, message: string) => send({ kind: "log", level, fields, message });
const log: Log = { debug: logAt("debug"), info: logAt("info"), warn: logAt("warn"), error: logAt("error") };

const { dataDir }: { dataDir: string } = workerData;

// One union member at a time the arguments fit their method; the compiler cannot follow that through a lookup.
const invoke = (core: StoreCore, { method, args }: Request): Promise<unknown> =>
  (core[method] as (...args: readonly unknown[]) => Promise<unknown>)(...args);

try {
  const engine = await openSqlite(dataDir, log);
  const core = makeCore(engine);
  port.on("message", (request: Request) => {
    invoke(core, request).then(
      (value) => {
        send(
          { kind: "done", id: request.id, value },
          value instanceof Float64Array && value.buffer instanceof ArrayBuffer ? [value.buffer] : [],
        );
        if (request.method === "close") port.close();
      },
      (error: unknown) => send({ kind: "failed", id: request.id, failure: failureOf(engine.translate(error)) }),
    );
  });
  send({ kind: "open" });
} catch (error) {
  send({ kind: "not-open", failure: failureOf(sqliteError(error, dataDir)) });
  port.close();
}
