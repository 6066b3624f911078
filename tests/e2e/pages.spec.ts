/** Every page, in both themes and at three widths: alive, readable, no sideways scroll, no console error. */
import { expect, seriousFindings, sidewaysScroll, test } from "./fixtures.ts";

const PAGES = [
  { name: "overview", path: "/", sees: "Lindenweg 12" },
  { name: "building", path: "/buildings/lindenweg-12", sees: "Living room" },
  { name: "zone", path: "/buildings/lindenweg-12/living-room", sees: "Living room" },
  { name: "devices", path: "/devices", sees: "lindenweg-12" },
] as const;

for (const { name, path, sees } of PAGES)
  for (const theme of ["light", "dark"] as const)
    test(`${name}, ${theme}: no serious finding of axe, nothing cut off`, async ({ page, server }) => {
      await page.emulateMedia({ colorScheme: theme });
      await page.goto(`${server.url}${path}`);
      await expect(page.getByText(sees).first()).toBeVisible();
      await expect(page.getByText("Live", { exact: true }).first()).toBeVisible();
      expect(await seriousFindings(page)).toEqual([]);
      for (const width of [360, 820, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        await expect.poll(() => sidewaysScroll(page), `sideways scroll at ${width} px`).toBeLessThanOrEqual(0);
      }
    });

test("the overview's picture for the README", async ({ page, server }) => {
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.goto(server.url);
  await expect(page.getByText("Lindenweg 12").first()).toBeVisible();
  // The sparklines' histories arrive one after the other; the picture is taken when all are drawn.
  await page.waitForTimeout(4_000);
  await page.screenshot({ path: "test-results/overview.png" });
});
