import { defineConfig } from "@playwright/test";
import { chromiumLaunch } from "./tests/support/chromium.ts";

/** Browser tests against the real server, with the system's Chromium and no network beyond this machine. */
export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  timeout: 120_000,
  expect: { timeout: 20_000 },
  workers: 1,
  retries: 0,
  forbidOnly: true,
  use: { browserName: "chromium", launchOptions: chromiumLaunch, viewport: { width: 1440, height: 900 }, trace: "off" },
});
