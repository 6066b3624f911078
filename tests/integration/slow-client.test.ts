/** A browser that stops reading, beside one that reads: the server's memory stays, and the other misses nothing. */
import { readFileSync } from "node:fs";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { connectAsync } from "mqtt";
import { io } from "socket.io-client";
import { expect, test } from "vitest";
import { openLive } from "../support/live-client.ts";
import { startServer } from "../support/server.ts";
import { until } from "../support/until.ts";

const DEVICES = 150;
const ROUND_MS = 200;
const LEAST_ROUNDS = 40;

/** Resident memory of a process, MB. */
const rssMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? Number.NaN) / 1024;

test("T28: one stalled socket costs less than 50 MB; who reads gets every frame", async () => {
  await using server = await startServer({ env: { ZONECAST_LOG_LEVEL: "warn" } });
  const publisher = await connectAsync(`mqtt://127.0.0.1:${server.mqttPort}`);
  let round = 0;
  const publish = (): void => {
    round++;
    const values = {
      airTempC: 20 + (round % 10) / 10,
      relativeHumidityPct: 40 + (round % 20),
      co2Ppm: 500 + round,
      batteryPct: 80,
    };
    const more = {
      waterTempC: 50 + (round % 9),
      voltageV: 230,
      currentA: round % 16,
      valvePct: round % 100,
      windowOpen: round % 2,
    };
    const payload = JSON.stringify({ ...values, ...more });
    for (let d = 0; d < DEVICES; d++) publisher.publish(`zonecast/in/mill/zone-${d}/box`, payload, { qos: 0 });
  };
  const publishing = setInterval(publish, ROUND_MS);
  try {
    const live = await openLive(server.url);
    /** The most that the server takes while so many rounds are said. */
    const mostOver = async (rounds: number): Promise<number> => {
      const from = round;
      let most = 0;
      while (round - from < rounds) {
        most = Math.max(most, rssMb(server.pid() ?? 0));
        await sleep(100);
      }
      return most;
    };
    await mostOver(LEAST_ROUNDS);
    const without = await mostOver(LEAST_ROUNDS);

    const stalled = io(server.url, { transports: ["websocket"], reconnection: false });
    stalled.on("connect", () => stalled.emit("hello", {}));
    await until("it is greeted", () => stalled.connected);
    const transport = stalled.io.engine.transport as unknown as { readonly ws: { readonly _socket: Socket } };
    transport.ws._socket.pause();

    expect((await mostOver(LEAST_ROUNDS)) - without).toBeLessThan(50);
    const seqs = live.deltas().map((d) => d.cursor.seq);
    expect(seqs).toEqual(seqs.map((_, i) => (seqs[0] ?? 0) + i));
    expect(seqs.length).toBeGreaterThan(LEAST_ROUNDS);
    stalled.close();
    live.close();
  } finally {
    clearInterval(publishing);
    await publisher.endAsync(true);
  }
}, 120_000);
