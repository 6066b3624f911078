/** The forecasting thread: keeps computation off the event loop. */
import { parentPort } from "node:worker_threads";
import { errorLine, type Forecast, type ForecastTask, type Frame, isZonecastError, makeFrame, ZonecastError } from "#domain";
import { createChooser } from "#forecasting";
import type { ForecastAnswer, ForecastRequest } from "./forecast-protocol.ts";

const port = parentPort;
if (!port) throw new ZonecastError("bug", "the forecasting thread must be started as a thread");

/** Two choosers, so that looking back never changes what is chosen now. */
const live = createChooser();
const past = createChooser();

port.on("message", ({ id, task, origins }: ForecastRequest) => port.postMessage(answer(id, task, origins)));

function answer(id: number, task: ForecastTask, origins: readonly number[] | undefined): ForecastAnswer {
  const forecasts: Forecast[] = [];
  try {
    if (!origins) forecasts.push(live.forecast(task));
    else
      for (const issuedAt of origins)
        forecasts.push(
          past.forecast({ ...task, issuedAt, history: until(task.history, issuedAt), origin: "hindcast", future: undefined }),
        );
    return { id, forecasts };
  } catch (e) {
    return { id, forecasts, problem: { code: isZonecastError(e) ? e.code : "bug", message: errorLine(e) } };
  }
}

/** The rows up to `ts`, inclusive; columns are views. */
function until(frame: Frame, ts: number): Frame {
  const rows = Math.max(0, Math.min(frame.length, Math.floor((ts - frame.startTs) / (frame.stepS * 1000)) + 1));
  return makeFrame(
    frame.startTs,
    frame.stepS,
    [...frame.columns].map(([name, values]) => [name, values.subarray(0, rows)] as const),
  );
}
