/** The page lives: values move, a cut line is told and mended without a hole, what devices send stays text. */
import { connectPublisher, plainPayload, plainTopic } from "#devices";
import { startServer } from "../support/server.ts";
import { expect, test } from "./fixtures.ts";

test("a reading from the broker is on the page in a moment", async ({ page, server }) => {
  const publisher = await connectPublisher({ url: `mqtt://127.0.0.1:${server.mqttPort}` });
  await publisher.publish(plainTopic("mill", "hall", "probe"), plainPayload(Date.now(), { airTempC: 17.3 }));
  await page.goto(`${server.url}/buildings/mill/hall`);
  await expect(page.getByText("17.3").first()).toBeVisible();
  await publisher.publish(plainTopic("mill", "hall", "probe"), plainPayload(Date.now(), { airTempC: 24.6 }));
  await expect(page.getByText("24.6").first()).toBeVisible();
  await publisher.stop();
});

test("names from devices are shown as text and never run", async ({ page }) => {
  await using server = await startServer();
  const evil = '<img src=x onerror="window.__hit=1">';
  const publisher = await connectPublisher({ url: `mqtt://127.0.0.1:${server.mqttPort}` });
  await publisher.publish(
    "homeassistant/sensor/evil/config",
    JSON.stringify({
      name: evil,
      unique_id: "evil-1",
      state_topic: "evil/state",
      device_class: "temperature",
      unit_of_measurement: "°C",
      device: { identifiers: ["evil-device"], name: evil, manufacturer: evil, model: evil },
    }),
  );
  await publisher.publish("evil/state", "21.5");
  await publisher.publish(plainTopic("mill", "hall", "probe"), `{"airTempC": "${evil.replaceAll('"', "'")}"}`);
  await page.goto(`${server.url}/devices`);
  await expect(page.getByText("<img src=x").first()).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { __hit?: number }).__hit)).toBeUndefined();
  await publisher.stop();
  await page.goto("about:blank");
});

test("T27: a server that goes and comes back is told, and the page catches up", async ({ page, server, consoleErrors }) => {
  await page.goto(`${server.url}/buildings/lindenweg-12/living-room`);
  await expect(page.getByText("Live", { exact: true }).first()).toBeVisible();
  await server.stop();
  await expect(page.getByText(/Reconnecting|Offline since/).first()).toBeVisible();
  await server.restart();
  await expect(page.getByText("Live", { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  const publisher = await connectPublisher({ url: `mqtt://127.0.0.1:${server.mqttPort}` });
  await publisher.publish(plainTopic("lindenweg-12", "living-room", "extra"), plainPayload(Date.now(), { co2Ppm: 1234 }));
  await expect(page.getByText(/1[,.]?234/).first()).toBeVisible();
  await publisher.stop();
  // Refused connections while the server was away are the browser's own words.
  consoleErrors.splice(
    0,
    consoleErrors.length,
    ...consoleErrors.filter((e) => !/ERR_CONNECTION_REFUSED|WebSocket|Failed to load resource/.test(e)),
  );
});
