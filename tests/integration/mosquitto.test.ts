/** Our connection to a real broker: Mosquitto, spoken to by its own command line tools. */
import { execFile } from "node:child_process";
import { connect, createServer, type Socket } from "node:net";
import { promisify } from "node:util";
import mqtt from "mqtt";
import { afterEach, expect, test } from "vitest";
import type { startGateway } from "#devices";
import { isZonecastError, type Log, type Reading } from "#domain";
import { startHeardGateway } from "../support/gateway.ts";
import { type Mosquitto, mosquittoMissing, startMosquitto } from "../support/mosquitto.ts";
import { freePort } from "../support/ports.ts";
import { until } from "../support/until.ts";
import { describeUnless } from "../support/visible-skip.ts";

type Options = Parameters<typeof startGateway>[0];

const run = promisify(execFile);
const TOPIC = "zonecast/in/lab/room-1/box";
const payload = (n: number) => JSON.stringify({ ts: 1_700_000_000_000 + n * 1000, airTempC: 20 });
const numbersOf = (readings: readonly Reading[]) => readings.map((r) => (r.ts - 1_700_000_000_000) / 1000).sort((a, b) => a - b);

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function startBroker(options = {}): Promise<Mosquitto> {
  const broker = await startMosquitto(options);
  opened.push(() => broker[Symbol.asyncDispose]());
  return broker;
}

/** Warnings and information that were logged. */
function keptLog(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const keep = (_fields: object, message: string) => void lines.push(message);
  return { lines, log: { debug() {}, info: keep, warn: keep, error: keep } };
}

async function start(url: string, options: Partial<Options> = {}, setting: object = {}) {
  const { log, lines } = keptLog();
  const started = await startHeardGateway({ kind: "external", url, connections: 4, ...setting }, { log, ...options });
  opened.push(() => started.gateway.stop());
  return { ...started, lines };
}

/** A TCP proxy to `target` that can cut every connection through it. */
async function startProxy(target: number): Promise<{ port: number; cut: () => void }> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(target, "127.0.0.1");
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.once("close", () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => void server.listen(port, "127.0.0.1", () => resolve()));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  opened.push(async () => {
    server.close();
    cut();
  });
  return { port, cut };
}

const pub = (broker: Mosquitto, topic: string, message: string, ...more: string[]) =>
  run("mosquitto_pub", ["-h", "127.0.0.1", "-p", String(broker.port), "-t", topic, "-m", message, ...more]);

const connected = ({ gateway }: { gateway: { status: () => { connected: boolean } } }) =>
  until("we are connected", () => gateway.status().connected);

