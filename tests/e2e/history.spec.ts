/** Looking back and passing it on: ranges in the address, numbers as a file, zones beside each other, paper. */
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

const HOUSE = "/buildings/lindenweg-12";

/** What the page saves when the first "Download CSV" is pressed, as rows of cells. */
async function savedCsv(page: Page): Promise<{ readonly name: string; readonly rows: readonly (readonly string[])[] }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download CSV" }).first().click(),
  ]);
  const text = readFileSync(await download.path(), "utf8").replace(/^\uFEFF/, "");
  const rows = text
    .trim()
    .split("\r\n")
    .map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replace(/^"|"$/g, "")));
  return { name: download.suggestedFilename(), rows };
}

test("a stretch of the past stands in the address, and whoever opens it sees the same", async ({ page, server }) => {
  await page.goto(`${server.url}${HOUSE}/kitchen`);
  await expect(page.getByText("Forecast median").first()).toBeVisible();
  await page.getByRole("radio", { name: "3 d" }).click();
  await expect(page).toHaveURL(/\?hours=72$/);
  await page.getByRole("button", { name: "Earlier" }).click();
  await expect(page).toHaveURL(/\?hours=72&until=\d{4}-\d\d-\d\dT\d\d:\d\dZ$/);
  await expect(page.getByText("Forecast median")).toHaveCount(0);
  const address = page.url();
  await page.reload();
  await expect(page.getByRole("radio", { name: "3 d" })).toBeChecked();
  await expect(page.getByText("Forecast median")).toHaveCount(0);

  const { name, rows } = await savedCsv(page);
  const until = Date.parse(new URL(address).searchParams.get("until") ?? "");
  expect(name).toMatch(/^lindenweg-12-kitchen-air-temperature-\d{4}-\d\d-\d\d\.csv$/);
  expect(rows[0]?.slice(0, 3)).toEqual(["Time, UTC", "Time, Europe/Berlin", "Measured mean, °C"]);
  expect(rows.length).toBeGreaterThan(50);
  for (const [utc = "", , mean = ""] of rows.slice(1)) {
    expect(Date.parse(utc)).toBeLessThanOrEqual(until);
    expect(Date.parse(utc)).toBeGreaterThanOrEqual(until - 72 * 3_600_000 - 3_600_000);
    expect(Number(mean)).toBeGreaterThan(5);
  }
  await page.getByRole("button", { name: "Back to now" }).click();
  await expect(page.getByText("Forecast median").first()).toBeVisible();
});

test("zones are compared, and the choice stands in the address", async ({ page, server }) => {
  await page.goto(`${server.url}${HOUSE}`);
  await page.getByRole("link", { name: "Compare zones" }).click();
  await expect(page.getByText(/^Right of the mark for now/)).toBeVisible();
  for (const zone of ["Living room", "Bathroom", "Hall", "Child's room"]) {
    // The choice lives in the address, so a box changes only when the address has.
    await page.getByLabel(zone).click();
    await expect(page.getByLabel(zone)).not.toBeChecked();
  }
  await expect(page).toHaveURL(/zones=kitchen,bedroom$/);
  const { rows } = await savedCsv(page);
  expect(rows[0]?.slice(2)).toEqual(["Kitchen, °C", "Bedroom, °C"]);
  await page.getByRole("radio", { name: "CO₂" }).click();
  await expect(page).toHaveURL(/zones=kitchen,bedroom&signal=co2Ppm$/);
  await page.reload();
  await expect(page.getByLabel("Kitchen")).toBeChecked();
  await expect(page.getByLabel("Hall")).not.toBeChecked();
  await expect(page.getByRole("columnheader", { name: "Mean, ppm" })).toBeVisible();
});

test("on paper there is the content alone", async ({ page, server }) => {
  await page.goto(`${server.url}${HOUSE}/kitchen`);
  await expect(page.getByText("Forecast median").first()).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { name: "Kitchen" })).toBeVisible();
  await expect(page.getByRole("navigation")).toBeHidden();
  await expect(page.getByRole("button", { name: "Earlier" })).toBeHidden();
});
