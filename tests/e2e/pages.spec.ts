/** Every page, in light and dark and from narrow to wide: alive, readable, no sideways scroll, no console error. */
import type { Page } from "@playwright/test";
import { connectPublisher } from "#devices";
import { startServer } from "../support/server.ts";
import { expect, seriousFindings, sidewaysScroll, test } from "./fixtures.ts";

const HOUSE = "/buildings/lindenweg-12";
const yesterday = new Date(Date.now() - 86_400_000).toISOString();
const PAGES = [
  { name: "overview", path: "/", sees: "Lindenweg 12" },
  { name: "heat map", path: "/?view=map", sees: "Lindenweg 12" },
  { name: "building", path: HOUSE, sees: "Living room" },
  { name: "compare", path: `${HOUSE}/compare`, sees: "Right of the mark for now" },
  { name: "zone", path: `${HOUSE}/kitchen`, sees: "Predicted and what came" },
  { name: "zone, a week of the past", path: `${HOUSE}/kitchen?hours=168&until=${yesterday}`, sees: "Back to now" },
  { name: "schedule", path: `${HOUSE}/kitchen/schedule`, sees: "Begin with" },
  { name: "devices", path: "/devices", sees: "lindenweg-12/kitchen/trv" },
  { name: "jobs", path: "/jobs", sees: "Other jobs" },
  { name: "a building that is not there", path: "/buildings/nowhere", sees: "There is no such building." },
  { name: "a zone that is not there", path: `${HOUSE}/nowhere/schedule`, sees: "There is no such zone." },
] as const;
/** Runs in the page, after the style of the new theme has been worked out. */
async function transitionsUnderWay(): Promise<number> {
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  return document.getAnimations().filter((a) => a instanceof CSSTransition).length;
}

/** Axe reads the widest page in light and the narrowest in dark; at each width nothing is cut off. */
async function looksRight(page: Page): Promise<void> {
  for (const [width, colorScheme] of [
    [768, "light"],
    [1440, "light"],
    [360, "dark"],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    // Colours on their way from one theme to the other are neither's.
    await expect.poll(() => page.evaluate(transitionsUnderWay), `colours at rest at ${width} px`).toBe(0);
    await expect.poll(() => sidewaysScroll(page), `sideways scroll at ${width} px`).toBeLessThanOrEqual(0);
    if (width !== 768) expect(await seriousFindings(page), `at ${width} px, ${colorScheme}`).toEqual([]);
  }
}

for (const { name, path, sees } of PAGES)
  test(`${name}: no serious finding of axe in light and dark, nothing cut off from 360 px on`, async ({ page, server }) => {
    await page.goto(`${server.url}${path}`);
    await expect(page.getByText(sees).first()).toBeVisible();
    await expect(page.getByText("Live", { exact: true }).first()).toBeVisible();
    await looksRight(page);
  });

test("a site that has just begun: nothing yet, a full inbox, a rejected message, an address without a page", async ({
  page,
  consoleErrors,
}) => {
  await using server = await startServer();
  await page.goto(server.url);
  await expect(page.getByText("No building yet")).toBeVisible();
  await looksRight(page);

  const publisher = await connectPublisher({ url: `mqtt://127.0.0.1:${server.mqttPort}` });
  const name = "A very long name of a device that somebody once gave to the thermostat beside the window of the reading room";
  for (const id of ["one", "two"])
    await publisher.publish(
      `homeassistant/sensor/${id}/config`,
      JSON.stringify({
        name: "Temperature",
        unique_id: id,
        state_topic: `stranger/${id}`,
        device_class: "temperature",
        unit_of_measurement: "°C",
        device: { identifiers: [id], name: `${name} ${id}`, suggested_area: "reading-room" },
      }),
    );
  await publisher.publish("stranger/one", "warm");
  await publisher.stop();
  await page.goto(`${server.url}/devices`);
  await expect(page.getByText(`${name} two`).first()).toBeVisible();
  await expect(page.getByText("Not a number").or(page.getByText("Wrong type")).first()).toBeVisible();
  await looksRight(page);
  await page.goto(`${server.url}/no/such/page`);
  await expect(page.getByText("There is no such page.")).toBeVisible();
  await looksRight(page);
  await page.goto("about:blank");
  // The browser says by itself that the last address was not found.
  consoleErrors.splice(0, consoleErrors.length, ...consoleErrors.filter((e) => !/404/.test(e)));
});

test("the overview's picture for the README", async ({ page, server }) => {
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.goto(server.url);
  // The sparklines' histories arrive one after the other; the picture is taken when all are drawn.
  // Twelve zones are the demo's own; tests before this one may have added some.
  const drawn = page.getByRole("img", { name: /in the past 24 hours/ });
  await expect.poll(() => drawn.count(), { timeout: 60_000 }).toBeGreaterThanOrEqual(12);
  await page.screenshot({ path: "test-results/overview.png" });
});
