/** The forecasting thread as a promise: one question at a time, restarted when it dies. */
import { Worker } from "node:worker_threads";
import { type ErrorCode, type Forecast, type ForecastTask, type Log, ZonecastError } from "#domain";
import type { ForecastAnswer, ForecastRequest } from "./forecast-protocol.ts";

export interface Forecaster {
  /** One forecast, or one for each of `origins`. Rejects with the code that the forecaster gave. */
  readonly ask: (task: ForecastTask, origins?: readonly number[]) => Promise<readonly Forecast[]>;
  /** A forecast for which all candidates have learned and competed anew. */
  readonly anew: (task: ForecastTask) => Promise<readonly Forecast[]>;
  readonly stop: () => Promise<void>;
}

/** A thread that may grow to gigabytes does, before it tidies up; a series needs a few megabytes. */
const LIMITS = { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 384 };

export function startForecaster(log: Log): Forecaster {
  const waiting = new Map<number, { resolve: (f: readonly Forecast[]) => void; reject: (e: Error) => void }>();
  let serial = 0;
  let stopped = false;
  let worker: Worker | undefined;

  const failAll = (reason: string): void => {
    for (const { reject } of waiting.values()) reject(new ZonecastError("cancelled", reason, { retry: true }));
    waiting.clear();
  };

  function thread(): Worker {
    if (worker) return worker;
    const fresh = new Worker(new URL("./forecast-worker.ts", import.meta.url), { resourceLimits: LIMITS });
    fresh.on("message", ({ id, forecasts, problem }: ForecastAnswer) => {
      const caller = waiting.get(id);
      waiting.delete(id);
      if (!caller) {
        if (problem) log.warn({ reason: problem.message }, "the network is not used, the baselines go on");
        return;
      }
      if (forecasts.length === 0 && problem) caller.reject(new ZonecastError(problem.code as ErrorCode, problem.message));
      else caller.resolve(forecasts);
    });
    fresh.on("error", (err) => log.error({ err }, "the forecasting thread failed"));
    fresh.on("exit", () => {
      if (worker === fresh) worker = undefined;
      failAll("the forecasting thread stopped");
    });
    worker = fresh;
    return fresh;
  }

  const send = (request: Omit<ForecastRequest, "id">): Promise<readonly Forecast[]> => {
    if (stopped) return Promise.reject(new ZonecastError("cancelled", "the forecaster is stopped"));
    const id = serial++;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      thread().postMessage({ id, ...request } satisfies ForecastRequest);
    });
  };

  return {
    ask: (task, origins) => send({ task, origins }),
    anew: (task) => send({ task, anew: true }),
    async stop() {
      stopped = true;
      await worker?.terminate();
    },
  };
}
