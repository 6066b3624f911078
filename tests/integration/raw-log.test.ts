/** A raw log of the real gateway, replayed: the same store comes of it, and what had been sent is not sent again. */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mqtt, { type MqttClient } from "mqtt";
import { expect, test } from "vitest";
import { type Mapping, mappingSchema, type Rejection, type Store, stream, systemClock } from "#domain";
import { openStore } from "#store";
import { segmentFiles } from "../../devices/raw-log/segments.ts";
import { start } from "../support/child.ts";
import { silentLog } from "../support/fake-plant.ts";
import { startHeardGateway } from "../support/gateway.ts";
import { NODE, ROOT } from "../support/paths.ts";
import { freePort } from "../support/ports.ts";
import { until } from "../support/until.ts";

const mapping: Mapping = mappingSchema.parse({
  id: "halls",
  topicPattern: "plant/{zone}/climate",
  valuePath: "t",
  building: "mill",
  zone: "{zone}",
  signal: "airTempC",
});
const THERMOSTAT = "zonecast/in/lab/room-1/trv";
const Z2M = [
  {
    ieee_address: "0x00000000000000ab",
    friendly_name: "office/plug",
    type: "Router",
    interview_completed: true,
    definition: {
      vendor: "v",
      model: "m",
      exposes: [{ type: "numeric", name: "power", property: "power", unit: "W", access: 1 }],
    },
  },
];

/** Everything of a store that a person can ask it for. */
async function contents(store: Store) {
  const points = await store.points();
  const windows = await Promise.all(
    points.map(async (point) => {
      const span = { fromTs: 0, toTs: 4e12 };
      return [await store.window(point, span, "raw"), await store.window(point, span, "15min")];
    }),
  );
  const byPoint = <T extends { source: string; signal: string }>(list: readonly T[]) =>
    list.toSorted((a, b) => `${a.source}/${a.signal}`.localeCompare(`${b.source}/${b.signal}`));
  return {
    latest: byPoint(await store.latest()),
    windows: windows.toSorted(([a], [b]) => JSON.stringify(a?.point).localeCompare(JSON.stringify(b?.point))),
    rejections: (await store.rejections(5_000)).toSorted((a, b) => key(a).localeCompare(key(b))),
    rejected: (await store.stats()).rejections,
    devices: await store.devices(),
  };
}
const key = (r: Rejection) => `${r.topic} ${r.reason}`;

/**
 * Values late, twice, out of order and with and without a time; things that nobody can read; acknowledged or not (each topic
 * keeps to one of both, as under load those who wait come first, and of one millisecond the later counts).
 */
async function talk(client: MqttClient): Promise<void> {
  const chance = stream(11, "what is said");
  const base = Date.now() - 3_600_000;
  await client.publishAsync("zigbee2mqtt/bridge/devices", JSON.stringify(Z2M), { qos: 1, retain: true });
  const sent: Promise<unknown>[] = [];
  for (let i = 0; i < 1_500; i++) {
    const room = chance.below(4);
    const value = 15 + chance.below(100) / 10;
    const ts = base + chance.below(600) * 1_000;
    const [topic, payload] = (
      [
        [`zonecast/in/lab/room-${room}/probe`, JSON.stringify({ ts, airTempC: value })],
        [`zonecast/in/lab/room-${room}/probe`, JSON.stringify({ relativeHumidityPct: value })],
        [`plant/Hall ${room}/climate`, JSON.stringify({ t: value })],
        ["zigbee2mqtt/office/plug", JSON.stringify({ power: value, last_seen: ts })],
        [`nobody/knows/${room}`, Buffer.from([chance.below(256), 0, chance.below(256)])],
        [`zonecast/in/lab/room-${room}/probe`, `{"airTempC":${value * 100}}`],
        ["zigbee2mqtt/bridge/logging", "chatter\u2028of a bridge"],
      ] as const
    )[chance.below(7)] ?? ["x", ""];
    sent.push(client.publishAsync(topic, payload, { qos: /[02]/.test(topic) ? 0 : 1 }));
    if (i % 50 === 0) await Promise.all(sent.splice(0));
  }
  await Promise.all(sent);
}

