/** Beyond loopback a browser must show the token once; then it is let in, sockets and all. */
import { startServer } from "../support/server.ts";
import { expect, seriousFindings, test } from "./fixtures.ts";

const TOKEN = "a-token-for-this-test-only-0123456789";

test("a browser without the token is asked for it, and let in with it", async ({ page, consoleErrors }) => {
  await using server = await startServer({ env: { ZONECAST_HOST: "0.0.0.0", ZONECAST_TOKEN: TOKEN } });
  await page.goto(server.url);
  await expect(page).toHaveURL(/\/sign-in/);
  expect(await seriousFindings(page)).toEqual([]);
  const token = page.getByRole("textbox").or(page.locator("input[type=password]")).first();
  await token.fill("not-the-token-but-long-enough");
  await page.getByRole("button", { name: /sign in/i }).click();
  await expect(
    page
      .getByRole("alert")
      .or(page.getByText(/wrong token/i))
      .first(),
  ).toBeVisible();
  await token.fill(TOKEN);
  await page.getByRole("button", { name: /sign in/i }).click();
  await expect(page.getByText("Live", { exact: true }).first()).toBeVisible();
  // The server goes at the end of this test; what the page still fetches must not meet its end.
  await page.goto("about:blank");
  // The refusals before signing in are the browser's own words.
  consoleErrors.splice(0, consoleErrors.length, ...consoleErrors.filter((e) => !/401|403|WebSocket/.test(e)));
});
