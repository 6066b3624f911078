/** One real server with its demo campus for all browser tests; any console error or uncaught exception fails a test. */
import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { type Snapshot, snapshotSchema } from "#domain";
import { chromiumMissing } from "../support/chromium.ts";
import { openLive } from "../support/live-client.ts";
import { type Server, startServer } from "../support/server.ts";
import { until } from "../support/until.ts";

interface WorkerFixtures {
  readonly server: Server;
}
interface TestFixtures {
  /** Messages that the browser's console showed as errors; the test fails if any is left. Tests that cut the line may clear it. */
  readonly consoleErrors: string[];
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's shape
    async ({}, use) => {
      const server = await startServer({ demo: true, env: { ZONECAST_LOG_LEVEL: "warn" } });
      await until("the first forecasts", async () => (await pictureOf(server)).forecasts.length >= 12, 200_000);
      await use(server);
      await server[Symbol.asyncDispose]();
    },
    { scope: "worker", timeout: 400_000 },
  ],
  consoleErrors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
      page.on("pageerror", (error) => errors.push(error.message));
      await use(errors);
      expect(errors, "errors in the browser's console").toEqual([]);
    },
    { auto: true },
  ],
});

test.skip(chromiumMissing !== undefined, chromiumMissing ?? "");

export { expect };

/** What the server would tell a browser now. */
export async function pictureOf(server: Server): Promise<Snapshot> {
  const live = await openLive(server.url);
  try {
    return snapshotSchema.parse(live.snapshot());
  } finally {
    live.close();
  }
}

/** Serious or critical findings of axe, WCAG 2.2 A and AA. */
export async function seriousFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // Drawings are hidden from readers, who get the same in words and tables; their thousands of marks only take time.
    .exclude(".recharts-wrapper")
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  return violations
    .filter((v) => v.impact === "serious" || v.impact === "critical")
    .map(
      (v) =>
        `${v.id}: ${v.help} (${v.nodes
          .map((n) => n.target.join(" "))
          .slice(0, 3)
          .join("; ")})`,
    );
}

/** How far the page can be scrolled sideways, px. */
export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
