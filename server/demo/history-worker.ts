/** The thread that simulates the demo's past; it waits for each batch to be stored before it makes the next. */
import { parentPort, workerData } from "node:worker_threads";
import { type Reading, unknownName, ZonecastError } from "#domain";
import { createPlant, demoBuildings } from "#sim";
import { DEMO_CLIMATE } from "./history.ts";
import type { HistoryMessage, HistoryOrder } from "./history-protocol.ts";
import { readAll } from "./readings.ts";

const BATCH = 5_000;
const port = parentPort;
if (!port) throw new ZonecastError("bug", "the history thread must be started as a thread");
const order: HistoryOrder = workerData;

const models = demoBuildings();
const model = models.find((m) => m.building.id === order.building);
if (!model)
  throw unknownName(
    "demo building",
    order.building,
    models.map((m) => m.building.id),
  );

const plant = createPlant({
  model,
  climate: DEMO_CLIMATE,
  seed: order.seed,
  startTs: order.fromTs,
  counters: new Map(order.counters),
});
const stepMs = order.stepS * 1000;
const say = (message: HistoryMessage): void => port.postMessage(message);
const stored = (): Promise<void> => new Promise((resolve) => port.once("message", () => resolve()));

let batch: Reading[] = [];
for (let ts = Math.ceil(order.fromTs / stepMs) * stepMs; ts <= order.toTs; ts += stepMs) {
  plant.advanceTo(ts);
  batch.push(...readAll(plant, ts, order.receivedAt));
  if (batch.length < BATCH && ts + stepMs <= order.toTs) continue;
  say({ kind: "readings", share: (ts - order.fromTs) / (order.toTs - order.fromTs), readings: batch });
  await stored();
  batch = [];
}
say({ kind: "done" });
