/** How the server starts, and how it refuses to: one clear line, never a stack. */

import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { start } from "../support/child.ts";
import { openLive } from "../support/live-client.ts";
import { NODE, ROOT } from "../support/paths.ts";
import { freePort } from "../support/ports.ts";
import { startServer } from "../support/server.ts";
import { until } from "../support/until.ts";

/** Starts the server where it cannot start, and returns what it printed. */
async function refusal(env: Record<string, string>, cwd = ROOT): Promise<string> {
  const data = mkdtempSync(join(tmpdir(), "zonecast-refuse-"));
  const child = start(NODE, [join(ROOT, "server/main.ts")], {
    cwd,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      ZONECAST_DATA_DIR: data,
      ZONECAST_DEMO: "off",
      ZONECAST_LOG_LEVEL: "error",
      ...env,
    },
  });
  await until("it gives up", () => !child.running(), 30_000);
  expect(child.process.exitCode).toBe(1);
  return child.output();
}

const lines = (output: string): string[] => output.split("\n").filter((line) => line.startsWith("zonecast: "));

describe("a start that cannot be", () => {
  it.each([
    ["a wrong value", { PORT: "http" }, /^zonecast: PORT='http': must be a port number/],
    [
      "a misspelt setting",
      { ZONECAST_MQTT_PROT: "1884" },
      /^zonecast: ZONECAST_MQTT_PROT is not a setting \(did you mean 'ZONECAST_MQTT_PORT'\?\)/,
    ],
    ["an open door without a token", { ZONECAST_HOST: "0.0.0.0" }, /^zonecast: ZONECAST_TOKEN must be set/],
    ["a data folder that cannot be", { ZONECAST_DATA_DIR: "/proc/zonecast" }, /^zonecast: .*\/proc\/zonecast/],
    ["a database that does not answer", { ZONECAST_DATABASE_URL: "postgresql://nobody:hunter2@127.0.0.1:1/x" }, /^zonecast: /],
  ])("ends with one line for %s", async (_, env, line) => {
    const output = await refusal(env as Record<string, string>);
    expect(lines(output)).toHaveLength(1);
    expect(lines(output)[0]).toMatch(line);
    expect(output).not.toContain("    at ");
    expect(output).not.toContain("hunter2");
  });

  it("names a port that is taken: the dashboard's and the broker's", async () => {
    const port = await freePort();
    const taken = createServer().listen(port, "127.0.0.1");
    try {
      const spare = String(await freePort());
      expect(await refusal({ PORT: String(port), ZONECAST_MQTT_PORT: spare })).toMatch(
        new RegExp(`zonecast: port ${port} .*in use.*PORT`),
      );
      expect(await refusal({ PORT: spare, ZONECAST_MQTT_PORT: String(port) })).toMatch(
        new RegExp(`zonecast: .*${port}.*in use.*ZONECAST_MQTT_PORT`),
      );
    } finally {
      taken.close();
    }
  });

  it("reads .env, and says when it holds nonsense", async () => {
    const folder = mkdtempSync(join(tmpdir(), "zonecast-env-"));
    writeFileSync(join(folder, ".env"), "PORT=eighty\n");
    expect(await refusal({}, folder)).toMatch(/zonecast: PORT='eighty'/);
  });

  it("refuses a data folder that another one uses", async () => {
    await using server = await startServer();
    const output = await refusal({
      ZONECAST_DATA_DIR: server.dataFolder,
      PORT: String(await freePort()),
      ZONECAST_MQTT_PORT: String(await freePort()),
    });
    expect(output).toMatch(/zonecast: .*in use/);
  });
});

describe("a start with trouble outside", () => {
  it("works without the broker, says so, and goes on when it comes", async () => {
    await using server = await startServer({ env: { ZONECAST_MQTT_URL: `mqtt://127.0.0.1:${await freePort()}` } });
    const health = await fetch(`${server.url}/api/health`);
    expect(health.status).toBe(503);
    expect(await health.text()).toContain("broker not reached");
    expect((await fetch(`${server.url}/`)).status).toBe(200);
  });

  it("demands the token beyond loopback, from programs, browsers and sockets", async () => {
    const token = "a-token-for-this-test-only-0123456789";
    await using server = await startServer({
      env: { ZONECAST_HOST: "0.0.0.0", ZONECAST_TOKEN: token },
    });
    expect((await fetch(`${server.url}/api/buildings`)).status).toBe(401);
    expect((await fetch(`${server.url}/metrics`)).status).toBe(401);
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
    expect((await fetch(`${server.url}/api/buildings`, { headers: { Authorization: `Bearer ${token}` } })).status).toBe(200);
    await expect(openLive(server.url)).rejects.toThrow();
    const session = await fetch(`${server.url}/api/session`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ token }),
    });
    const cookie = session.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
    const live = await openLive(server.url, { headers: { Cookie: cookie.split(";")[0] ?? "" } });
    expect(live.snapshot().points).toEqual([]);
    live.close();
    expect(server.output()).not.toContain(token);
  });
});