test("T37: a replay at full speed gives the same store; commands are in the log and are never sent", async () => {
  const folder = mkdtempSync(join(tmpdir(), "zonecast-raw-"));
  const store = await openStore({ kind: "sqlite", dataDir: join(folder, "live") }, { clock: systemClock, log: silentLog });
  const port = await freePort();
  const { gateway, heard } = await startHeardGateway(
    { kind: "embedded", host: "127.0.0.1", port },
    {
      mappings: [mapping],
      rawLog: { folder: join(folder, "raw-log"), maxBytes: 100e6 },
      onReadings: (readings) => store.writeReadings(readings),
      onRejections: (rejections) => void store.writeRejections(rejections),
    },
  );
  const device = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`);
  const commanded: string[] = [];
  device.on("message", (topic) => void commanded.push(topic));
  await device.subscribeAsync("zonecast/out/#", { qos: 1 });
  const range = { min: 5, max: 30, step: 0.5 };
  await device.publishAsync(`${THERMOSTAT}/announce`, JSON.stringify({ points: { heatingSetpointC: range } }), { qos: 1 });
  await talk(device);
  gateway.command({ building: "lab", zone: "room-1", signal: "heatingSetpointC", value: 21, why: "" }, "ada");
  await until("the command arrives", () => commanded.length === 1);
  await device.publishAsync(THERMOSTAT, '{"heatingSetpointC":21}', { qos: 1 });
  await until("it is echoed", () => heard.commands.at(-1)?.state === "echoed");
  await until("all is settled", () => {
    const { received, stored, rejected, ignored, shed } = gateway.status();
    return received === stored + rejected + ignored + shed && received >= 1_503;
  });
  await gateway.stop();
  await store.saveDevices(gateway.devices());
  const live = await contents(store);
  await store.close();

  const raw = (await segmentFiles(join(folder, "raw-log"))).map((file) => readFileSync(file, "utf8")).join("");
  const ours = raw.split("\n").filter((line) => line.includes('"sent":true'));
  expect(ours).toHaveLength(1);
  expect(ours[0]).toContain("zonecast/out/lab/room-1/trv/set");

  // A broker at the place of the old one, with somebody who would hear a command.
  const again = await startHeardGateway({ kind: "embedded", host: "127.0.0.1", port });
  const replay = start(
    NODE,
    [
      "bin/zonecast.ts",
      "devices",
      "replay",
      join(folder, "raw-log"),
      "--speed",
      "max",
      "--into",
      join(folder, "replayed"),
      "--json",
    ].concat(["--mappings", writeMapping(folder)]),
    { cwd: ROOT, env: { PATH: process.env.PATH, NODE_ENV: "test" } },
  );
  await until("the replay ends", () => !replay.running(), 60_000);
  expect(replay.process.exitCode, replay.output()).toBe(0);
  const summary: unknown = JSON.parse(replay.output());
  expect(summary).toMatchObject({
    messages: gateway.status().received,
    leftOut: 1,
    spoiltLines: 0,
    devices: live.devices.length,
  });
  expect(commanded).toHaveLength(1);
  expect(again.gateway.status().received).toBe(0);
  await again.gateway.stop();
  await device.endAsync(true);

  const second = await openStore({ kind: "sqlite", dataDir: join(folder, "replayed") }, { clock: systemClock, log: silentLog });
  const replayed = await contents(second);
  expect(live.latest.length).toBeGreaterThan(10);
  expect(live.rejections.length).toBeGreaterThan(4);
  expect(replayed).toEqual(live);
  await second.close();
}, 120_000);

function writeMapping(folder: string): string {
  const file = join(folder, "mapping.json");
  writeFileSync(file, JSON.stringify(mapping));
  return file;
}
