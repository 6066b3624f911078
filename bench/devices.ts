/**
 * Devices: how fast messages of each dialect are read, checked and mapped in this process, as a share of `JSON.parse` alone
 * on the same bytes; and how fast they come through a real broker, as a share of a subscriber that only counts.
 */
import { stdout } from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { connectAsync } from "mqtt";
import { startGateway } from "#devices";
import { systemClock } from "#domain";
import type { Dialect, Message } from "../devices/dialect.ts";
import { DIALECTS } from "../devices/dialects/index.ts";
import { createIngest } from "../devices/ingest.ts";
import { createRegistry } from "../devices/registry.ts";
import { dialectTraffic, eachTraffic, type Traffic } from "../tests/support/dialect-traffic.ts";
import { silentLog } from "../tests/support/fake-plant.ts";
import { mosquittoMissing, startMosquitto } from "../tests/support/mosquitto.ts";
import { until } from "../tests/support/until.ts";
import { startFlood } from "./measure/flood.ts";

const PASSES = 30;
/** Passes before the clock counts, for the compiler. */
const WARM_UP = 60;
/** Messages of a pass, ten of each device. */
const PASS = 1_000;
/** Messages between two looks at the clock. Short, so that other programs disturb all kinds of work alike. */
const CHUNK = 100;
const READ_BAR = 1 / 3;

const FLOODS = 3;
const FLOOD_MESSAGES = { 0: 40_000, 1: 20_000 } as const;
/** Messages under way at once; Mosquitto drops what a subscriber leaves waiting beyond 1,000. */
const WINDOW = 900;
/** By then the gateway's subscriptions stand, and its search for retained values, which hears everything twice, is over. */
const SETTLE_MS = 4_000;
const FLOOD_BAR = 0.7;

const line = (text: string): void => void stdout.write(`${text}\n`);
const perSecond = (messages: number, ms: number): string => `${Math.round((messages / ms) * 1000).toLocaleString("en")} msg/s`;
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

export async function run(): Promise<void> {
  line(
    `-- in this process to readings, least of ${PASSES} passes of ${PASS} messages (bar: ${READ_BAR.toFixed(2)} of JSON.parse)`,
  );
  for (const each of eachTraffic(((WARM_UP + PASSES) * PASS) / 100)) report(each);
  const traffic = dialectTraffic();
  const without = DIALECTS.filter(({ name }) => !traffic.some(({ dialect }) => dialect === name)).map(({ name }) => name);
  if (without.length > 0) line(`not measured: ${without.join(", ")}`);
  if (mosquittoMissing !== undefined) return line(`without Mosquitto: ${mosquittoMissing}`);
  line(`-- through Mosquitto, nothing stored, medians of ${FLOODS} (bar: ${FLOOD_BAR} of a bare subscriber)`);
  for (const dialect of ["z2m", "plain"])
    for (const qos of [0, 1] as const) {
      const found = traffic.find((each) => each.dialect === dialect);
      if (found) await readFromBroker(found, qos);
    }
}

/** Milliseconds that `work` takes. */
function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The same dialects, which read every message as if none had been laid out like it before. */
const WITHOUT_LAYOUTS: readonly Dialect[] = DIALECTS.map((dialect) => ({
  ...dialect,
  open(known) {
    const { pattern: _, ...session } = dialect.open(known);
    return session;
  },
}));

/** Milliseconds that a pass takes at least: ours, and `JSON.parse` alone. */
interface Least {
  readonly ours: number;
  readonly bare: number;
}

/**
 * Both take turns chunk by chunk, so that whatever else the machine does falls on both alike. Of several passes the one that was
 * disturbed least counts.
 */
function readAlone(dialects: readonly Dialect[], { dialect, announce, values }: Traffic): Least {
  const ingest = createIngest(dialects, createRegistry({ known: [], trusted: true, defaultBuilding: "bench" }));
  for (const message of announce) ingest.read(message);
  /** Sum of everything that came out, so that nothing may be left undone. */
  let kept = 0;
  let least: Least = { ours: Number.POSITIVE_INFINITY, bare: Number.POSITIVE_INFINITY };
  for (let pass = 0; pass < WARM_UP + PASSES; pass++) {
    let [ours, bare] = [0, 0];
    for (let chunk = pass * PASS; chunk < (pass + 1) * PASS; chunk += CHUNK) {
      const messages = values.slice(chunk, chunk + CHUNK);
      // What has just come from a socket is in the processor's cache, whoever reads it.
      for (const { payload } of messages) kept += payload.reduce((sum, byte) => sum + byte, 0);
      ours += timed(() => {
        for (const message of messages) kept += ingest.read(message).readings.length;
      });
      bare += timed(() => {
        for (const { payload } of messages) kept += parsed(payload) === null ? 0 : 1;
      });
    }
    if (pass >= WARM_UP) least = { ours: Math.min(least.ours, ours), bare: Math.min(least.bare, bare) };
  }
  if (kept === 0) throw new Error(`nothing was read of ${dialect}`);
  return least;
}

