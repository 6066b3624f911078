/** An alarm is put aside and brought back by keyboard alone, and is listed all the while. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectPublisher } from "#devices";
import { startServer } from "../support/server.ts";
import { METER_ALARM, storeAlarms } from "../support/stored-alarm.ts";
import { expect, seriousFindings, sidewaysScroll, test } from "./fixtures.ts";

test("an alarm that is known calls nobody for a while, and says who put it aside and why", async ({ page }) => {
  const dataFolder = mkdtempSync(join(tmpdir(), "zonecast-alarms-"));
  await storeAlarms(dataFolder, [METER_ALARM]);
  try {
    await using server = await startServer({ dataFolder });
    await askForPlace(server.mqttPort);
    await page.setViewportSize({ width: 360, height: 780 });
    await page.goto(`${server.url}/devices`);
    const calls = page.getByRole("link", { name: "1 alarm" });
    await expect(calls).toBeVisible();
    // With a device that waits beside the alarm the way to all pages still fits.
    const way = page.getByRole("navigation", { name: "Main" });
    await expect(way.getByRole("link", { name: "Devices 1" })).toBeVisible();
    expect(await way.evaluate((nav) => nav.scrollWidth - nav.clientWidth)).toBeLessThanOrEqual(0);
    await page.getByRole("button", { name: "Put aside…" }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Put this alarm aside" });
    await expect(dialog).toContainText("its counter grew by 1.0 kWh");
    expect(await seriousFindings(page)).toEqual([]);
    await expect(dialog.getByRole("button", { name: "Put aside" })).toBeDisabled();
    await page.keyboard.press("Tab");
    await page.keyboard.type("meter is being exchanged");
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    await expect(page.getByText(/Put aside until .*, by operator \(this machine\): meter is being exchanged/)).toBeVisible();
    await expect(calls).toHaveCount(0);
    await expect(page.locator("#alarm-list")).toBeFocused();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
    await page.getByRole("button", { name: "Bring back" }).focus();
    await page.keyboard.press("Enter");
    await expect(calls).toBeVisible();
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
});

/** A device that names no place of its own. */
async function askForPlace(mqttPort: number): Promise<void> {
  const publisher = await connectPublisher({ url: `mqtt://127.0.0.1:${mqttPort}` });
  const config = { device_class: "temperature", unit_of_measurement: "°C", state_topic: "stranger/t" };
  await publisher.publish(
    "homeassistant/sensor/stranger/config",
    JSON.stringify({ ...config, device: { identifiers: ["stranger"], name: "stranger" } }),
  );
  await publisher.publish("stranger/t", "20.5");
  await publisher.stop();
}
