/** What a newcomer does: a fresh clone, `npm start`, open the page; then once more, warm. Prints the times. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { env, exit, stdout } from "node:process";
import { io } from "socket.io-client";
import { deltaSchema, snapshotSchema } from "#domain";

const root = resolve(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "zonecast-cold-"));
const clone = join(folder, "clone");
const say = (text: string): void => void stdout.write(`${text}\n`);

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer().once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address ? done(address.port) : failed(new Error("no port"))));
    });
  });
}

interface Started {
  readonly child: ChildProcess;
  readonly port: number;
  readonly readyS: number;
}

async function start(limitS: number): Promise<Started> {
  const [port, mqttPort] = [await freePort(), await freePort()];
  const since = performance.now();
  const newcomer: NodeJS.ProcessEnv = {
    ...env,
    PATH: systemPath(),
    PORT: String(port),
    ZONECAST_MQTT_PORT: String(mqttPort),
    ZONECAST_LOG_LEVEL: "warn",
  };
  for (const name of Object.keys(newcomer)) if (/^npm_|^NODE_OPTIONS$/.test(name)) delete newcomer[name];
  const child = spawn("npm", ["start"], {
    cwd: clone,
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
    env: newcomer,
  });
  await new Promise<void>((ready, failed) => {
    const timer = setTimeout(() => failed(new Error(`not ready after ${limitS} s`)), limitS * 1000);
    child.stdout?.on("data", (chunk: Buffer) => {
      const text = chunk.toString();
      stdout.write(text);
      if (!text.includes("is ready")) return;
      clearTimeout(timer);
      ready();
    });
    child.on("exit", (code) => failed(new Error(`npm start ended with ${code}`)));
  });
  return { child, port, readyS: (performance.now() - since) / 1000 };
}

/** The newcomer's PATH: without this project's own programs in front. */
const systemPath = (): string =>
  (env.PATH ?? "")
    .split(":")
    .filter((part) => !part.includes("node_modules"))
    .join(":");

async function stop({ child }: Started): Promise<void> {
  const gone = new Promise((done) => child.once("exit", done));
  if (child.pid !== undefined) process.kill(-child.pid, "SIGTERM");
  await gone;
}

/** The page answers, and a socket delivers the whole picture and then a fresh reading. */
async function look(port: number): Promise<void> {
  const page = await fetch(`http://127.0.0.1:${port}/`);
  const html = await page.text();
  if (page.status !== 200 || !html.includes("Zonecast")) throw new Error(`the page answered ${page.status}`);
  const socket = io(`http://127.0.0.1:${port}`, { transports: ["websocket"] });
  try {
    await new Promise<void>((done, failed) => {
      const timer = setTimeout(() => failed(new Error("no reading over the socket in 60 s")), 60_000);
      socket.on("connect", () => socket.emit("hello", {}));
      socket.on("snapshot", (message: unknown) => {
        const { points, buildings, forecasts } = snapshotSchema.parse(message);
        say(`  snapshot: ${buildings.length} buildings, ${points.length} points, ${forecasts.length} forecasts`);
        if (points.length === 0) failed(new Error("the snapshot holds no point"));
      });
      socket.on("delta", (message: unknown) => {
        const { points = [] } = deltaSchema.parse(message);
        if (!points.some((p) => p.quality === "good")) return;
        say(`  delta: ${points.length} fresh readings`);
        clearTimeout(timer);
        done();
      });
      socket.on("connect_error", failed);
    });
  } finally {
    socket.close();
  }
}

try {
  execFileSync("git", ["clone", "--quiet", "--no-hardlinks", root, clone]);
  const cold = await start(900);
  await look(cold.port);
  await stop(cold);
  const warm = await start(60);
  await look(warm.port);
  await stop(warm);
  say(`cold start, fresh clone to ready: ${cold.readyS.toFixed(1)} s`);
  say(`warm start, npm start to ready: ${warm.readyS.toFixed(1)} s (promised < 5 s on a quiet machine)`);
} catch (e) {
  say(`cold start failed: ${e instanceof Error ? e.message : String(e)}`);
  exit(1);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
exit(0);
