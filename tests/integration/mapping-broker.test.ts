/** Mappings and looking on at a broker that is not ours: heard without a restart, heard no more when they go, nothing taken from others. */
import mqtt, { type MqttClient } from "mqtt";
import { afterAll, beforeAll, expect, test } from "vitest";
import { watchBroker } from "#devices";
import { type Mapping, mappingSchema, type Reading, type Rejection, systemClock } from "#domain";
import { silentLog } from "../support/fake-plant.ts";
import { startHeardGateway } from "../support/gateway.ts";
import { type Mosquitto, mosquittoMissing, startMosquitto } from "../support/mosquitto.ts";
import { until } from "../support/until.ts";
import { describeUnless } from "../support/visible-skip.ts";

const mapping = (over: Partial<Mapping> = {}): Mapping => ({
  ...mappingSchema.parse({ id: "halls", topicPattern: "plant/{zone}/t", building: "mill", zone: "{zone}", signal: "airTempC" }),
  ...over,
});

describeUnless(mosquittoMissing, "mappings at Mosquitto", () => {
  let broker: Mosquitto;
  let device: MqttClient;
  beforeAll(async () => {
    broker = await startMosquitto();
    device = await mqtt.connectAsync(broker.url);
    await device.publishAsync("plant/kept/t", "18.5", { qos: 1, retain: true });
  });
  afterAll(async () => {
    await device?.endAsync(true);
    await broker?.[Symbol.asyncDispose]();
  });

  test("a mapping is heard as soon as it is there, retained values too, and no longer when it is gone", async () => {
    await using ours = await startHeardGateway({ kind: "external", url: broker.url, connections: 3 });
    const { gateway, heard } = ours;
    await until("it is connected", () => gateway.status().connected);
    await device.publishAsync("plant/a/t", "20", { qos: 1 });
    gateway.setMappings([mapping()]);
    await until("the retained value", () => heard.readings.some((r) => r.zone === "kept"));
    expect(heard.readings.find((r) => r.zone === "kept")).toMatchObject({ value: 18.5, quality: "retained" });
    expect(heard.readings.some((r) => r.zone === "a")).toBe(false);
    for (let i = 0; i < 100; i++) await device.publishAsync("plant/a/t", String(20 + i / 10), { qos: 1 });
    await until("all are read", () => heard.readings.filter((r) => r.zone === "a").length >= 100);
    expect(heard.readings.filter((r) => r.zone === "a")).toHaveLength(100);

    gateway.setMappings([mapping({ id: "others", topicPattern: "works/{zone}/t" })]);
    await until("its devices are gone", () => heard.gone.includes("mapping:halls:a"));
    const before = gateway.status().received;
    await device.publishAsync("plant/a/t", "20", { qos: 1 });
    await device.publishAsync("works/b/t", "21", { qos: 1 });
    await until("the other is read", () => heard.readings.some((r) => r.zone === "b"));
    expect(gateway.status().received).toBe(before + 1);
    expect(heard.rejections).toEqual([]);
  });

  test("who looks on hears everything, and the gateway beside it misses nothing of what it shares among its connections", async () => {
    await using ours = await startHeardGateway({ kind: "external", url: broker.url, connections: 4 });
    const readings: Reading[] = [];
    const rejections: Rejection[] = [];
    let listening = false;
    const watching = watchBroker({
      clock: systemClock,
      log: silentLog,
      broker: { url: broker.url },
      defaultBuilding: "site",
      mappings: [],
      topics: ["nobody/#"],
      onReadings: (some) => void readings.push(...some),
      onRejections: (some) => void rejections.push(...some),
      onDevices: () => {},
      onConnection: (now) => {
        listening = now;
      },
    });
    await until("both are connected", () => ours.gateway.status().connected && listening);
    for (let i = 0; i < 200; i++) {
      await device.publishAsync("zonecast/in/lab/room/probe", JSON.stringify({ airTempC: 20 + i / 100 }), { qos: 1 });
      if (i % 20 === 0) await device.publishAsync("nobody/knows", "1", { qos: 1 });
    }
    await until("both heard all", () => readings.length >= 200 && ours.heard.readings.length >= 200 && rejections.length >= 10);
    expect([readings.length, ours.heard.readings.length, rejections.length]).toEqual([200, 200, 10]);
    expect(rejections[0]).toMatchObject({ reason: "unknown-topic", topic: "nobody/knows" });
    await watching.stop();
  });
});
