/** Learning on request: begun with a button, followed, called off, begun again. */
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../support/paths.ts";
import { expect, seriousFindings, test } from "./fixtures.ts";

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
  await expect(page.getByText(/^Last learned/).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Begin again: Learn Havelkontor anew" })).toBeVisible();
});

test("other jobs are begun by a form that asks for what each needs", async ({ page, server }) => {
  await page.goto(`${server.url}/jobs`);
  await page.getByRole("radio", { name: "Transfer" }).click();
  await page.getByLabel("Building", { exact: true }).selectOption({ label: "Lindenweg 12" });
  await page.getByLabel("Series").selectOption({ label: "Bathroom: Air temperature" });
  await page.getByRole("button", { name: "Begin", exact: true }).click();
  const name = "Compare ways to transfer: Bathroom: Air temperature, Lindenweg 12";
  await expect(page.getByText(name)).toBeVisible();
  await page.getByRole("button", { name: `Call off: ${name}` }).click();
  await expect(page.getByRole("button", { name: `Begin again: ${name}` })).toBeVisible();
});

test("a training may learn from the data sets that there are, and a trained network competes until it is taken back", async ({
  page,
  server,
}) => {
  mkdirSync(join(server.dataFolder, "datasets", "villa"), { recursive: true });
  mkdirSync(join(server.dataFolder, "models"), { recursive: true });
  copyFileSync(join(ROOT, "models/base-h32.model"), join(server.dataFolder, "models/mine.model"));
  await page.goto(`${server.url}/jobs`);
  await page.getByRole("radio", { name: "Train" }).click();
  await page.getByRole("checkbox", { name: "villa" }).check();
  await page.getByLabel("Building", { exact: true }).selectOption({ label: "Lindenweg 12" });
  const sent = page.waitForRequest((request) => request.url().endsWith("/api/jobs") && request.method() === "POST");
  await page.getByRole("button", { name: "Begin", exact: true }).click();
  expect((await sent).postDataJSON()).toMatchObject({ kind: "train", building: "lindenweg-12", datasets: ["villa"] });

  const choice = page.getByLabel("Lindenweg 12", { exact: true });
  await expect(choice).toHaveValue("");
  await choice.selectOption("mine");
  await expect(page.getByText("Changed.")).toBeVisible();
  await expect(choice).toHaveValue("mine");
  expect(await seriousFindings(page)).toEqual([]);
  await page.reload();
  await expect(choice).toHaveValue("mine");
  await choice.selectOption("");
  await page.getByRole("button", { name: "Take back" }).click();
  await expect(choice).toHaveValue("mine");
  await choice.selectOption("");
  await expect(choice).toHaveValue("");
});
