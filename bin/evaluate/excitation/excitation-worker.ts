/** The thread of the experiment on excitation: one cell at a time. */
import { parentPort } from "node:worker_threads";
import { errorLine, isZonecastError, ZonecastError } from "#domain";
import type { PoolAnswer } from "../pool.ts";
import { type CellRow, type CellTask, modelsOf, runCell } from "./cell.ts";

const port = parentPort;
if (!port) throw new ZonecastError("bug", "the thread of the experiment must be started as a thread");
const say = (answer: PoolAnswer<readonly CellRow[]>) => port.postMessage(answer);

port.on("message", (task: CellTask) => {
  try {
    let models = 0;
    say({ result: runCell(task, () => say({ progress: ++models / modelsOf(task.design) })) });
  } catch (e) {
    say({
      problem: { code: isZonecastError(e) ? e.code : "bug", message: `${task.building}, seed ${task.seed}: ${errorLine(e)}` },
    });
  }
});
