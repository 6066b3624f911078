import { expect, test } from "vitest";
import { type Device, INBOX, manualClock, type Reading, type SeriesWindow } from "#domain";
import { createCarryOver } from "../../../server/carry-over.ts";
import { device, point } from "../../support/wire-messages.ts";

const NOW = Date.UTC(2026, 10, 28);

function setUp(known: readonly Device[] = []) {
  const written: Reading[] = [];
  const shown: Reading[] = [];
  const carry = createCarryOver({
    clock: manualClock(NOW),
    store: {
      async window(from): Promise<SeriesWindow> {
        const ts = from.building === INBOX && from.signal === "airTempC" ? [NOW - 2_000, NOW - 1_000] : [];
        const mean = ts.map((_, i) => 20 + i);
        return { point: from, resolution: "raw", ts, mean, min: mean, max: mean };
      },
      writeReadings: async (readings) => void written.push(...readings),
    },
    known,
    points: () => [point({ building: INBOX, ts: NOW - 1_000, receivedAt: NOW - 900, value: 21, quality: "suspect" })],
    onReadings: (readings) => void shown.push(...readings),
    onTrouble: (e) => {
      throw e;
    },
  });
  return { carry, written, shown };
}
const at = (building: string, zone: string, bound: boolean): Device =>
  device("s1", {
    bound,
    points: (["airTempC", "batteryPct"] as const).map((signal) => ({ source: "s1", signal, building, zone })),
  });

test("what it said while it waited goes along when it is placed, and the newest value is shown", async () => {
  const { carry, written, shown } = setUp();
  carry.devices([at(INBOX, "hall", false)]);
  carry.devices([at("mill", "attic", true)]);
  await carry.settled();
  expect(written).toEqual([
    {
      ...point({ building: "mill", zone: "attic", ts: NOW - 2_000, receivedAt: NOW - 2_000 }),
      staleAfterMs: undefined,
      rank: undefined,
    },
    {
      ...point({ building: "mill", zone: "attic", ts: NOW - 1_000, receivedAt: NOW - 900, value: 21, quality: "suspect" }),
      staleAfterMs: undefined,
      rank: undefined,
    },
  ]);
  expect(shown).toEqual(written.slice(-1));
});

test("a signal that was left in the inbox takes its values along when it is bound later", async () => {
  const { carry, written } = setUp();
  const partly = (bound: boolean): Device => ({
    ...at("mill", "attic", true),
    points: (["airTempC", "batteryPct"] as const).map((signal) => ({
      ...{ source: "s1", signal, zone: "attic" },
      building: signal === "batteryPct" || bound ? "mill" : INBOX,
    })),
  });
  carry.devices([at(INBOX, "attic", false)]);
  carry.devices([partly(false)]);
  await carry.settled();
  expect(written).toEqual([]);
  carry.devices([partly(true)]);
  carry.devices([partly(true)]);
  await carry.settled();
  expect(written.map((r) => [r.building, r.signal, r.value])).toEqual([
    ["mill", "airTempC", 20],
    ["mill", "airTempC", 21],
  ]);
});

test("it does so once; a device that moves from zone to zone leaves its past where it was measured", async () => {
  const { carry, written } = setUp([at(INBOX, "hall", false)]);
  carry.devices([at("mill", "attic", true)]);
  carry.devices([at("mill", "attic", true), at("mill", "hall", true)]);
  await carry.settled();
  expect(written).toHaveLength(2);
});
