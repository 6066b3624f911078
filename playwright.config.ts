import { defineConfig } from "@playwright/test";
import { chromiumLaunch } from "./tests/support/chromium.ts";

/** Browser tests against the real server, with the system's Chromium and no network beyond this machine. */
export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  timeout: 240_000,
  // A machine that does much else at the same time is slow, not wrong.
  expect: { timeout: 45_000 },
  workers: 1,
  // On a loaded machine once more; the run's last lines name the tests that needed it.
  retries: 1,
  forbidOnly: true,
  use: { browserName: "chromium", launchOptions: chromiumLaunch, viewport: { width: 1440, height: 900 }, trace: "off" },
});
