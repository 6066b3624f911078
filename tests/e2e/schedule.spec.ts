/** Weekly schedules: edited by keyboard and pointer, kept, and obeyed by the device at the next block. */
import type { Page } from "@playwright/test";
import type { Server } from "../support/server.ts";
import { expect, pictureOf, seriousFindings, sidewaysScroll, test } from "./fixtures.ts";

const BUILDING = "lindenweg-12";
const SIGNAL = "heatingSetpointC";

async function allowCommands(page: Page, server: Server): Promise<void> {
  const answer = await page.request.post(`${server.url}/api/buildings/${BUILDING}/actuation`, {
    data: { actuation: true },
    headers: { Origin: server.url },
  });
  expect(answer.ok()).toBe(true);
}
const setpointOf = async (server: Server, zone: string): Promise<number | undefined> =>
  (await pictureOf(server)).points.find((p) => p.building === BUILDING && p.zone === zone && p.signal === SIGNAL)?.value;

const time = (page: Page, n: number) => page.getByLabel(`Start of block ${n}`, { exact: true });

test("a schedule is edited, taken back, copied, saved and still there after a reload", async ({ page, server }) => {
  const { buildings } = await pictureOf(server);
  const zone = buildings.find((b) => b.id === BUILDING)?.zones[0]?.id ?? "";
  const path = `${server.url}/buildings/${BUILDING}/${zone}`;
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto(path);
  await page.getByRole("link", { name: "Make a schedule" }).click();
  await page.getByRole("button", { name: "Office" }).click();
  await page.getByRole("tab", { name: /^Monday/ }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("heading", { name: "Tuesday" })).toBeVisible();

  await time(page, 1).fill("715");
  await time(page, 1).blur();
  await expect(time(page, 1)).toHaveValue("07:15");
  await page.getByRole("button", { name: "Add block" }).click();
  await time(page, 3).fill("07:15");
  await expect(page.getByText("Another block begins at this time.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save schedule" })).toBeDisabled();
  await page.keyboard.press("Control+z");
  await expect(page.getByText("Another block begins at this time.")).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(time(page, 3)).toHaveCount(0);

  await page.getByLabel("Copy to Wednesday").check();
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(page.getByRole("tab", { name: /^Wednesday: 07:15/ })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("tab", { name: /^Wednesday: 06:00/ })).toBeVisible();
  await page.getByRole("button", { name: "Redo" }).click();
  expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  expect(await seriousFindings(page)).toEqual([]);

  await page.keyboard.press("Control+s");
  await expect(page.getByText(/^Saved\. It counts from its next block on/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole("tab", { name: /^Wednesday: 07:15/ })).toBeVisible();
  await expect(page.getByRole("tab", { name: /^Thursday: 06:00/ })).toBeVisible();
  await page.goto(path);
  await expect(page.getByText("Next block")).toBeVisible();
  await page.goto(`${server.url}/buildings/${BUILDING}`);
  await expect(page.getByText("schedule saved").first()).toBeVisible();

  await page.goto(`${path}/schedule`);
  await page.getByRole("button", { name: "Remove schedule" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove schedule" }).click();
  await expect(page.getByRole("button", { name: "Office" })).toBeVisible();
});

test("pages of another origin cannot save a schedule, and what is no schedule is refused", async ({ page, server }) => {
  const schedule = { building: BUILDING, zone: "kitchen", signal: SIGNAL, blocks: [{ days: [1], at: "06:00", value: 21 }] };
  const save = (data: unknown, origin: string) =>
    page.request.post(`${server.url}/api/schedules`, { data, headers: { Origin: origin } });
  expect((await save(schedule, "http://evil.example")).status()).toBe(403);
  expect((await save({ ...schedule, blocks: [] }, server.url)).status()).toBe(422);
  expect((await save({ ...schedule, building: "nowhere" }, server.url)).status()).toBe(404);
  expect(await (await page.request.get(`${server.url}/api/schedules`)).text()).not.toContain("kitchen");
});

/** Moves the set-point of the first block to `wanted` by keyboard. */
async function setFirst(page: Page, wanted: number): Promise<void> {
  const field = page.getByLabel("Set-point of block 1");
  await field.focus();
  for (let i = 0; i < 80; i++) {
    const now = Number(await field.getAttribute("aria-valuenow"));
    if (now === wanted) return;
    await page.keyboard.press(now < wanted ? "ArrowUp" : "ArrowDown");
  }
}

test("a hold until the next block is in sight and can be ended, and the device obeys when a block begins", async ({
  page,
  server,
}) => {
  test.setTimeout(480_000);
  const { buildings } = await pictureOf(server);
  const building = buildings.find((b) => b.id === BUILDING);
  const zone = building?.zones.at(-1)?.id ?? "";
  const timeZone = building?.timeZone ?? "UTC";
  const wall = (ts: number, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { timeZone, hourCycle: "h23", ...options }).format(ts);
  const clock = { hour: "2-digit", minute: "2-digit" } as const;
  await allowCommands(page, server);
  await page.goto(`${server.url}/buildings/${BUILDING}/${zone}/schedule`);
  await page.getByRole("tab", { name: new RegExp(`^${wall(Date.now() + 300_000, { weekday: "long" })}`) }).click();
  await page.getByRole("button", { name: "Add block" }).click();
  await setFirst(page, 19);
  await time(page, 1).fill(wall(Date.now() + 12 * 3_600_000, clock));
  await page.getByRole("button", { name: "Save schedule" }).click();
  await expect(page.getByText(/^Saved\./)).toBeVisible();

  const held = await page.request.post(`${server.url}/api/commands`, {
    data: { building: BUILDING, zone, signal: SIGNAL, value: 22, why: "guests" },
    headers: { Origin: server.url },
  });
  expect(held.status()).toBe(202);
  await expect(page.getByText(/^Held at 22/)).toBeVisible();
  await expect(page.getByText(/when the next block of the schedule begins/)).toBeVisible();
  await expect.poll(() => setpointOf(server, zone), { timeout: 60_000 }).toBe(22);
  await page.getByRole("button", { name: "Release" }).click();
  await expect(page.getByText(/^Held at 22/)).toHaveCount(0);
  await expect.poll(() => setpointOf(server, zone), { timeout: 60_000 }).toBe(19);

  await setFirst(page, 20);
  // A block begins at a full minute: the next but one, so that a slow machine has a minute to save it.
  await time(page, 1).fill(wall((Math.floor(Date.now() / 60_000) + 2) * 60_000, clock));
  await page.getByRole("button", { name: "Save schedule" }).click();
  await expect(page.getByText("Not saved yet")).toHaveCount(0);
  expect(await setpointOf(server, zone)).toBe(19);
  await expect.poll(() => setpointOf(server, zone), { timeout: 240_000, intervals: [2_000] }).toBe(20);
});
