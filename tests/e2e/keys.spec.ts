/** Getting about by keys alone, where they must do nothing, and switched off. */
import { expect, seriousFindings, test } from "./fixtures.ts";

const HOUSE = "/buildings/lindenweg-12";

test("g and a letter, / and a few letters lead everywhere; ? says so; the keyboard goes on at the content", async ({
  page,
  server,
}) => {
  await page.goto(server.url);
  await expect(page.getByText("Lindenweg 12").first()).toBeVisible();
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keys" });
  await expect(help).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();

  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await expect(page).toHaveURL(/\/devices$/);
  await expect(page.locator("#content")).toBeFocused();
  await page.keyboard.press("/");
  const find = page.getByRole("combobox", { name: "Go to a zone, building or device" });
  await find.pressSequentially("kit");
  await expect(page.getByRole("option", { selected: true })).toHaveText("KitchenLindenweg 12");
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("option", { selected: true })).toContainText("kitchen/trv");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`${HOUSE}/kitchen$`));
  await expect(page.locator("#content")).toBeFocused();
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await expect(page).toHaveURL(new RegExp(`${HOUSE}/kitchen/schedule$`));
});

test("keys do nothing in a field, under a dialog, and when they are switched off, which lasts", async ({ page, server }) => {
  await page.goto(`${server.url}/devices`);
  const field = page.getByRole("searchbox").first();
  await field.pressSequentially("g/?d");
  await expect(field).toHaveValue("g/?d");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(/\/devices$/);

  await page.getByRole("button", { name: "Display settings" }).click();
  await page.getByRole("switch", { name: "Keys without Ctrl" }).click();
  await page.keyboard.press("Escape");
  await page.reload();
  await expect(page.getByText("lindenweg-12/kitchen/trv").first()).toBeVisible();
  for (const key of ["?", "/", "g", "o"]) await page.keyboard.press(key);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(/\/devices$/);

  await page.getByRole("button", { name: "Display settings" }).click();
  await page.getByRole("button", { name: "Keys…" }).click();
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
});
