/** The inbox: of a device that waits, a person takes only some signals, and the others later. */
import { connectPublisher } from "#devices";
import { startServer } from "../support/server.ts";
import { expect, seriousFindings, sidewaysScroll, test } from "./fixtures.ts";

const SIGNALS = [
  { id: "t", name: "Temperature", device_class: "temperature", unit_of_measurement: "°C", value: "20.5" },
  { id: "h", name: "Humidity", device_class: "humidity", unit_of_measurement: "%", value: "47" },
] as const;

test("only the signals that are checked feed the zone, until the others are added", async ({ page }) => {
  // A server of its own: what other tests left in an inbox would be counted here.
  await using server = await startServer();
  const publisher = await connectPublisher({ url: `mqtt://127.0.0.1:${server.mqttPort}` });
  for (const { id, value, ...config } of SIGNALS) {
    await publisher.publish(
      `homeassistant/sensor/cellar-${id}/config`,
      JSON.stringify({
        ...config,
        unique_id: `cellar-${id}`,
        state_topic: `stranger/${id}`,
        device: { identifiers: ["cellar"], name: "cellar probe", suggested_area: "cellar" },
      }),
    );
    await publisher.publish(`stranger/${id}`, value);
  }
  await publisher.stop();

  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto(`${server.url}/devices`);
  await expect(page.getByText("cellar probe").first()).toBeVisible();
  await page.getByRole("button", { name: "Elsewhere…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("checkbox", { name: /^Air temperature/ })).toBeChecked();
  await expect(dialog.getByText("20.5 °C")).toBeVisible();
  await dialog.getByRole("checkbox", { name: /^Relative humidity/ }).uncheck();
  expect(await seriousFindings(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  await dialog.getByRole("button", { name: "Place device" }).click();
  await expect(page.getByText("Not used: Relative humidity")).toBeVisible();

  const zone = `${server.url}/buildings/site/cellar`;
  await page.goto(zone);
  await expect(page.getByText("20.5").first()).toBeVisible();
  await expect(page.getByText("Relative humidity")).toHaveCount(0);

  await page.goto(`${server.url}/devices`);
  await page.getByRole("button", { name: "Signals of cellar probe" }).click();
  await page
    .getByRole("dialog")
    .getByRole("checkbox", { name: /^Relative humidity/ })
    .check();
  await page.getByRole("dialog").getByRole("button", { name: "Use these signals" }).click();
  await expect(page.getByText("Not used: Relative humidity")).toHaveCount(0);
  await page.goto(zone);
  await expect(page.getByText("Relative humidity").first()).toBeVisible();
  await expect(page.getByText("47").first()).toBeVisible();
  await page.goto("about:blank");
});
