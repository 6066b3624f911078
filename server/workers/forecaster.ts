/** The forecasting thread as a promise: one question at a time, started again when it dies, with growing pauses if it keeps dying. */
import { Worker } from "node:worker_threads";
import {
  type Clock,
  type ErrorCode,
  type Explanation,
  errorLine,
  type Forecast,
  type ForecastTask,
  type Log,
  oneLine,
  ZonecastError,
} from "#domain";
import type { ForecastAnswer, ForecastRequest } from "./forecast-protocol.ts";

export interface Forecaster {
  /** One forecast, or one for each of `origins`. Rejects with the code that the forecaster gave; `cancelled` while there is no thread. */
  readonly ask: (task: ForecastTask, origins?: readonly number[]) => Promise<readonly Forecast[]>;
  /** A forecast for which all candidates have learned and competed anew. */
  readonly anew: (task: ForecastTask) => Promise<readonly Forecast[]>;
  /** What the network looked at for this task; `by`: the candidate that spoke. Rejects with `not-found` when there is no network. */
  readonly explain: (task: ForecastTask, by: string) => Promise<Explanation>;
  readonly stop: () => Promise<void>;
}

export interface ForecasterOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** File of the model that a building was given. Default: none has one. */
  readonly modelOf?: (building: string) => string | undefined;
  /** The module that the thread runs. Default: the forecasting thread. */
  readonly module?: URL;
}

/** A thread that may grow to gigabytes does, before it tidies up; a series needs a few megabytes. */
const LIMITS = { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 384 };
/** Pauses after a thread that died without a single answer double from the first to the last. */
const FIRST_PAUSE_MS = 1_000;
const LAST_PAUSE_MS = 300_000;

export function startForecaster({ clock, log, modelOf, module }: ForecasterOptions): Forecaster {
  const waiting = new Map<number, { resolve: (a: ForecastAnswer) => void; reject: (e: Error) => void }>();
  let serial = 0;
  let stopped = false;
  let worker: Worker | undefined;
  let pauseMs = FIRST_PAUSE_MS;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let lastReason = "";

  const died = (answered: boolean, reason: string): void => {
    for (const { reject } of waiting.values())
      reject(new ZonecastError("cancelled", `the forecasting thread stopped: ${reason}`, { retry: true }));
    waiting.clear();
    if (stopped) return;
    if (answered) pauseMs = FIRST_PAUSE_MS;
    pausedUntil = clock.now() + pauseMs;
    if (reason !== lastReason) log.error({ reason }, "the forecasting thread stopped; it is tried again, with growing pauses");
    lastReason = reason;
    pauseMs = Math.min(2 * pauseMs, LAST_PAUSE_MS);
  };

  function begin(): Worker {
    const fresh = new Worker(module ?? new URL("./forecast-worker.ts", import.meta.url), { resourceLimits: LIMITS });
    let answered = false;
    let reason = "it ended by itself";
    fresh.on("message", (answer: ForecastAnswer) => {
      const { id, forecasts, problem } = answer;
      const caller = waiting.get(id);
      waiting.delete(id);
      if (!caller) {
        if (problem) log.warn({ reason: problem.message }, "a network is not used, the other forecasters go on");
        return;
      }
      if (!answered && lastReason !== "") log.info({}, "the forecasting thread works again");
      answered = true;
      lastReason = "";
      if (forecasts.length === 0 && problem) caller.reject(new ZonecastError(problem.code as ErrorCode, problem.message));
      else caller.resolve(answer);
    });
    fresh.on("error", (e) => {
      reason = errorLine(e);
    });
    fresh.on("exit", () => {
      if (worker === fresh) worker = undefined;
      died(answered, reason);
    });
    return fresh;
  }

  const send = (request: Omit<ForecastRequest, "id">): Promise<ForecastAnswer> => {
    if (stopped) return Promise.reject(new ZonecastError("cancelled", "the forecaster is stopped"));
    const waitMs = pausedUntil - clock.now();
    if (!worker && waitMs > 0)
      return Promise.reject(
        new ZonecastError("cancelled", oneLine(`the forecasting thread stopped: ${lastReason}`), {
          retry: true,
          hint: `it is tried again in ${Math.ceil(waitMs / 1000)} s`,
        }),
      );
    const id = serial++;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker ??= begin();
      worker.postMessage({ id, ...request, model: modelOf?.(request.task.point.building) } satisfies ForecastRequest);
    });
  };

  return {
    ask: async (task, origins) => (await send({ task, origins })).forecasts,
    anew: async (task) => (await send({ task, anew: true })).forecasts,
    async explain(task, by) {
      const { explanation } = await send({ task, explain: by });
      if (!explanation) throw new ZonecastError("bug", "the forecasting thread did not say what it looked at");
      return explanation;
    },
    async stop() {
      stopped = true;
      await worker?.terminate();
    },
  };
}
