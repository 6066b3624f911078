/** An alarm on the shelf of the real server: who may put it there, that it outlives a restart, and that it comes back by itself. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Alarm, alarmsSchema, auditSchema, systemClock } from "#domain";
import { startServer } from "../support/server.ts";
import { METER_ALARM, storeAlarms } from "../support/stored-alarm.ts";
import { until } from "../support/until.ts";

const TOKEN = "a-token-of-at-least-24-characters";
const alarm = METER_ALARM;

let dataFolder: string;
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), "zonecast-shelf-"));
});
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

it("is put there by who is signed in, with a reason; is kept over a restart; and what is due comes back by itself", async () => {
  const now = systemClock.now();
  const due = { ...alarm, id: "meter-disagrees tasmota:A2 electricEnergyWh", source: "tasmota:A2", acknowledgedBy: "ada" };
  await storeAlarms(dataFolder, [alarm, { ...due, shelf: { by: "ada", why: "on order", since: now - 2, until: now - 1 } }]);

  await using server = await startServer({ dataFolder, env: { ZONECAST_TOKEN: TOKEN } });
  const authorization = { authorization: `Bearer ${TOKEN}` };
  const post = (path: string, body: unknown, headers: Record<string, string>) =>
    fetch(`${server.url}${path}`, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", ...headers },
    });
  const get = async (path: string) => (await fetch(`${server.url}${path}`, { headers: authorization })).json();
  const shelfOf = async ({ id }: Pick<Alarm, "id">) =>
    alarmsSchema.parse(await get("/api/alarms")).alarms.find((a) => a.id === id)?.shelf;

  await until("what was due is back", async () => (await shelfOf(due)) === undefined);
  const question = { id: alarm.id, minutes: 60, why: "meter is being exchanged" };
  expect((await post("/api/alarms/shelve", question, {})).status).toBe(401);
  expect((await post("/api/alarms/shelve", question, { ...authorization, origin: "http://evil.example" })).status).toBe(403);
  expect(await shelfOf(alarm)).toBeUndefined();
  expect((await post("/api/alarms/shelve", question, authorization)).status).toBe(200);

  await server.restart();
  expect(await shelfOf(alarm)).toMatchObject({ by: "operator (token)", why: "meter is being exchanged" });
  expect((await post("/api/alarms/unshelve", { id: alarm.id }, {})).status).toBe(401);
  expect((await post("/api/alarms/unshelve", { id: alarm.id }, authorization)).status).toBe(200);
  const { entries } = auditSchema.parse(await get("/api/audit"));
  expect(entries.map(({ action, who }) => `${action}, ${who}`)).toEqual([
    "alarm taken off the shelf, operator (token)",
    "alarm shelved, operator (token)",
    "alarm back from the shelf, Zonecast",
  ]);
});
