/**
 * From a device to a browser: 2,000 QoS 1 messages a second for a minute through a real broker, into the store and out of
 * the socket. Counts what is stored, and the time from publish to a browser's socket. Both brokers within one run: on a busy
 * machine only their ratio says something.
 */
import { stdout } from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { io } from "socket.io-client";
import { connectPublisher, plainPayload, plainTopic } from "#devices";
import { deltaSchema, seriesSchema } from "#domain";
import { mosquittoMissing, startMosquitto } from "../tests/support/mosquitto.ts";
import { type Server, startServer } from "../tests/support/server.ts";
import { metric, residentMB } from "./measure/process.ts";

const SECONDS = 60;
const DEVICES = 200;
const PER_DEVICE_PER_S = 10;
const PUBLISHERS = 10;
/** Both brokers lead to the same: a broker of one's own proves nothing of its devices unless told so. */
const QUIET = { ZONECAST_LOG_LEVEL: "warn", ZONECAST_TRUST_DEVICES: "plain" };

export async function run(): Promise<void> {
  let besideMs: number | undefined;
  if (mosquittoMissing === undefined) {
    await using broker = await startMosquitto();
    await using server = await startServer({ env: { ...QUIET, ZONECAST_MQTT_URL: broker.url } });
    besideMs = await drive("Mosquitto", broker.url, server);
  } else stdout.write(`without Mosquitto: ${mosquittoMissing}\n`);
  await using server = await startServer({ env: QUIET });
  const p99Ms = await drive("embedded broker", `mqtt://127.0.0.1:${server.mqttPort}`, server);
  if (besideMs !== undefined)
    stdout.write(`p99 with the embedded broker to that with Mosquitto: ${(p99Ms / besideMs).toFixed(2)}\n`);
}

const deviceName = (i: number): string => `sensor-${i}`;
const zoneName = (i: number): string => `zone-${i}`;

/** Prints what came of it; returns the p99 from publish to a browser's socket, ms. */
async function drive(name: string, brokerUrl: string, server: Server): Promise<number> {
  const publishers = await Promise.all(Array.from({ length: PUBLISHERS }, () => connectPublisher({ url: brokerUrl })));
  const at = (i: number) => publishers[i % PUBLISHERS]!;
  const send = (i: number, ts: number, value: number) =>
    at(i).publish(plainTopic("bench", zoneName(i), deviceName(i)), plainPayload(ts, { airTempC: value }));

  // Every device is known before the clock starts, as in a building.
  for (let i = 0; i < DEVICES; i++) await send(i, Date.now(), 20);
  await sleep(2_000);

  const latencies: number[] = [];
  const socket = io(server.url, { transports: ["websocket"] });
  socket.on("connect", () => socket.emit("hello", {}));
  socket.on("delta", (message: unknown) => {
    const now = Date.now();
    for (const p of deltaSchema.parse(message).points ?? []) latencies.push(now - p.ts);
  });
  await new Promise<void>((done) => socket.once("snapshot", () => done()));

  const startMB = residentMB(server.pid());
  const startedAt = Date.now();
  let sent = 0;
  let acknowledged = 0;
  let earlyMB = Number.NaN;
  const total = SECONDS * DEVICES * PER_DEVICE_PER_S;
  const waiting = new Set<Promise<void>>();
  /** Two messages of one device in one millisecond would be one reading. */
  const lastTs = new Float64Array(DEVICES);
  while (sent < total) {
    const due = Math.min(total, Math.floor(((Date.now() - startedAt) / 1000) * DEVICES * PER_DEVICE_PER_S));
    for (; sent < due; sent++) {
      const device = sent % DEVICES;
      const ts = Math.max(Date.now(), (lastTs[device] ?? 0) + 1);
      lastTs[device] = ts;
      const one: Promise<void> = send(device, ts, 15 + ((sent / DEVICES) % 100) / 10).then(() => {
        acknowledged++;
        waiting.delete(one);
      });
      waiting.add(one);
    }
    if (Number.isNaN(earlyMB) && Date.now() - startedAt > 20_000) earlyMB = residentMB(server.pid());
    await sleep(5);
  }
  await Promise.all(waiting);
  const seconds = (Date.now() - startedAt) / 1000;
  await sleep(1_500);
  const lateMB = residentMB(server.pid());
  const stored = await countStored(server, startedAt);
  socket.close();
  await Promise.all(publishers.map((p) => p.stop()));
  latencies.sort((a, b) => a - b);
  const quantile = (q: number): number =>
    latencies[Math.min(latencies.length - 1, Math.floor(q * latencies.length))] ?? Number.NaN;
  stdout.write(
    [
      `${name}: ${sent} messages in ${seconds.toFixed(1)} s = ${(sent / seconds).toFixed(0)}/s from ${DEVICES} devices`,
      `  acknowledged ${acknowledged}, stored with their own time ${stored}, shed ${await metric(server.url, "zonecast_messages_shed")} (bar: none lost)`,
      `  publish to browser socket: p50 ${quantile(0.5)} ms, p99 ${quantile(0.99)} ms, most ${quantile(1)} ms over ${latencies.length} values seen (bar: p99 250 ms)`,
      `  memory of the server: ${startMB.toFixed(0)} MB before, ${earlyMB.toFixed(0)} MB after 20 s, ${lateMB.toFixed(0)} MB at the end (bar: flat)`,
      "",
    ].join("\n"),
  );
  return quantile(0.99);
}

/** Readings of the run in the store. */
async function countStored(server: Server, fromTs: number): Promise<number> {
  let stored = 0;
  for (let i = 0; i < DEVICES; i++) {
    const query = new URLSearchParams({
      building: "bench",
      zone: zoneName(i),
      signal: "airTempC",
      source: `plain:bench.${zoneName(i)}.${deviceName(i)}`,
      fromTs: String(fromTs),
      toTs: String(Date.now()),
      maxPoints: "5000",
    });
    stored += seriesSchema.parse(await (await fetch(`${server.url}/api/series?${query}`)).json()).ts.length;
  }
  return stored;
}
