/** A site with more devices than a page can show at once. */

import { test as base, expect } from "@playwright/test";
import { connectPublisher, plainPayload, plainTopic } from "#devices";
import { chromiumMissing } from "../support/chromium.ts";
import { startServer } from "../support/server.ts";

const DEVICES = 130;

base.skip(chromiumMissing !== undefined, chromiumMissing);

base("shows a hundred devices, and the others when asked", async ({ page }) => {
  base.setTimeout(120_000);
  await using server = await startServer();
  const publisher = await connectPublisher({ url: `mqtt://127.0.0.1:${server.mqttPort}` });
  for (let i = 0; i < DEVICES; i++)
    await publisher.publish(plainTopic("tower", "hall", `probe-${i}`), plainPayload(Date.now(), { airTempC: 20 }));
  await publisher.stop();
  await page.goto(`${server.url}/devices`);
  const rows = page.locator("main ul > li").filter({ hasText: "probe-" });
  await expect(rows).toHaveCount(100);
  await page.getByRole("button", { name: "Show 30 more" }).click();
  await expect(rows).toHaveCount(DEVICES);
  await expect(page.getByRole("button", { name: /^Show \d+ more$/ })).toHaveCount(0);
});
