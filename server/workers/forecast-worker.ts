/** The forecasting thread: keeps computation off the event loop. */
import { parentPort } from "node:worker_threads";
import { errorLine, type ForecastTask, isZonecastError, ZonecastError } from "#domain";
import { createChooser, hindcast } from "#forecasting";
import type { ForecastAnswer, ForecastRequest } from "./forecast-protocol.ts";

const port = parentPort;
if (!port) throw new ZonecastError("bug", "the forecasting thread must be started as a thread");

/** Two choosers, so that looking back never changes what is chosen now. */
const live = createChooser();
const past = createChooser();

port.on("message", ({ id, task, origins }: ForecastRequest) => port.postMessage(answer(id, task, origins)));

function answer(id: number, task: ForecastTask, origins: readonly number[] | undefined): ForecastAnswer {
  try {
    return { id, forecasts: origins ? hindcast(past, task, origins) : [live.forecast(task)] };
  } catch (e) {
    return { id, forecasts: [], problem: { code: isZonecastError(e) ? e.code : "bug", message: errorLine(e) } };
  }
}
