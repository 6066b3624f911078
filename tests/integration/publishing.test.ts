/** What other programs find at the broker: the real server beside Mosquitto, heard by a client of nobody. */
import { connectAsync, type MqttClient } from "mqtt";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connectPublisher, plainPayload, plainTopic } from "#devices";
import { rejectionsSchema } from "#domain";
import { openLive } from "../support/live-client.ts";
import { type Mosquitto, mosquittoMissing, startMosquitto } from "../support/mosquitto.ts";
import { publishedDiscoverySchema, publishedForecastSchema, publishedStateSchema } from "../support/published.ts";
import { type Server, startServer } from "../support/server.ts";
import { until } from "../support/until.ts";
import { describeUnless } from "../support/visible-skip.ts";

/** Newest retained messages by topic, as they come. */
async function hear(url: string): Promise<{ readonly heard: ReadonlyMap<string, string>; readonly client: MqttClient }> {
  const client = await connectAsync(url, { reconnectPeriod: 0 }, false);
  const heard = new Map<string, string>();
  client.on("message", (topic, payload) => heard.set(topic, payload.toString()));
  await client.subscribeAsync(
    ["zonecast/+/status", "zonecast/+/+/state", "zonecast/+/+/forecast", "homeassistant/device/+/config"],
    {
      qos: 1,
    },
  );
  return { heard, client };
}

const jsonAt = (heard: ReadonlyMap<string, string>, topic: string): unknown => {
  const text = heard.get(topic);
  return text === undefined ? undefined : JSON.parse(text);
};

describeUnless(mosquittoMissing, "at the broker", () => {
  let mosquitto: Mosquitto;
  let server: Server;
  beforeAll(async () => {
    mosquitto = await startMosquitto();
    server = await startServer({ demo: true, env: { ZONECAST_MQTT_URL: mosquitto.url } });
  }, 90_000);
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    await mosquitto?.[Symbol.asyncDispose]();
  });

  it("stand, retained, status, states, forecasts and a description, each as promised", async () => {
    const live = await hear(mosquitto.url);
    const forecastTopic = await until(
      "a forecast is published",
      () => [...live.heard.keys()].find((topic) => topic.endsWith("/forecast")),
      150_000,
    );
    await live.client.endAsync();

    const { heard, client } = await hear(mosquitto.url);
    await until("the description is retained", () =>
      heard.has(`homeassistant/device/zonecast_${forecastTopic.split("/")[1]}/config`),
    );
    await until("the forecast is retained", () => heard.has(forecastTopic));
    await client.endAsync();
    expect(heard.get("zonecast/site/status")).toBe("online");
    const states = [...heard.keys()].filter((topic) => topic.endsWith("/state"));
    for (const topic of states) publishedStateSchema.parse(jsonAt(heard, topic));
    const forecast = publishedForecastSchema.parse(jsonAt(heard, forecastTopic));
    expect([3_600, 21_600, 86_400].map((lead) => forecast.lead_s.includes(lead))).toEqual([true, true, true]);
    const [, building] = forecastTopic.split("/");
    const { cmps } = publishedDiscoverySchema.parse(jsonAt(heard, `homeassistant/device/zonecast_${building}/config`));
    const described = Object.values(cmps).filter((c) => c.state_topic === forecastTopic);
    expect(described).toHaveLength(3);
    expect(states).toContain(forecastTopic.replace(/forecast$/, "state"));
  }, 180_000);

  it("the server reads nothing of it: no device, no rejection", async () => {
    const page = await openLive(server.url);
    const { devices } = page.snapshot();
    page.close();
    expect(devices.length).toBeGreaterThan(0);
    expect(devices.filter((d) => d.id.includes("zonecast_")).map((d) => d.id)).toEqual([]);
    const { total, rejections } = rejectionsSchema.parse(await (await fetch(`${server.url}/api/rejections?limit=100`)).json());
    expect([total, rejections]).toEqual([0, []]);
  });

  it("another server of the site that ends does not make this one offline", async () => {
    const { heard, client } = await hear(mosquitto.url);
    await client.publishAsync("zonecast/site/status", "offline", { qos: 1, retain: true });
    await until("it is said to be offline", () => heard.get("zonecast/site/status") === "offline");
    await until("it contradicts", () => heard.get("zonecast/site/status") === "online", 15_000);
    await client.endAsync();
  }, 30_000);

  it("everything stands there again after the broker forgot it", async () => {
    await mosquitto.kill9();
    await mosquitto.restart();
    const { heard, client } = await hear(mosquitto.url);
    await until(
      "all of it is back",
      () => ["status", "state", "forecast", "config"].every((end) => [...heard.keys()].some((t) => t.endsWith(end))),
      20_000,
    );
    await client.endAsync();
  }, 40_000);

  it("kill -9 leaves `offline`, by its will; so does an orderly end", async () => {
    const { heard, client } = await hear(mosquitto.url);
    const says = (word: string) => until(`it is ${word}`, () => heard.get("zonecast/site/status") === word, 20_000);
    await says("online");
    await server.kill9();
    await says("offline");
    await server.restart();
    await says("online");
    await server.stop();
    await says("offline");
    await client.endAsync();
  }, 120_000);
});

it("the embedded broker publishes too, hears every message of its own, and rejects none", async () => {
  await using server = await startServer();
  const broker = `mqtt://127.0.0.1:${server.mqttPort}`;
  const { heard, client } = await hear(broker);
  const probe = await connectPublisher({ url: broker });
  await probe.publish(plainTopic("mill", "hall", "probe"), plainPayload(Date.now(), { airTempC: 21.344 }));
  await probe.stop();
  await until("state and description", () =>
    ["zonecast/mill/hall/state", "homeassistant/device/zonecast_mill/config"].every((topic) => heard.has(topic)),
  );
  expect(publishedStateSchema.parse(jsonAt(heard, "zonecast/mill/hall/state"))).toMatchObject({ t_air: 21.34, quality: "good" });
  await until("the status", () => heard.get("zonecast/site/status") === "online");
  await client.endAsync();
  const page = await openLive(server.url);
  expect(page.snapshot().devices.map((d) => d.id)).toEqual(["plain:mill.hall.probe"]);
  page.close();
  const rejected = rejectionsSchema.parse(await (await fetch(`${server.url}/api/rejections?limit=100`)).json());
  expect(rejected).toEqual({ total: 0, rejections: [] });
}, 90_000);
