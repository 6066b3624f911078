/** Messages of one device in any order: the same store, the same latest value, on the dashboard too. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { manualClock, type Reading } from "#domain";
import { openStore } from "#store";
import { DIALECTS } from "../../devices/dialects/index.ts";
import { createIngest } from "../../devices/ingest.ts";
import { createRegistry } from "../../devices/registry.ts";
import { createHub } from "../../server/live/hub.ts";
import { silentLog } from "../support/fake-plant.ts";

const NOW = Date.UTC(2026, 10, 28, 12);
const POINT = { building: "lab", zone: "room-1", signal: "airTempC", source: "plain:lab.room-1.box" } as const;

interface Sent {
  readonly minute: number;
  readonly value: number;
}

/** What is left of the messages, all of which arrive at one moment, in the order of `sent`. */
async function keep(sent: readonly Sent[], folder: string) {
  const registry = createRegistry({ known: [], trusted: true, defaultBuilding: "house" });
  const ingest = createIngest(DIALECTS, registry);
  const readings: Reading[] = sent.flatMap(({ minute, value }) => {
    const payload = Buffer.from(JSON.stringify({ ts: NOW - minute * 60_000, airTempC: value }));
    return ingest.read({ topic: "zonecast/in/lab/room-1/box", payload, retain: false, receivedAt: NOW }).readings;
  });
  const clock = manualClock(NOW);
  const store = await openStore({ kind: "sqlite", dataDir: folder }, { clock, log: silentLog });
  const hub = createHub({ clock, epoch: "e", latest: [], buildings: [], devices: [], onClockKind: () => undefined });
  for (const reading of readings) {
    const written = store.writeReadings([reading]);
    clock.advance(60);
    await written;
    hub.readings([reading]);
  }
  const span = { fromTs: 0, toTs: NOW + 1 };
  const kept = {
    raw: await store.window(POINT, span, "raw"),
    quarters: await store.window(POINT, span, "15min"),
    latest: (await store.latest()).map(({ ts, value }) => ({ ts, value })),
    shown: hub.snapshot().points.map(({ ts, value }) => ({ ts, value })),
  };
  await store.close();
  return kept;
}

test("T14: any order of arrival of N readings gives an identical store and an identical latest", async () => {
  const folder = mkdtempSync(join(tmpdir(), "zonecast-order-"));
  let runs = 0;
  try {
    await fc.assert(
      fc.asyncProperty(
        fc
          .uniqueArray(fc.record({ minute: fc.integer({ min: 0, max: 2_000 }), value: fc.integer({ min: -20, max: 40 }) }), {
            minLength: 2,
            maxLength: 10,
            selector: (sent) => sent.minute,
          })
          .chain((sent) => fc.tuple(fc.constant(sent), fc.shuffledSubarray(sent, { minLength: sent.length }))),
        async ([sent, shuffled]) => {
          const one = await keep(sent, join(folder, String(runs++)));
          expect(await keep(shuffled, join(folder, String(runs++)))).toEqual(one);
          const newest = sent.reduce((a, b) => (a.minute < b.minute ? a : b));
          expect(one.latest).toEqual([{ ts: NOW - newest.minute * 60_000, value: newest.value }]);
          expect(one.shown).toEqual(one.latest);
        },
      ),
      { seed: 14, numRuns: 12 },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);

test("T15: each message twice, or all of them again, changes nothing", async () => {
  const folder = mkdtempSync(join(tmpdir(), "zonecast-order-"));
  const sent = Array.from({ length: 10 }, (_, minute) => ({ minute, value: 20 + minute }));
  const once = await keep(sent, join(folder, "once"));
  expect(
    await keep(
      sent.flatMap((s) => [s, s]),
      join(folder, "twice"),
    ),
  ).toEqual(once);
  expect(await keep([...sent, ...sent], join(folder, "again"))).toEqual(once);
  rmSync(folder, { recursive: true, force: true });
});
