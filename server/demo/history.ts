/** The past of the demo campus: six weeks simulated on the first start, later only what is missing. */
import { Worker } from "node:worker_threads";
import { type Building, type Clock, type Latest, type Store, ZonecastError } from "#domain";
import { demoBuildings } from "#sim";
import type { HistoryMessage, HistoryOrder } from "./history-protocol.ts";

const HISTORY_MS = 42 * 86_400_000;
const HISTORY_STEP_S = 300;
export const DEMO_SEED = 1;
export const DEMO_CLIMATE = "central-europe";

export interface DemoOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly saveBuilding: (building: Building) => Promise<void>;
  readonly known: (id: string) => Building | undefined;
  /** 0 to 1, with what is being done. */
  readonly onProgress: (share: number, what: string) => void;
}

/** Makes sure that the demo buildings and their past up to now are in the store: all of it at first, later only the gap. */
export async function fillDemoHistory(options: DemoOptions): Promise<void> {
  const { store, clock } = options;
  const latest = await store.latest();
  const models = demoBuildings();
  const toTs = Math.floor(clock.now() / (HISTORY_STEP_S * 1000)) * HISTORY_STEP_S * 1000;
  for (const [i, model] of models.entries()) {
    const { building } = model;
    if (!options.known(building.id)) await options.saveBuilding(building);
    const own = latest.filter((r) => r.building === building.id);
    const lastTs = own.reduce((most, r) => Math.max(most, r.ts), 0);
    const fromTs = Math.max(toTs - HISTORY_MS, lastTs + 1);
    if (fromTs >= toTs) continue;
    await fill(
      store,
      {
        building: building.id,
        seed: DEMO_SEED,
        fromTs,
        toTs,
        stepS: HISTORY_STEP_S,
        counters: countersOf(own),
        receivedAt: clock.now(),
      },
      (share) => options.onProgress((i + share) / models.length, `simulating the past of ${building.name}`),
    );
  }
}

/** The last meter readings, from which the simulated meters go on. */
export function countersOf(latest: readonly Latest[]): [string, number][] {
  return latest.filter((r) => r.signal.endsWith("EnergyWh")).map((r) => [`${r.zone}/${r.signal}`, r.value]);
}

function fill(store: Store, order: HistoryOrder, onShare: (share: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./history-worker.ts", import.meta.url), { workerData: order });
    worker.on("message", (message: HistoryMessage) => {
      if (message.kind === "done") {
        resolve();
        void worker.terminate();
        return;
      }
      onShare(message.share);
      store.writeReadings(message.readings).then(() => worker.postMessage("next"), reject);
    });
    worker.on("error", reject);
    worker.on("exit", (code) => code !== 0 && reject(new ZonecastError("bug", "the simulation of the past stopped early")));
  });
}
