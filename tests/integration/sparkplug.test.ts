/** A Sparkplug edge node on a real broker: bytes that are no UTF-8, a rebirth on demand, a will that tells of its death. */
import { connectAsync } from "mqtt";
import { expect, test } from "vitest";
import { startHeardGateway } from "../support/gateway.ts";
import { mosquittoMissing, startMosquitto } from "../support/mosquitto.ts";
import { freePort } from "../support/ports.ts";
import { bdSeq, later, sparkplugBytes, sparkplugMetrics, temperature } from "../support/sparkplug.ts";
import { until } from "../support/until.ts";
import { describeUnless } from "../support/visible-skip.ts";

const GROUP = "spBv1.0/works";

/** Everything that a node goes through with its host. */
async function lives(url: string, broker: Parameters<typeof startHeardGateway>[0]): Promise<void> {
  await using host = await startHeardGateway(broker);
  await until("the gateway is connected", () => host.gateway.status().connected);
  const death = Buffer.from(sparkplugBytes(undefined, undefined, [bdSeq(3)]));
  const will = { topic: `${GROUP}/NDEATH/edge1`, payload: death, qos: 1, retain: false } as const;
  const client = await connectAsync(url, { will, reconnectPeriod: 0 });
  const asked: unknown[] = [];
  client.on("message", (topic, payload, { qos, retain }) => {
    asked.push({ topic, qos, retain, name: sparkplugMetrics(payload)[0]?.name });
  });
  await client.subscribeAsync(`${GROUP}/NCMD/edge1`, { qos: 1 });
  const say = (verb: string, bytes: Uint8Array) => client.publishAsync(`${GROUP}/${verb}/edge1`, Buffer.from(bytes));
  const now = Date.now();

  await until("a node that nobody knows is asked to be born", async () => {
    await say("NDATA", sparkplugBytes(now, 7, [later(21, 0, { timestamp: now })]));
    return asked.length > 0;
  });
  expect(asked).toEqual([{ topic: `${GROUP}/NCMD/edge1`, qos: 0, retain: false, name: "Node Control/Rebirth" }]);

  await say("NBIRTH", sparkplugBytes(now, 0, [bdSeq(3), temperature(20, { timestamp: now })]));
  await say("NDATA", sparkplugBytes(now + 1, 1, [later(21.34, 0, { timestamp: now + 1 })]));
  await until("its values are heard", () => host.heard.readings.length >= 2);
  expect(host.heard.readings).toMatchObject([
    { ts: now, value: 20, quality: "good", source: "sparkplug:works.edge1#Zone_1" },
    { ts: now + 1, value: 21.34, quality: "good", source: "sparkplug:works.edge1#Zone_1" },
  ]);
  await until("it is online", () => host.device("edge1")?.availability === "online");
  client.stream.destroy();
  await until("its will is heard", () => host.device("edge1")?.availability === "offline");
}

test("a node at the embedded broker", async () => {
  const port = await freePort();
  await lives(`mqtt://127.0.0.1:${port}`, { kind: "embedded", host: "127.0.0.1", port });
});

describeUnless(mosquittoMissing, "at Mosquitto", () => {
  test("a node", async () => {
    await using broker = await startMosquitto();
    await lives(broker.url, { kind: "external", url: broker.url, connections: 2 });
  });
});
