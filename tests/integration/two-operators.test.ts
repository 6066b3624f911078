/** Two operators at one set-point of the real server, and a schedule that one of them overrules. */
import { connectAsync } from "mqtt";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commandsSchema, holdsSchema } from "#domain";
import { openLive } from "../support/live-client.ts";
import { type Server, startServer } from "../support/server.ts";
import { until } from "../support/until.ts";

const TOPIC = "zonecast/in/mill/hall/valve";
const POINT = { building: "mill", zone: "hall", signal: "heatingSetpointC" } as const;
const TOKEN = "a token of more than twenty-four characters".replaceAll(" ", "-");

let server: Server;
let device: Awaited<ReturnType<typeof connectAsync>>;
const heard: { readonly value: number; readonly qos: number; readonly retain: boolean }[] = [];

beforeAll(async () => {
  server = await startServer({ env: { ZONECAST_TOKEN: TOKEN } });
  device = await connectAsync(`mqtt://127.0.0.1:${server.mqttPort}`);
  device.on("message", (_, payload, { qos, retain }) =>
    heard.push({ value: JSON.parse(payload.toString()).heatingSetpointC, qos, retain }),
  );
  await device.subscribeAsync("zonecast/out/mill/hall/valve/set", { qos: 1 });
  const points = { heatingSetpointC: { min: 5, max: 30, step: 0.5 } };
  await device.publishAsync(`${TOPIC}/announce`, JSON.stringify({ kind: "thermostat", points }), { qos: 1 });
  await report(20);
  await until("the building is known", async () => (await allow(false)).status === 200);
});
afterAll(async () => {
  await device?.endAsync();
  await server?.[Symbol.asyncDispose]();
});

const report = (value: number): Promise<unknown> =>
  device.publishAsync(TOPIC, JSON.stringify({ heatingSetpointC: value }), { qos: 1 });

const headers = { "Content-Type": "application/json", Authorization: `Bearer ${TOKEN}` };
const post = (path: string, body: unknown, more: Record<string, string> = headers): Promise<Response> =>
  fetch(server.url + path, { method: "POST", headers: more, body: JSON.stringify(body) });
const set = async (value: number, why: string, priority?: string) =>
  post("/api/commands", { ...POINT, value, why, ...(priority && { priority }) });
const allow = (actuation: boolean) => post("/api/buildings/mill/actuation", { actuation });

test("T38: who is not signed in gets nothing, over HTTP and over the socket", async () => {
  const refused = await post("/api/commands", { ...POINT, value: 21 }, { "Content-Type": "application/json" });
  expect(refused.status).toBe(401);
  expect((await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`)).status).toBe(403);
  await expect(openLive(server.url)).rejects.toThrow();
});

test("T40: a building that only observes takes no command, by whatever priority, and no schedule either", async () => {
  for (const priority of ["safety", "operator", "schedule", "optimiser"]) {
    const answer = await set(21, "", priority);
    expect([answer.status, (await answer.json()).error.code]).toEqual([409, "observe-only"]);
  }
  expect(heard).toEqual([]);
});

test("T38: of two at once the last word counts, and both are told whose it was", async () => {
  await allow(true);
  const [first, second] = [await set(21, "first"), await set(22, "second")];
  const [one] = commandsSchema.parse(await first.json()).commands;
  const [two] = commandsSchema.parse(await second.json()).commands;
  await until("the device has the last word", () => heard.at(-1)?.value === 22);
  await report(22);
  const states = async () => {
    const { commands } = commandsSchema.parse(
      await (await fetch(`${server.url}/api/commands?building=mill`, { headers })).json(),
    );
    return new Map(commands.map((c) => [c.id, c]));
  };
  await until("the second is echoed", async () => (await states()).get(two?.id ?? "")?.state === "echoed");
  expect((await states()).get(one?.id ?? "")).toMatchObject({
    state: "failed",
    overruledBy: "operator (token)",
    problem: "a newer command took its place: 22 by operator (token)",
  });
  // Nobody is called for it: that somebody else was quicker is no failure of the device.
  expect(await (await fetch(`${server.url}/api/alarms`, { headers })).json()).toEqual({ alarms: [] });
});

test("T37: every command went out with QoS 1 and not retained, and none again after a restart", async () => {
  expect(new Set(heard.map((h) => `${h.qos} ${h.retain}`))).toEqual(new Set(["1 false"]));
  const before = heard.length;
  await server.restart();
  await until("the device is back", () => device.connected);
  await report(22);
  const late = await connectAsync(`mqtt://127.0.0.1:${server.mqttPort}`);
  await late.subscribeAsync("zonecast/out/#", { qos: 1 });
  await new Promise((resolve) => void setTimeout(resolve, 1_500));
  await late.endAsync();
  expect(heard.length).toBe(before);
});

test("what an operator set is held against an optimiser, over a restart too, until it is released", async () => {
  const held = async () => holdsSchema.parse(await (await fetch(`${server.url}/api/holds`, { headers })).json()).holds;
  expect(await held()).toMatchObject([{ ...POINT, priority: "operator", value: 22, who: "operator (token)", until: null }]);
  const answer = await set(18, "cheap hours", "optimiser");
  expect([answer.status, (await answer.json()).error]).toEqual([
    409,
    expect.objectContaining({ code: "held", message: "heatingSetpointC of mill/hall is held by operator (token) (operator)" }),
  ]);
  expect((await post("/api/holds/release", POINT)).status).toBe(200);
  expect(await held()).toEqual([]);
  expect((await set(18, "cheap hours", "optimiser")).status).toBe(202);
  await until("the device has it", () => heard.at(-1)?.value === 18);
  const { entries } = await (await fetch(`${server.url}/api/audit?limit=20`, { headers })).json();
  expect(entries.map((e: { action: string }) => e.action)).toEqual(expect.arrayContaining(["hold released", "set-point"]));
});