/** What `JSON.parse` makes of the payload, null when it is no JSON. */
function parsed(payload: Uint8Array): unknown {
  try {
    return JSON.parse(payload.toString());
  } catch {
    return null;
  }
}

function report(traffic: Traffic): void {
  const { dialect, json, values } = traffic;
  const bytes = values.reduce((sum, { payload }) => sum + payload.byteLength, 0) / values.length;
  const name = `${dialect} (${bytes.toFixed(0)} bytes)`;
  const known = readAlone(DIALECTS, traffic);
  if (!json) return void line(`${name}: ${perSecond(PASS, known.ours)}`);
  const anew = readAlone(WITHOUT_LAYOUTS, traffic);
  const share = ({ ours, bare }: Least) => `${perSecond(PASS, ours)} (${(bare / ours).toFixed(2)})`;
  line(`${name}: ${share(known)}, of layouts not seen before ${share(anew)}; JSON.parse ${perSecond(PASS, known.bare)}`);
}

async function readFromBroker(traffic: Traffic, qos: 0 | 1): Promise<void> {
  const bare: number[] = [];
  const ours: number[] = [];
  for (let i = 0; i < FLOODS; i++) {
    bare.push(await bareSubscriber(traffic, qos));
    ours.push(await wholeGateway(traffic, qos));
  }
  const ratio = median(ours.map((ms, i) => (bare[i] ?? Number.NaN) / ms));
  const count = FLOOD_MESSAGES[qos];
  line(
    `${traffic.dialect}, QoS ${qos}: ${perSecond(count, median(ours))}; bare mqtt.js ${perSecond(count, median(bare))}, ratio ${ratio.toFixed(2)}`,
  );
}

/** Milliseconds that a flood takes to arrive; `taken` tells how many more have. */
async function flooded(
  port: number,
  qos: 0 | 1,
  messages: readonly Message[],
  listen: (taken: (count: number) => void) => void,
): Promise<number> {
  const total = FLOOD_MESSAGES[qos];
  const flood = await startFlood({ port, qos, messages });
  let sent = WINDOW;
  let arrived = 0;
  let owed = 0;
  const start = performance.now();
  const end = await new Promise<number>((resolve) => {
    listen((count) => {
      arrived += count;
      owed += count;
      if (arrived >= total) resolve(performance.now());
      const more = Math.min(owed, total - sent);
      if (more < WINDOW / 5 && sent + more < total) return;
      owed = 0;
      sent += more;
      if (more > 0) flood.send(more);
    });
    flood.send(WINDOW);
  });
  await flood.stop();
  return end - start;
}

async function bareSubscriber({ values }: Traffic, qos: 0 | 1): Promise<number> {
  await using broker = await startMosquitto();
  const client = await connectAsync(broker.url);
  await client.subscribeAsync("#", { qos: 1 });
  const ms = await flooded(broker.port, qos, values, (taken) => client.on("message", () => taken(1)));
  await client.endAsync(true);
  return ms;
}

async function wholeGateway({ announce, values }: Traffic, qos: 0 | 1): Promise<number> {
  await using broker = await startMosquitto();
  const perMessage = 4;
  let taken = (_count: number): void => {};
  const gateway = await startGateway({
    clock: systemClock,
    log: silentLog,
    broker: { kind: "external", url: broker.url, connections: 8 },
    known: [],
    trusted: true,
    defaultBuilding: "bench",
    mayActuate: () => false,
    onReadings: async (readings) => taken(readings.length / perMessage),
    onRejections: () => {},
    onDevices: () => {},
    onGone: () => {},
    onCommand: () => {},
  });
  await until("the gateway is connected", () => gateway.status().connected);
  const publisher = await connectAsync(broker.url);
  const devices = new Set(values.map(({ topic }) => topic)).size;
  for (const { topic, payload } of [...announce, ...values.slice(0, devices)])
    await publisher.publishAsync(topic, Buffer.from(payload), { qos: 1 });
  await until("every device is known", () => gateway.devices().length >= devices);
  await sleep(SETTLE_MS);
  const ms = await flooded(broker.port, qos, values, (next) => {
    taken = next;
  });
  await publisher.endAsync();
  await gateway.stop();
  return ms;
}
