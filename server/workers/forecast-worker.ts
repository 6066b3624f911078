/** The forecasting thread: keeps computation off the event loop. tensorflow.js is loaded here, and only when there is a model. */
import { parentPort } from "node:worker_threads";
import { errorLine, type Forecast, type ForecastTask, isZonecastError, ZonecastError } from "#domain";
import { type Chooser, createChooser, hindcast, lookedAt, startTft, type TftRuntime } from "#forecasting";
import { readBaseModel } from "./base-model.ts";
import { type Candidates, gatherCandidates, readOwnModel } from "./candidates.ts";
import type { ForecastAnswer, ForecastRequest } from "./forecast-protocol.ts";

const port = parentPort;
if (!port) throw new ZonecastError("bug", "the forecasting thread must be started as a thread");

let started: Promise<TftRuntime> | undefined;
const runtime = (): Promise<TftRuntime> => {
  started ??= startTft({ learning: false });
  return started;
};

/** Who chooses among whom. */
interface Table extends Candidates {
  readonly chooser: Chooser;
  /** Issue time at which its models were read again, since one could not be used. */
  readonly retriedAt: number | undefined;
}

/** By the model that a building was given; `` for the buildings without one. The longest unused goes first. */
const tables = new Map<string, Table>();
const MOST_TABLES = 6;

/** What a network is good for is found out series by series; without one the baselines do as before. */
async function tableFor(model: string | undefined, anewAt: number | undefined): Promise<Table> {
  const key = model ?? "";
  const known = tables.get(key);
  // A model that could not be used may have been mended since; it is looked at once for all series that learn anew together.
  const again = anewAt !== undefined && known?.problem !== undefined && known.retriedAt !== anewAt;
  if (known && !again) {
    tables.delete(key);
    tables.set(key, known);
    return known;
  }
  known?.dispose();
  const shipped = { name: "tft-probe", read: readBaseModel };
  const own = model === undefined ? [] : [{ name: "own-probe", read: () => readOwnModel(model) }];
  const candidates = await gatherCandidates(runtime, [shipped, ...own]);
  if (candidates.problem !== undefined)
    port?.postMessage({
      ...{ id: -1, forecasts: [], problem: { code: "bad-file", message: candidates.problem } },
    } satisfies ForecastAnswer);
  const table = { ...candidates, chooser: createChooser({ candidates: candidates.sources }), retriedAt: anewAt };
  tables.set(key, table);
  const [oldest] = tables;
  if (oldest && tables.size > MOST_TABLES) {
    oldest[1].dispose();
    tables.delete(oldest[0]);
  }
  return table;
}

/** Questions are answered one after the other: the first waits for the network to be loaded. */
let before = Promise.resolve();
port.on("message", (request: ForecastRequest) => {
  before = before.then(async () => port.postMessage(await answer(request)));
});

async function answer({ id, task, origins, anew, explain, model }: ForecastRequest): Promise<ForecastAnswer> {
  try {
    if (explain !== undefined) {
      const network = (await tableFor(model, undefined)).networkOf(explain);
      if (!network) throw new ZonecastError("not-found", "there is no network that could be asked: baselines alone forecast");
      return { id, forecasts: [], explanation: lookedAt(network, task) };
    }
    // A chooser of its own: looking back never changes what is chosen now, and what it learned is not needed again.
    return { id, forecasts: origins ? hindcast(createChooser(), task, origins) : [await now(task, anew === true, model)] };
  } catch (e) {
    return { id, forecasts: [], problem: { code: isZonecastError(e) ? e.code : "bug", message: errorLine(e) } };
  }
}

async function now(task: ForecastTask, anew: boolean, model: string | undefined): Promise<Forecast> {
  const { chooser } = await tableFor(model, anew ? task.issuedAt : undefined);
  if (anew) chooser.forget(task.point);
  return chooser.forecast(task);
}
