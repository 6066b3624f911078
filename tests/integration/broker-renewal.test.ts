/** The embedded broker whose certificate is renewed while it runs. */
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import mqtt from "mqtt";
import { afterAll, expect, test } from "vitest";
import { connectPublisher, pemFile } from "#devices";
import { systemClock } from "#domain";
import { makeCertificates } from "../support/certificates.ts";
import { startHeardGateway } from "../support/gateway.ts";
import { freePort } from "../support/ports.ts";
import { until } from "../support/until.ts";

const certificates = makeCertificates();
afterAll(() => certificates[Symbol.dispose]());
const TOPIC = "zonecast/in/mill/hall/probe";
/** What is done every two seconds is done at once, so that the test need not wait for it. */
const hasty = { ...systemClock, every: (ms: number, fn: () => void) => systemClock.every(Math.min(ms, 50), fn) };

test("a renewed certificate is served without a restart, and who is inside stays", async () => {
  const files = { cert: join(certificates.folder, "renewed.pem"), key: join(certificates.folder, "renewed.key") };
  copyFileSync(certificates.strangeCert, files.cert);
  copyFileSync(certificates.strangeKey, files.key);
  const tls = { cert: certificates.text(files.cert), key: certificates.text(files.key), files };
  const port = await freePort();
  await using ours = await startHeardGateway({ kind: "embedded", host: "127.0.0.1", port, tls }, { clock: hasty });
  const address = `mqtts://localhost:${port}`;
  const early = await mqtt.connectAsync(address, { rejectUnauthorized: false, reconnectPeriod: 0 });
  const known = () => mqtt.connectAsync(address, { ca: certificates.text(certificates.ca), reconnectPeriod: 0 }, false);
  await expect(known()).rejects.toThrow();
  copyFileSync(certificates.cert, files.cert);
  copyFileSync(certificates.key, files.key);
  const late = await until("the new certificate", () => known().catch(() => undefined));
  await early.publishAsync(TOPIC, '{"airTempC":20}', { qos: 1 });
  await late.publishAsync(TOPIC, '{"airTempC":21}', { qos: 1 });
  expect(ours.heard.readings.map((r) => r.value)).toEqual([20, 21]);
  const pinned = pemFile(files.cert, tls.cert);
  const own = await connectPublisher({ url: `mqtts://127.0.0.1:${port}`, pinned });
  await own.publish(TOPIC, '{"airTempC":22}');
  await own.stop();
  expect(ours.heard.readings).toHaveLength(3);
  await Promise.all([early.endAsync(), late.endAsync()]);
});
