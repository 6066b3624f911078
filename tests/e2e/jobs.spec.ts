/** Learning on request: begun with a button, followed, called off, begun again. */
import { expect, test } from "./fixtures.ts";

test("a building learns anew on request, and what was called off is begun again", async ({ page, server }) => {
  test.setTimeout(240_000);
  await page.goto(`${server.url}/jobs`);
  await page.getByRole("button", { name: "Learn now: Lindenweg 12" }).click();
  const rows = page.getByRole("listitem").filter({ hasText: "Learn Lindenweg 12 anew" });
  await expect(rows).toHaveCount(1);
  await expect(rows.getByText(/Running|Done/)).toBeVisible();
  // A second one waits while the first runs, and can be called off.
  await page.getByRole("button", { name: "Learn now: Havelkontor" }).click();
  await page.getByRole("button", { name: "Call off: Learn Havelkontor anew" }).click();
  await expect(page.getByText("Called off")).toBeVisible();
  await expect(rows.getByText("Done")).toBeVisible({ timeout: 180_000 });
  await expect(page.getByText(/^Last learned/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Begin again: Learn Havelkontor anew" })).toBeVisible();
});