describeUnless(mosquittoMissing, "Mosquitto", () => {
  test("what its own publisher sends is stored, each message once although four connections share them", async () => {
    const broker = await startBroker();
    const ours = await start(broker.url);
    await connected(ours);
    for (let n = 0; n < 12; n++) await pub(broker, TOPIC, payload(n), "-q", "1");
    await until("twelve readings", () => ours.heard.readings.length >= 12);
    expect(numbersOf(ours.heard.readings)).toEqual(Array.from({ length: 12 }, (_, n) => n));
    expect(ours.gateway.status()).toMatchObject({ received: 12, stored: 12, address: `127.0.0.1:${broker.port} (external)` });
  });

  test("a retained value of before our start is read once, as retained; live ones are not read twice meanwhile", async () => {
    const broker = await startBroker();
    await pub(broker, TOPIC, payload(1), "-q", "1", "-r");
    const ours = await start(broker.url);
    await until("the retained value", () => ours.heard.readings.length === 1);
    await connected(ours);
    await pub(broker, TOPIC, payload(2), "-q", "1");
    await until("the live value", () => ours.heard.readings.length >= 2);
    expect(ours.heard.readings.map((r) => r.quality)).toEqual(["retained", "good"]);
  });

  test("the broker gets our acknowledgement only after the commit: what was not stored comes again", async () => {
    const broker = await startBroker();
    const asked: Reading[] = [];
    const stuck = await start(
      broker.url,
      {
        onReadings: (readings) => {
          asked.push(...readings);
          return new Promise<void>(() => {});
        },
      },
      { clientId: "house" },
    );
    await connected(stuck);
    await pub(broker, TOPIC, payload(1), "-q", "1");
    await until("the store was asked", () => asked.length === 1);
    await stuck.gateway.stop();
    const ours = await start(broker.url, {}, { clientId: "house" });
    await until("it has come again", () => ours.heard.readings.length === 1);
    expect(numbersOf(ours.heard.readings)).toEqual([1]);
  });

  test("with a name of our own the broker keeps what comes while we are away", async () => {
    const broker = await startBroker();
    const first = await start(broker.url, {}, { clientId: "house" });
    await connected(first);
    await first.gateway.stop();
    for (let n = 0; n < 5; n++) await pub(broker, TOPIC, payload(n), "-q", "1");
    const second = await start(broker.url, {}, { clientId: "house" });
    await until("five readings", () => second.heard.readings.length === 5);
    expect(numbersOf(second.heard.readings)).toEqual([0, 1, 2, 3, 4]);
  });

  test("T25, T26: a restart of the broker: still subscribed, one line when it went and one when it came back", async () => {
    const broker = await startBroker();
    const ours = await start(broker.url);
    await connected(ours);
    await pub(broker, TOPIC, payload(1), "-q", "1");
    await until("one reading", () => ours.heard.readings.length === 1);
    expect(ours.gateway.devices()[0]?.availability).toBe("online");
    await broker.kill9();
    await until("we know that it is gone", () => !ours.gateway.status().connected);
    expect(ours.gateway.status().problem).toBeDefined();
    expect(ours.gateway.devices()[0]?.availability).toBe("unknown");
    // Two attempts find nobody.
    await new Promise((resolve) => void setTimeout(resolve, 2500));
    await broker.restart();
    await connected(ours);
    expect(ours.gateway.status().problem).toBeUndefined();
    await pub(broker, TOPIC, payload(2), "-q", "1");
    await until("the second reading", () => ours.heard.readings.length === 2);
    const lines = ours.lines.filter((line) => /broker/.test(line));
    expect(lines).toEqual(["Connected to the broker", "No connection to the broker", "Connected to the broker"]);
  });

  test("a broker that is away at our start is no error; when it comes we are there", async () => {
    const broker = await startBroker();
    await broker.stop();
    const ours = await start(broker.url);
    await until("the first attempt failed", () => ours.gateway.status().problem !== undefined);
    await broker.restart();
    await connected(ours);
    await pub(broker, TOPIC, payload(1), "-q", "1");
    await until("a reading", () => ours.heard.readings.length === 1);
  });

  test("a thousand numbered messages over a connection that is cut again and again are stored, none missing", async () => {
    const broker = await startBroker();
    const proxy = await startProxy(broker.port);
    const ours = await start(`mqtt://127.0.0.1:${proxy.port}`, {}, { clientId: "house" });
    await connected(ours);
    const publisher = await mqtt.connectAsync(broker.url);
    opened.push(() => publisher.endAsync(true));
    for (let n = 0; n < 1000; n++) {
      if (n % 300 === 150) proxy.cut();
      await publisher.publishAsync(TOPIC, payload(n), { qos: 1 });
    }
    await until("all", () => new Set(numbersOf(ours.heard.readings)).size === 1000, 20_000);
    const { received, stored, rejected, ignored, shed } = ours.gateway.status();
    expect([rejected, ignored, shed, stored]).toEqual([0, 0, 0, received]);
  });

  test("name and password are sent, and are in no status and no log line", async () => {
    const credentials = { username: "house", password: "correct-horse" };
    const broker = await startBroker({ credentials });
    const inUrl = broker.url.replace("mqtt://", "mqtt://house:correct-horse@");
    for (const [url, setting] of [
      [broker.url, credentials],
      [inUrl, {}],
    ] as const) {
      const ours = await start(url, {}, setting);
      await connected(ours);
      expect(JSON.stringify([ours.gateway.status(), ours.lines])).not.toContain("correct-horse");
    }
    const refused = await start(broker.url);
    await until("it is refused", () => /not authori[sz]ed/i.test(refused.gateway.status().problem ?? ""));
  });
});

test("a broker without MQTT 5 and without shared subscriptions: one connection carries everything", async () => {
  const port = await freePort();
  const embedded = await startHeardGateway({ kind: "embedded", host: "127.0.0.1", port });
  opened.push(() => embedded.gateway.stop());
  const ours = await start(`mqtt://127.0.0.1:${port}`);
  await connected(ours);
  const publisher = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`);
  opened.push(() => publisher.endAsync());
  for (let n = 0; n < 5; n++) await publisher.publishAsync(TOPIC, payload(n), { qos: 1 });
  await until("five readings", () => ours.heard.readings.length >= 5);
  expect(numbersOf(ours.heard.readings)).toEqual([0, 1, 2, 3, 4]);
  expect(ours.lines).toContain("The broker has no shared subscriptions: one connection carries all values");
});

test.each([
  ["mqtt://broker.example", "in the clear"],
  ["http://127.0.0.1", "must start with mqtt:// or mqtts://"],
  ["not a url", "is not a URL"],
])("%s is refused: %s", async (url, why) => {
  await expect(start(url)).rejects.toThrow(expect.toSatisfy((e) => isZonecastError(e, "bad-config") && e.message.includes(why)));
});
