/** A worker that steps building-years of one zone for a while and says how many. */
import { parentPort, workerData } from "node:worker_threads";
import { systemsYear, WINDOW, YEAR } from "./systems-year.ts";

const { seconds } = workerData as { seconds: number };
const year = systemsYear(1);
for (let k = 0; k < 50; k++) year.window("kernel", k);
parentPort?.postMessage("ready");
parentPort?.once("message", () => {
  const from = performance.now();
  let k = 0;
  while (performance.now() - from < 1000 * seconds) year.window("kernel", k++);
  parentPort?.postMessage((k * WINDOW) / YEAR / ((performance.now() - from) / 1000));
});
