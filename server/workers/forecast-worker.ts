/** The forecasting thread: keeps computation off the event loop. tensorflow.js is loaded here, and only when there is a base model. */
import { parentPort } from "node:worker_threads";
import { errorLine, type Forecast, type ForecastSource, type ForecastTask, isZonecastError, ZonecastError } from "#domain";
import { BASELINES, blendSource, type Chooser, createChooser, hindcast, learnedOnce, probeSource, startTft } from "#forecasting";
import { readBaseModel } from "./base-model.ts";
import type { ForecastAnswer, ForecastRequest } from "./forecast-protocol.ts";

const port = parentPort;
if (!port) throw new ZonecastError("bug", "the forecasting thread must be started as a thread");

/** What the network is good for is found out series by series; without it the baselines do as before. */
async function sources(): Promise<readonly ForecastSource[]> {
  try {
    const base = await readBaseModel();
    if (!base) return BASELINES;
    const plain = BASELINES.map(learnedOnce);
    const network = probeSource(await startTft({ learning: false }), base);
    const probe = learnedOnce(network);
    const best = plain.filter((source) => source.name === "ridge-arx");
    return [...plain, probe, blendSource("ridge-arx + tft-probe", [...best, probe]), ...best.map((ridge) => network.on(ridge))];
  } catch (e) {
    port?.postMessage({ id: -1, forecasts: [], problem: { code: "bad-file", message: errorLine(e) } } satisfies ForecastAnswer);
    return BASELINES;
  }
}

let live: Chooser | undefined;

/** Questions are answered one after the other: the first waits for the network to be loaded. */
let before = Promise.resolve();
port.on("message", (request: ForecastRequest) => {
  before = before.then(async () => port.postMessage(await answer(request)));
});

async function answer({ id, task, origins, anew }: ForecastRequest): Promise<ForecastAnswer> {
  try {
    // A chooser of its own: looking back never changes what is chosen now, and what it learned is not needed again.
    return { id, forecasts: origins ? hindcast(createChooser(), task, origins) : [await now(task, anew === true)] };
  } catch (e) {
    return { id, forecasts: [], problem: { code: isZonecastError(e) ? e.code : "bug", message: errorLine(e) } };
  }
}

let candidates: Promise<readonly ForecastSource[]> | undefined;
async function now(task: ForecastTask, anew: boolean): Promise<Forecast> {
  candidates ??= sources();
  live ??= createChooser({ candidates: await candidates });
  if (anew) live.forget(task.point);
  return live.forecast(task);
}
