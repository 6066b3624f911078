/** Messages over a network that fails in every way that networks do, into the real store; and devices that die. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import mqtt from "mqtt";
import { expect, test } from "vitest";
import { type Log, systemClock } from "#domain";
import { openStore } from "#store";
import { startFaultProxy } from "../support/fault-proxy.ts";
import { startHeardGateway } from "../support/gateway.ts";
import { mosquittoMissing, startMosquitto } from "../support/mosquitto.ts";
import { pahoMissing, pahoPublish, pahoStay } from "../support/paho.ts";
import { freePort } from "../support/ports.ts";
import { until } from "../support/until.ts";
import { describeUnless } from "../support/visible-skip.ts";

const TOPIC = "zonecast/in/lab/room-1/box";
const POINT = { building: "lab", zone: "room-1", signal: "airTempC", source: "plain:lab.room-1.box" } as const;
const FROM = 1_700_000_000_000;
const MESSAGES = 1_000;

function keptLog(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const keep = (_fields: object, message: string) => void lines.push(message);
  return { lines, log: { debug() {}, info: keep, warn: keep, error: keep } };
}

describeUnless(mosquittoMissing ?? pahoMissing, "a network that fails", () => {
  test("T24: 1,000 numbered messages through cuts, resets, delays, single bytes and dead halves: stored exactly once, in order", async () => {
    const folder = mkdtempSync(join(tmpdir(), "zonecast-faults-"));
    const { log } = keptLog();
    const store = await openStore({ kind: "sqlite", dataDir: folder }, { clock: systemClock, log });
    await using broker = await startMosquitto();
    await using proxy = await startFaultProxy(broker.port);
    const arrived: number[] = [];
    await using ours = await startHeardGateway(
      { kind: "external", url: `mqtt://127.0.0.1:${proxy.port}`, connections: 1, clientId: "house" },
      {
        async onReadings(readings) {
          await store.writeReadings(readings);
          arrived.push(...readings.map((r) => (r.ts - FROM) / 1000));
        },
      },
    );
    await until("we are connected", () => ours.gateway.status().connected);
    const paho = pahoPublish(broker.port, TOPIC, FROM, MESSAGES);
    const faults: (readonly [name: string, strike: () => Promise<void> | void])[] = [
      ["cut", proxy.cut],
      ["reset", proxy.reset],
      ["late by 200 ms", () => proxy.delay(200)],
      ["single bytes", () => proxy.crumble(true)],
      ["reset amid them", proxy.reset],
      [
        "well",
        () => {
          proxy.delay(0);
          proxy.crumble(false);
        },
      ],
      [
        "a dead half, noticed after a while",
        async () => {
          proxy.freeze();
          await sleep(500);
          proxy.reset();
        },
      ],
    ];
    for (let i = 0; paho.running(); i++) {
      await faults[i % faults.length]?.[1]();
      await sleep(400);
    }
    proxy.delay(0);
    proxy.crumble(false);
    expect(paho.output()).toContain(`published ${MESSAGES}`);
    await until("all have come", () => new Set(arrived).size === MESSAGES, 30_000);
    await until("all are settled", () => {
      const { received, stored, rejected, ignored, shed } = ours.gateway.status();
      return received === stored && rejected + ignored + shed === 0;
    });
    const numbers = Array.from({ length: MESSAGES }, (_, n) => n);
    // What came twice, because its acknowledgement was lost, came after its first time.
    expect([...new Set(arrived)]).toEqual(numbers);
    expect(arrived.length).toBeGreaterThan(MESSAGES);
    const kept = await store.window(POINT, { fromTs: 0, toTs: FROM * 2 }, "raw");
    expect(kept.ts.map((ts) => (ts - FROM) / 1000)).toEqual(numbers);
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }, 120_000);

  test("T25: the broker is away for 10 s (for the 10 min of a real outage) while three devices queue 150 messages: all come, one line each way", async () => {
    await using broker = await startMosquitto({ persistence: true });
    const { log, lines } = keptLog();
    const attempts: number[] = [];
    const clock = {
      ...systemClock,
      after(ms: number, fn: () => void) {
        if (ms >= 500 && ms < 10_000) attempts.push(ms);
        return systemClock.after(ms, fn);
      },
    };
    await using ours = await startHeardGateway(
      { kind: "external", url: broker.url, connections: 1, clientId: "house" },
      { log, clock },
    );
    await until("we are connected", () => ours.gateway.status().connected);
    const devices = await Promise.all(
      ["a", "b", "c"].map(async (name) => {
        const client = await mqtt.connectAsync(broker.url, { reconnectPeriod: 1_000 });
        client.on("error", () => undefined);
        return { name, client, sent: [] as Promise<unknown>[] };
      }),
    );
    await broker.stop();
    await until("we know that it is gone", () => !ours.gateway.status().connected);
    for (let n = 0; n < 50; n++) {
      for (const { name, client, sent } of devices)
        sent.push(
          client.publishAsync(`zonecast/in/lab/room-1/${name}`, JSON.stringify({ ts: FROM + n * 1000, airTempC: 20 }), {
            qos: 1,
          }),
        );
      await sleep(200);
    }
    await broker.restart();
    await Promise.all(devices.flatMap((d) => d.sent));
    const got = () => new Set(ours.heard.readings.map((r) => `${r.source} ${r.ts}`)).size;
    // Devices come back sooner than we do, whose waits have grown: the broker keeps for us what they deliver.
    await until("all 150 have come", () => got() === 150, 30_000);
    // Our two connections come back each in its own time.
    await until("we are connected again", () => ours.gateway.status().connected, 30_000);
    for (const { client } of devices) await client.endAsync();
    expect(lines.filter((line) => /broker/.test(line))).toEqual([
      "Connected to the broker",
      "No connection to the broker",
      "Connected to the broker",
    ]);
    expect(ours.gateway.status().shed).toBe(0);
    // One second at first and then longer, each with chance in it.
    expect(attempts.length).toBeGreaterThanOrEqual(3);
    expect(Math.max(...attempts)).toBeGreaterThan(2 * Math.min(...attempts));
  }, 90_000);
});

describeUnless(pahoMissing, "a device that dies", () => {
  test("T23: killed, it is offline within 2 s; frozen, within one and a half keepalives and a second; back, it is online", async () => {
    const port = await freePort();
    await using ours = await startHeardGateway({ kind: "embedded", host: "127.0.0.1", port });
    const availability = () => ours.gateway.devices()[0]?.availability;
    const within = async (what: string, ms: number) => {
      const from = performance.now();
      await until(`it is ${what}`, () => availability() === what, ms);
      expect(performance.now() - from).toBeLessThanOrEqual(ms);
    };
    const first = pahoStay(port, TOPIC, 30);
    await until("it is here", () => first.says(/here/));
    await within("online", 2_000);
    first.process.kill("SIGKILL");
    await within("offline", 2_000);

    const keepaliveS = 2;
    const second = pahoStay(port, TOPIC, keepaliveS);
    await until("it is here", () => second.says(/here/));
    await within("online", 2_000);
    second.process.kill("SIGSTOP");
    await within("offline", (1.5 * keepaliveS + 1) * 1000);
    second.process.kill("SIGCONT");
    second.process.kill("SIGKILL");
  });
});
