/** A worker that steps building-years of one zone for a while and says how many, by the clock and by its own computing time. */
import { threadCpuUsage } from "node:process";
import { parentPort, workerData } from "node:worker_threads";
import { systemsYear, WINDOW, YEAR } from "./systems-year.ts";

export interface WorkerRates {
  /** Building-years a second. */
  readonly byClock: number;
  readonly byComputing: number;
}

const { seconds } = workerData as { seconds: number };
const year = systemsYear(1);
for (let k = 0; k < 50; k++) year.window("kernel", k);
parentPort?.postMessage("ready");
parentPort?.once("message", () => {
  const [from, used] = [performance.now(), threadCpuUsage()];
  let k = 0;
  while (performance.now() - from < 1000 * seconds) year.window("kernel", k++);
  const years = (k * WINDOW) / YEAR;
  const { user, system } = threadCpuUsage(used);
  parentPort?.postMessage({
    byClock: years / ((performance.now() - from) / 1000),
    byComputing: years / ((user + system) / 1e6),
  } satisfies WorkerRates);
});
