/** Ten times what the store takes, at the real embedded broker: the oldest values go, commands never, and every message is counted once. */
import mqtt, { type MqttClient } from "mqtt";
import { expect, test } from "vitest";
import type { Reading } from "#domain";
import { startHeardGateway } from "../support/gateway.ts";
import { freePort } from "../support/ports.ts";
import { until } from "../support/until.ts";

/** Readings a second that the store of this test takes, and how many times as many are sent. */
const RATED = 2_000;
const FLOOD = 30_000;
const CAREFUL = 300;
const SPOILT = 700;
const CHATTER = 500;
const THERMOSTATS = 12;
const QUEUE = 2_000;

const T0 = 1_700_000_000_000;
const payload = (n: number) => JSON.stringify({ ts: T0 + n * 1_000, airTempC: 20 });
const numberOf = (r: Reading) => (r.ts - T0) / 1_000;

/** Takes its time as a slow disk does: one group after the other. */
function ratedStore() {
  const stored: Reading[] = [];
  let last = Promise.resolve();
  return {
    stored,
    onReadings(readings: readonly Reading[]): Promise<void> {
      last = last.then(() => new Promise((resolve) => setTimeout(resolve, (readings.length / RATED) * 1_000)));
      return last.then(() => void stored.push(...readings));
    },
  };
}

test("T32: a flood sheds the oldest values, no command and nothing acknowledged, and the sum is exact", async () => {
  const port = await freePort();
  const store = ratedStore();
  const { gateway, heard } = await startHeardGateway(
    { kind: "embedded", host: "127.0.0.1", port },
    { queueLimit: QUEUE, onReadings: store.onReadings },
  );
  const clients: MqttClient[] = [];
  const client = async () => {
    const connected = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`);
    clients.push(connected);
    return connected;
  };
  try {
    const [flood, careful, trv] = [await client(), await client(), await client()];
    const range = { min: 5, max: 30, step: 0.5 };
    for (let i = 0; i < THERMOSTATS; i++) {
      const announcement = JSON.stringify({ points: { heatingSetpointC: range } });
      await trv.publishAsync(`zonecast/in/lab/room-${i}/trv/announce`, announcement, { qos: 1 });
    }
    const commanded = new Map<string, number>();
    trv.on("message", (topic, body) => {
      commanded.set(topic, (commanded.get(topic) ?? 0) + 1);
      trv.publish(topic.replace("/out/", "/in/").replace(/\/set$/, ""), body, { qos: 1 });
    });
    await trv.subscribeAsync("zonecast/out/#", { qos: 1 });

    for (let n = 0; n < FLOOD; n++) flood.publish("zonecast/in/lab/hall/probe", payload(n));
    const acknowledged = Array.from({ length: CAREFUL }, (_, n) =>
      careful.publishAsync("zonecast/in/lab/hall/meter", payload(n), { qos: 1 }),
    );
    for (let n = 0; n < SPOILT; n++) careful.publish("nobody/knows", String(n));
    for (let n = 0; n < CHATTER; n++) careful.publish("zigbee2mqtt/bridge/logging", String(n));
    for (let i = 0; i < THERMOSTATS; i++) {
      gateway.command({ building: "lab", zone: `room-${i}`, signal: "heatingSetpointC", value: 21, why: "" }, "ada");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await Promise.all(acknowledged);
    await until(
      "every command is echoed",
      () => heard.commands.filter((c) => c.state === "echoed").length === THERMOSTATS,
      20_000,
    );

    const all = THERMOSTATS + FLOOD + CAREFUL + SPOILT + CHATTER + THERMOSTATS;
    const settled = await until(
      "all is settled",
      () => {
        const status = gateway.status();
        return status.stored + status.rejected + status.ignored + status.shed === all && status;
      },
      60_000,
    );
    // Announcements say nothing that is stored; echoes do.
    expect(settled).toMatchObject({ received: all, rejected: SPOILT, ignored: CHATTER + THERMOSTATS });
    expect(settled.stored).toBe(store.stored.length);
    expect(settled.shed).toBe(FLOOD + CAREFUL + THERMOSTATS - settled.stored);
    expect(settled.shed).toBeGreaterThan(FLOOD / 2);

    const kept = (zone: string, device: string) =>
      new Set(store.stored.filter((r) => r.source === `plain:lab.${zone}.${device}`).map(numberOf));
    const values = kept("hall", "probe");
    for (let n = FLOOD - QUEUE / 2; n < FLOOD; n++) expect(values.has(n)).toBe(true);
    expect(kept("hall", "meter").size).toBe(CAREFUL);

    expect([...commanded.values()]).toEqual(Array(THERMOSTATS).fill(1));
    expect(heard.commands.filter((c) => c.state === "timed-out" || c.state === "failed")).toEqual([]);
    process.stdout.write(`flood: ${all} messages, ${settled.stored} stored, ${settled.shed} shed\n`);
    await until("the rejections are told", () => heard.rejections.reduce((sum, r) => sum + r.count, 0) === SPOILT);
  } finally {
    for (const each of clients) await each.endAsync(true);
    await gateway.stop();
  }
}, 120_000);
