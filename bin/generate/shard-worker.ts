/** The thread that makes shards: told a number, it makes that shard of its plan and says what came of it. */
import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { errorLine, isZonecastError } from "#domain";
import { createShardMaker } from "./make-shard.ts";
import { type Order, settingOf } from "./setting.ts";

export interface WorkerInput {
  readonly order: Order;
  readonly out: string;
  readonly aside: string;
}

export type FromWorker =
  | { readonly kind: "building" }
  | { readonly kind: "shard"; readonly index: number; readonly rows: number; readonly bytes: number }
  | { readonly kind: "failed"; readonly index: number; readonly code: string; readonly line: string };

const port = parentPort;
if (!isMainThread && port) {
  const { order, out, aside } = workerData as WorkerInput;
  const setting = settingOf(order);
  const maker = createShardMaker(setting, out, aside);
  const say = (message: FromWorker) => port.postMessage(message);
  port.on("message", (index: number) => {
    const shard = setting.shards[index];
    if (!shard) return;
    try {
      const { files, buildings } = maker.make(shard, () => say({ kind: "building" }));
      say({
        kind: "shard",
        index,
        rows: buildings.reduce((sum, b) => sum + b.statistics.rows, 0),
        bytes: files.reduce((sum, f) => sum + f.bytes, 0),
      });
    } catch (e) {
      say({ kind: "failed", index, code: isZonecastError(e) ? e.code : "bug", line: errorLine(e) });
    }
  });
}
