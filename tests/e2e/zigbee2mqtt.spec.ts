/** From the dashboard to the radio: the real zigbee2mqtt shows up by itself, and takes a set-point from the page. */
import { startServer } from "../support/server.ts";
import { installZigbee2Mqtt } from "../support/zigbee2mqtt/install.ts";
import { startZigbee2Mqtt } from "../support/zigbee2mqtt/start.ts";
import { expect, test } from "./fixtures.ts";

const installation = installZigbee2Mqtt();
test.skip("missing" in installation, "missing" in installation ? installation.missing : "");

test("T2, T34: six devices of zigbee2mqtt appear in the inbox, are accepted with one click, and a set-point from the page goes over the air", async ({
  page,
}) => {
  // A server of its own: what other tests left in an inbox would be counted here.
  await using server = await startServer();
  await using peer = await startZigbee2Mqtt({ mqttUrl: `mqtt://127.0.0.1:${server.mqttPort}`, baseTopic: "zigbee-real" });
  await page.goto(`${server.url}/devices`);
  for (const name of [
    "office-101/trv",
    "office-102/trv",
    "office-101/climate",
    "plant/heatpump-plug",
    "office-103/trv",
    "lobby/thermostat",
  ])
    await expect(page.getByText(name, { exact: true }).first()).toBeVisible();

  // Nobody has vouched for them yet: one click does.
  await page.getByRole("button", { name: "Accept all 6 proposals" }).click();
  await expect(page.getByRole("button", { name: /^Accept/ })).toHaveCount(0);

  await page.goto(`${server.url}/buildings/site/office-102`);
  await expect(page.getByText("19.5").first()).toBeVisible();
  await page.request.post(`${server.url}/api/buildings/site/actuation`, {
    data: { actuation: true },
    headers: { Origin: server.url },
  });
  await page
    .getByRole("button", { name: /raise|higher|warmer/i })
    .first()
    .click();
  const send = page.getByRole("button", { name: /^Set to / });
  await expect(send).toBeEnabled();
  const wanted = Number(/([\d.]+)/.exec((await send.textContent()) ?? "")?.[1]);
  await send.click();
  await expect
    .poll(() => peer.radioCommands.find((c) => c.device === "office-102/trv")?.payload, { timeout: 30_000 })
    .toEqual({ occupiedHeatingSetpoint: wanted * 100 });
  await page.goto("about:blank");
});
