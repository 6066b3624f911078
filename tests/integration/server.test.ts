/** The real server as its users meet it: API, socket, commands, refusals. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectPublisher, plainPayload, plainTopic } from "#devices";
import { buildingAnswerSchema, commandsSchema, healthSchema, problemSchema, rejectionsSchema, seriesSchema } from "#domain";
import { openLive } from "../support/live-client.ts";
import { type Server, startServer } from "../support/server.ts";
import { until } from "../support/until.ts";

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${server.url}${path}`, { headers });
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
const publish = async (zone: string, ts: number, airTempC: number) => {
  const publisher = await connectPublisher({ url: `mqtt://127.0.0.1:${server.mqttPort}` });
  await publisher.publish(plainTopic("mill", zone, "probe"), plainPayload(ts, { airTempC }));
  await publisher.stop();
};
const pointQuery = (zone: string) => `building=mill&zone=${zone}&signal=airTempC&source=plain:mill.${zone}.probe`;

describe("the server", () => {
  it("is healthy and says so without a secret", async () => {
    const health = healthSchema.parse(await (await get("/api/health")).json());
    expect(health).toMatchObject({ status: "ok", problems: [] });
  });

  it("brings a message from the broker to the socket and into the store", async () => {
    const live = await openLive(server.url);
    const ts = Date.now();
    await publish("hall", ts, 20.25);
    const key = "mill/hall/airTempC/plain:mill.hall.probe";
    const state = await until("the reading arrives", () => live.points().get(key));
    expect(state).toMatchObject({ ts, value: 20.25, quality: "good" });
    const series = seriesSchema.parse(
      await (await get(`/api/series?${pointQuery("hall")}&fromTs=${ts - 1000}&toTs=${ts + 1000}`)).json(),
    );
    expect([series.ts, series.mean]).toEqual([[ts], [20.25]]);
    live.close();
  });

  it("shows the latest by measurement time when messages come out of order", async () => {
    const now = Date.now();
    for (const [ago, value] of [
      [1_000, 21],
      [5_000, 19],
      [3_000, 20],
    ] as const)
      await publish("attic", now - ago, value);
    const live = await openLive(server.url);
    expect(live.points().get("mill/attic/airTempC/plain:mill.attic.probe")).toMatchObject({ ts: now - 1_000, value: 21 });
    live.close();
  });

  it("T27: gives a browser that was away exactly what it missed", async () => {
    const first = await openLive(server.url);
    await publish("cellar", Date.now(), 12);
    await until("a frame", () => first.points().has("mill/cellar/airTempC/plain:mill.cellar.probe"));
    const cursor = first.cursor();
    first.close();
    const ts = Date.now();
    await publish("cellar", ts, 13);
    await until("the change is kept", async () =>
      (await (await get(`/api/changes?epoch=${cursor.epoch}&seq=${cursor.seq}`)).text()).includes(String(ts)) ? true : undefined,
    );
    const second = await openLive(server.url, { cursor });
    await until("what was missed", () => second.points().get("mill/cellar/airTempC/plain:mill.cellar.probe")?.value === 13);
    expect(() => second.snapshot()).toThrow();
    second.close();
    expect(await (await get("/api/changes?epoch=another-run&seq=1")).json()).toEqual({ reset: true });
  });

  it("T40: keeps commands back until the building is switched on, and writes down both", async () => {
    await publish("hall", Date.now(), 20);
    const request = { building: "mill", zone: "hall", signal: "heatingSetpointC", value: 21 };
    const refused = await post("/api/commands", request);
    expect(refused.status).toBe(409);
    expect(problemSchema.parse(await refused.json()).error.code).toBe("observe-only");
    expect(
      buildingAnswerSchema.parse(await (await post("/api/buildings/mill/actuation", { actuation: true })).json()).building
        .actuation,
    ).toBe(true);
    const nobody = await post("/api/commands", request);
    expect([nobody.status, problemSchema.parse(await nobody.json()).error.code]).toEqual([404, "not-found"]);
    const audit = await (await get("/api/audit")).text();
    expect(audit).toContain("set-point refused");
    expect(audit).toContain("actuation");
    expect(commandsSchema.parse(await (await get("/api/commands?building=mill")).json()).commands).toEqual([]);
  });

  it("keeps what it cannot read, with the reason", async () => {
    const publisher = await connectPublisher({ url: `mqtt://127.0.0.1:${server.mqttPort}` });
    await publisher.publish(plainTopic("mill", "hall", "probe"), '{"airTempC": "warm"}');
    await publisher.stop();
    const found = await until("the rejection", async () => {
      const { rejections } = rejectionsSchema.parse(await (await get("/api/rejections")).json());
      return rejections.find((r) => r.raw.includes("warm"));
    });
    expect(found.topic).toBe("zonecast/in/mill/hall/probe");
    expect(found.detail).not.toBe("");
  });

  it("refuses pages of another origin, other host names, and what is no JSON", async () => {
    expect((await get("/api/buildings", { Origin: "http://evil.example" })).status).toBe(403);
    expect((await post("/api/buildings/mill/actuation", { actuation: false }, { "Sec-Fetch-Site": "cross-site" })).status).toBe(
      403,
    );
    expect((await fetch(`${server.url}/api/commands`, { method: "POST", body: "x=1" })).status).toBe(422);
    expect(
      (await post("/api/commands", { building: "mill", zone: "hall", signal: "heatingSetpointC", value: "hot" })).status,
    ).toBe(422);
    expect((await post("/api/commands", { pad: "x".repeat(100_000) })).status).toBe(413);
    await expect(openLive(server.url, { headers: { Origin: "http://evil.example" } })).rejects.toThrow();
  });

  it.each([
    ["/api/series?building=mill", 422],
    ["/api/series?building=../etc&zone=a&signal=airTempC&source=s&fromTs=0&toTs=1", 422],
    [`/api/forecast?${pointQuery("hall")}`, 404],
    ["/api/nothing", 404],
    ["/api/rejections?limit=1e9", 422],
    ["/api/changes?epoch=x", 422],
  ])("%s answers %i with a problem that names what is wrong", async (path, status) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(problemSchema.parse(await answer.json()).error.message).not.toBe("");
  });

  it("changes nothing on GET", async () => {
    const before = await (await get("/api/buildings")).text();
    for (const path of ["/api/commands", "/api/buildings/mill/actuation", "/api/session", "/api/devices/plain:x/place"])
      await get(path);
    expect(await (await get("/api/buildings")).text()).toBe(before);
  });

  it("has metrics that a monitor can read", async () => {
    const text = await (await get("/metrics")).text();
    expect(text).toMatch(/^zonecast_messages_stored [1-9]\d*$/m);
    expect(text).toMatch(/^zonecast_broker_connected 1$/m);
  });
});
