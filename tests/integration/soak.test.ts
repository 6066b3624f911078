/** A day of a site's messages in a few seconds: nothing piles up. */
import { readdirSync } from "node:fs";
import { setImmediate as turn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { DIALECTS } from "../../devices/dialects/index.ts";
import { createIngest } from "../../devices/ingest.ts";
import { createMeterCheck } from "../../devices/meter-check.ts";
import { createRegistry } from "../../devices/registry.ts";
import { dialectTraffic } from "../support/dialect-traffic.ts";

/** For the 5 million of a real day: so many messages of all conventions in turn. */
const MESSAGES = 120_000;
const SLICES = 10;

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");
const heapMb = async (): Promise<number> => {
  await turn();
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
};
const handles = (): number => readdirSync("/proc/self/fd").length;

test(`T31: a soak scaled down to ${MESSAGES / 1000},000 messages of all conventions: no memory grows, no handle stays open`, async () => {
  const traffic = dialectTraffic();
  const registry = createRegistry({ known: [], trusted: true, defaultBuilding: "house" });
  const ingest = createIngest(DIALECTS, registry);
  const meters = createMeterCheck();
  const values = traffic.flatMap((t) => t.values);
  let now = Date.UTC(2026, 10, 24);
  for (const message of traffic.flatMap((t) => t.announce)) ingest.read({ ...message, receivedAt: now });
  const heaps: number[] = [];
  const open = handles();
  let readings = 0;
  for (let slice = 0; slice < SLICES; slice++) {
    for (let i = 0; i < MESSAGES / SLICES; i++) {
      const message = values[i % values.length];
      if (!message) throw new Error("there is no traffic");
      now += 17;
      const ingested = ingest.read({ ...message, receivedAt: now });
      meters.observe(ingested.readings);
      readings += ingested.readings.length;
      if (i % 60 === 0) ingest.tick(now);
      registry.takeChanges();
      registry.takeSeen();
    }
    heaps.push(await heapMb());
  }
  expect(readings).toBeGreaterThan(MESSAGES / 4);
  // The first slices fill what is bounded; from then on there is nothing left to grow.
  const [from = 0, to = 0] = [heaps[2], heaps.at(-1)];
  expect(to - from).toBeLessThan(2);
  expect(handles()).toBeLessThanOrEqual(open + 1);
}, 120_000);
