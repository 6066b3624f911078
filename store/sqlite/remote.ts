/** The main thread's end of the store's worker: the same interface, each call a message. */
import { Worker } from "node:worker_threads";
import { type Log, ZonecastError } from "#domain";
import { coreFrom, type StoreCore } from "../core.ts";
import { buffersIn, errorOf, type Request, type Response } from "./wire.ts";

interface Caller {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/**
 * Starts the worker and opens the database in `dataDir`.
 * Rejects as `openSqlite` throws. When the worker dies, every open and later call rejects with `store-failed`.
 */
export async function openRemote(dataDir: string, log: Log): Promise<StoreCore> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), {
    workerData: { dataDir },
    // Room for the largest window; without a bound the thread tidies up only when it has gigabytes.
    resourceLimits: { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 512 },
    // node:sqlite is announced as a release candidate on every start.
    execArgv: ["--disable-warning=ExperimentalWarning"],
  });
  const callers = new Map<number, Caller>();
  let lastId = 0;
  let ended: ZonecastError | undefined;

  const opened = Promise.withResolvers<void>();
  const end = (error: ZonecastError) => {
    ended ??= error;
    opened.reject(ended);
    for (const caller of callers.values()) caller.reject(ended);
    callers.clear();
  };
  worker.on("message", (message: Response) => {
    if (message.kind === "open") opened.resolve();
    else if (message.kind === "not-open") end(errorOf(message.failure));
    else if (message.kind === "log") log[message.level](message.fields, message.message);
    else {
      const caller = callers.get(message.id);
      callers.delete(message.id);
      if (message.kind === "done") caller?.resolve(message.value);
      else caller?.reject(errorOf(message.failure));
    }
  });
  worker.on("error", (cause) => {
    log.error({ err: cause }, "the store's worker thread died");
    end(new ZonecastError("store-failed", "the store's worker thread died", { hint: "restart Zonecast", cause }));
  });
  worker.on("exit", () => end(new ZonecastError("store-failed", "the store is closed")));

  await opened.promise;
  return coreFrom(
    (method) =>
      (...args) =>
        new Promise((resolve, reject) => {
          if (ended) return reject(ended);
          const id = ++lastId;
          // The worker answers a method with that method's result; types do not cross threads.
          callers.set(id, { resolve: (value) => resolve(value as Parameters<typeof resolve>[0]), reject });
          const request: Request = { id, method, args };
          worker.postMessage(request, request.args.flatMap(buffersIn));
        }),
  );
}
