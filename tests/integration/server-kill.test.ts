/** kill -9 while messages pour in: nothing that was acknowledged is missing, and the next start is clean. */

import { describe, expect, it } from "vitest";
import { connectPublisher, plainPayload, plainTopic } from "#devices";
import { healthSchema, seriesSchema, stream } from "#domain";
import { startServer } from "../support/server.ts";

const ROUNDS = 4;
const DEVICES = 8;

describe("kill -9", () => {
  it(`T29: loses no acknowledged reading in ${ROUNDS} rounds`, async () => {
    await using server = await startServer();
    const chance = stream(3, "when to kill");
    const startTs = Date.now() - 3_600_000;
    const acknowledged: Set<number>[] = Array.from({ length: DEVICES }, () => new Set());
    let next = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const publisher = await connectPublisher({ url: `mqtt://127.0.0.1:${server.mqttPort}` });
      let alive = true;
      const pump = async (device: number): Promise<void> => {
        while (alive) {
          const ts = startTs + next++ * 10;
          const refusedBefore = publisher.refused();
          await Promise.race([
            publisher.publish(plainTopic("mill", `room-${device}`, "probe"), plainPayload(ts, { airTempC: 20 })).then(() => {
              if (alive && publisher.refused() === refusedBefore) acknowledged[device]?.add(ts);
            }),
            new Promise((resolve) => setTimeout(resolve, 5_000)),
          ]);
        }
      };
      const pumps = Array.from({ length: DEVICES * 4 }, (_, i) => pump(i % DEVICES));
      await new Promise((resolve) => setTimeout(resolve, 400 + chance.below(900)));
      await server.kill9();
      alive = false;
      await publisher.stop().catch(() => undefined);
      await Promise.all(pumps);
      await server.restart();
      expect(healthSchema.parse(await (await fetch(`${server.url}/api/health`)).json()).status).toBe("ok");
    }
    const total = acknowledged.reduce((n, set) => n + set.size, 0);
    process.stdout.write(`kill -9: ${total} acknowledged readings in ${ROUNDS} rounds\n`);
    expect(total).toBeGreaterThan(500);
    let missing = 0;
    for (const [device, wanted] of acknowledged.entries()) {
      const stored = await storedTimes(server.url, device, startTs);
      for (const ts of wanted) if (!stored.has(ts)) missing++;
    }
    expect(missing).toBe(0);
  }, 180_000);
});

async function storedTimes(url: string, device: number, fromTs: number): Promise<Set<number>> {
  const times = new Set<number>();
  const sliceMs = 10 * 4_000;
  for (let from = fromTs; from < fromTs + 3_600_000; from += sliceMs) {
    const query = new URLSearchParams({
      building: "mill",
      zone: `room-${device}`,
      signal: "airTempC",
      source: `plain:mill.room-${device}.probe`,
      fromTs: String(from),
      toTs: String(from + sliceMs),
      maxPoints: "5000",
    });
    const series = seriesSchema.parse(await (await fetch(`${url}/api/series?${query}`)).json());
    expect(series.resolution).toBe("raw");
    for (const ts of series.ts) times.add(ts);
    if (series.ts.length === 0 && from > fromTs + 20 * sliceMs) break;
  }
  return times;
}
