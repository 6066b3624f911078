/** Strangers at the dashboard's port: what they send costs them, not the others, and never the stop. */
import { connect } from "node:net";
import { io } from "socket.io-client";
import { expect, it } from "vitest";
import { healthSchema } from "#domain";
import { startServer } from "../support/server.ts";
import { until } from "../support/until.ts";

it("answers a flood of greetings with one picture now and one later, and answers others meanwhile", async () => {
  await using server = await startServer();
  const socket = io(server.url, { transports: ["websocket"], reconnection: false });
  let snapshots = 0;
  socket.on("snapshot", () => snapshots++);
  await until("the socket is open", () => socket.connected);
  for (let i = 0; i < 2_000; i++) socket.emit("hello", {});
  await until("the first picture", () => snapshots > 0);
  healthSchema.parse(await (await fetch(`${server.url}/api/health`)).json());
  await until("the answer to the last greeting", () => snapshots === 2);
  // Whatever else was owed would have come before the answer to this.
  await fetch(`${server.url}/api/health`);
  expect([snapshots, socket.connected]).toEqual([2, true]);
  socket.close();
});

it("refuses what is no path, says so shortly, and logs nothing", async () => {
  await using server = await startServer();
  for (const target of ["*", "http://:::/", "/%E0%A4%A", "/buildings/%E0%A4%A"]) {
    expect(await firstLine(server.port, target)).toBe("HTTP/1.1 400 Bad Request");
  }
  expect(server.output()).not.toMatch(/Invalid URL|URIError|at .*server\.ts/);
});

it("stops although a request never ends", async () => {
  await using server = await startServer();
  const slow = connect(server.port, "127.0.0.1");
  const closed = new Promise<void>((resolve) => slow.once("close", () => resolve()));
  slow.on("error", () => undefined);
  slow.write(
    `POST /api/commands HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
  );
  await fetch(`${server.url}/api/health`);
  await server.stop();
  await closed;
  expect(server.output()).toContain("stopping");
  expect(server.output()).not.toContain("something does not stop");
});

const UPGRADE =
  "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";

it("answers nothing under a host name that is not its own: a web site may point its name at this machine", async () => {
  await using server = await startServer();
  const html = await (await fetch(server.url)).text();
  const script = /\/_next\/static\/[^"]+\.js/.exec(html)?.[0];
  if (script === undefined) throw new Error("the page names no script");
  const targets = [
    "/",
    "/devices",
    "/icon.svg",
    script,
    "/_next/image?url=%2Ficon.svg",
    "/no-such",
    "/api/buildings",
    "/metrics",
  ];
  for (const target of targets) {
    expect(await firstLine(server.port, target, "evil.example"), target).toBe("HTTP/1.1 403 Forbidden");
    expect(await firstLine(server.port, target, ""), `${target} without a name`).toMatch(/^HTTP\/1\.1 40[03] /);
  }
  const socket = "/socket.io/?EIO=4&transport=websocket";
  for (const target of [socket, "/socket.io/?EIO=4&transport=polling", "/_next/hmr", "/"])
    expect(await firstLine(server.port, target, "evil.example", UPGRADE), target).toMatch(/^HTTP\/1\.1 40[03] /);
  expect(await firstLine(server.port, socket, `localhost:${server.port}`, UPGRADE)).toBe("HTTP/1.1 101 Switching Protocols");
  expect(await firstLine(server.port, "/", `localhost:${server.port}`)).toBe("HTTP/1.1 200 OK");
});

/** The status line under a `Host` header of one's choice; the connection is ended with it. */
function firstLine(port: number, target: string, host = `127.0.0.1:${port}`, headers = "Connection: close\r\n"): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let answer = "";
    socket.setEncoding("utf8").on("data", (text: string) => {
      answer += text;
      if (answer.includes("\r\n")) socket.end();
    });
    socket.once("close", () => resolve(answer.split("\r\n", 1)[0] ?? ""));
    socket.once("error", reject);
    socket.write(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\n${headers}\r\n`);
  });
}
