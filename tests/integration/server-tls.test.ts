/** The whole server with users and TLS at its broker: devices enter with their own names, and so do its own clients. */
import { join } from "node:path";
import mqtt from "mqtt";
import { expect, test } from "vitest";
import { hashPassword, writeUsers } from "../../devices/broker-users.ts";
import { clientOptionsOf, targetOf } from "../../devices/target.ts";
import { makeCertificates } from "../support/certificates.ts";
import { startServer } from "../support/server.ts";
import { until } from "../support/until.ts";

test("a device and the server's own publisher meet at a broker with users, TLS and a certificate for another name", async () => {
  using certificates = makeCertificates();
  const users = join(certificates.folder, "users.json");
  const password = await hashPassword("hall's secret");
  writeUsers(users, [{ name: "hall", password, publish: ["zonecast/in/mill/hall/#"], subscribe: ["zonecast/+/status"] }]);
  await using server = await startServer({
    env: {
      ZONECAST_MQTT_USERS: users,
      ZONECAST_MQTT_CERT: certificates.strangeCert,
      ZONECAST_MQTT_KEY: certificates.strangeKey,
      ZONECAST_PUBLISH: "on",
      ZONECAST_TRUST_DEVICES: "plain",
      ZONECAST_LOG_LEVEL: "debug",
    },
  });
  const hall = await mqtt.connectAsync({
    ...clientOptionsOf(
      targetOf({
        url: `mqtts://127.0.0.1:${server.mqttPort}`,
        username: "hall",
        password: "hall's secret",
        pinned: certificates.text(certificates.strangeCert),
      }),
    ),
    reconnectPeriod: 0,
  });
  let status = "";
  hall.on("message", (_topic, payload) => {
    status = payload.toString();
  });
  await hall.subscribeAsync("zonecast/+/status", { qos: 1 });
  await until("the server's own client is in", () => status === "online");
  await hall.publishAsync("zonecast/in/mill/hall/probe", '{"airTempC":21.25}', { qos: 1 });
  await hall.publishAsync("zonecast/in/mill/attic/probe", '{"airTempC":99}', { qos: 1 });
  // One is stored; the other was dropped at the door.
  const metrics = async () => (await fetch(`${server.url}/metrics`)).text();
  await until("the value is stored", async () => /^zonecast_messages_stored 1$/m.test(await metrics()));
  expect(await metrics()).toMatch(/^zonecast_messages_rejected 0$/m);
  expect(server.output()).toContain("its user may not publish there");
  expect(server.output()).toContain("TLS");
  expect(server.output()).not.toMatch(/hall's secret|scrypt\$|PRIVATE KEY/);
  await hall.endAsync();
}, 90_000);
