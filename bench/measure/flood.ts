/** A flood of messages from a thread of its own: as fast as they are taken, never more than a window ahead. */
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { publishPacket, rawClient } from "../../tests/support/raw-mqtt.ts";

export interface FloodPlan {
  readonly port: number;
  readonly qos: 0 | 1;
  /** Sent in turn, again and again. */
  readonly messages: readonly { readonly topic: string; readonly payload: Uint8Array }[];
}

export interface Flood {
  /** Sends so many more. */
  readonly send: (count: number) => void;
  readonly stop: () => Promise<void>;
}

/** Connects; sends when told to. */
export async function startFlood(plan: FloodPlan): Promise<Flood> {
  const worker = new Worker(new URL(import.meta.url), { workerData: plan });
  await new Promise<void>((resolve, reject) => {
    worker.once("message", () => resolve());
    worker.once("error", reject);
  });
  return {
    send: (count) => worker.postMessage(count),
    stop: async () => void (await worker.terminate()),
  };
}

async function flood({ port, qos, messages }: FloodPlan): Promise<void> {
  const socket = await rawClient(port, `flood-${qos}`);
  // Acknowledgements are not waited for: the window is counted where the messages arrive.
  socket.on("data", () => {});
  const packets = messages.map(({ topic, payload }, i) =>
    publishPacket(Buffer.from(topic), payload, qos === 0 ? undefined : i + 1),
  );
  let next = 0;
  parentPort?.on("message", (count: number) => {
    const batch = Array.from({ length: count }, (_, i) => packets[(next + i) % packets.length] ?? Buffer.alloc(0));
    next += count;
    socket.write(Buffer.concat(batch));
  });
  parentPort?.postMessage("connected");
}

if (!isMainThread && parentPort) await flood(workerData as FloodPlan);
