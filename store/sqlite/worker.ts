/** The store's worker thread: SQLite is synchronous, and here it makes nobody wait but its own callers. */
import { parentPort, workerData } from "node:worker_threads";
import { type Log, ZonecastError } from "#domain";
import { invoke, type StoreCore } from "../core.ts";
import { makeCore } from "../make-core.ts";
import { openSqlite } from "./engine.ts";
import { sqliteError } from "./errors.ts";
import { buffersIn, failureOf, type Request, type Response } from "./wire.ts";

const port = parentPort;
if (!port) throw new ZonecastError("bug", "the store's worker was started as a program");

const send = (message: Response, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);
const logAt = (level: keyof Log) => (fields: object, message: string) => send({ kind: "log", level, fields, message });
const log: Log = { debug: logAt("debug"), info: logAt("info"), warn: logAt("warn"), error: logAt("error") };

const { dataDir }: { dataDir: string } = workerData;

try {
  const engine = await openSqlite(dataDir, log);
  const core = makeCore(engine);
  port.on("message", ({ id, method, args }: Request) => {
    // The main thread's end is typed, so the arguments fit their method.
    invoke(core, method, args as Parameters<StoreCore[typeof method]>).then(
      (value) => {
        send({ kind: "done", id, value }, buffersIn(value));
        if (method === "close") port.close();
      },
      (error: unknown) => send({ kind: "failed", id, failure: failureOf(sqliteError(error, engine.where)) }),
    );
  });
  send({ kind: "open" });
} catch (error) {
  send({ kind: "not-open", failure: failureOf(sqliteError(error, dataDir)) });
  port.close();
}
