/** Set-points: held back until a person allows them, then all the way to the device and back. */
import { expect, pictureOf, test } from "./fixtures.ts";

test("an operator switches a building on and moves a set-point, which the device confirms", async ({ page, server }) => {
  await page.goto(`${server.url}/buildings/havelkontor/meeting-room`);
  const send = page.getByRole("button", { name: /^Set to / });
  await expect(send).toBeDisabled();
  const refused = await page.request.post(`${server.url}/api/commands`, {
    data: { building: "havelkontor", zone: "meeting-room", signal: "heatingSetpointC", value: 21 },
    headers: { Origin: server.url },
  });
  expect(refused.status()).toBe(409);

  await page.goto(`${server.url}/buildings/havelkontor`);
  await page.getByRole("switch").click();
  await page.getByRole("alertdialog").or(page.getByRole("dialog")).getByRole("button").last().click();
  await expect(page.getByRole("switch")).toBeChecked();

  await page.goto(`${server.url}/buildings/havelkontor/meeting-room`);
  const before = (await pictureOf(server)).points.find((p) => p.zone === "meeting-room" && p.signal === "heatingSetpointC");
  await page
    .getByRole("button", { name: /raise|higher|warmer/i })
    .first()
    .click();
  await expect(send).toBeEnabled();
  await send.click();
  await expect(page.getByText(/Held|Echoed|Confirmed/i).first()).toBeVisible();
  await expect
    .poll(
      async () =>
        (await pictureOf(server)).points.find((p) => p.zone === "meeting-room" && p.signal === "heatingSetpointC")?.value,
      { timeout: 30_000 },
    )
    .toBeGreaterThan(before?.value ?? Number.POSITIVE_INFINITY);

  const audit = await (await page.request.get(`${server.url}/api/audit`)).text();
  expect(audit).toContain("actuation");
  expect(audit).toContain("havelkontor/meeting-room/heatingSetpointC");
});
