/** Starts the server, says where everything is, and stops cleanly on a signal. */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import process, { argv, env, exit, stderr, stdout } from "node:process";
import { fileURLToPath } from "node:url";
import { errorLine, type Log, systemClock, ZonecastError } from "#domain";
import { loadDotEnv, readConfig } from "./config.ts";
import { createLog } from "./log.ts";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const { version } = JSON.parse(readFileSync(resolve(root, "package.json"), "utf8")) as { version: string };
/** Service managers kill after 10 s or more; we would rather say why. */
const STOP_WITHIN_MS = 9_000;
const line = (text: string): void => void stdout.write(`${text}\n`);

function showProgress(): (share: number, what: string) => void {
  let last = "";
  return (share, what) => {
    const text = `${what}: ${Math.round(share * 100)} %`;
    if (text === last) return;
    last = text;
    if (stdout.isTTY) stdout.write(`\r\u001b[2K${text}${share >= 1 ? "\n" : ""}`);
    else if (Math.round(share * 100) % 25 === 0) line(text);
  };
}

/** A database that does not answer any more must not keep the process for ever: what was acknowledged is safe already. */
function stopInTime(log: Log): void {
  systemClock.after(STOP_WITHIN_MS, () => {
    log.error({ afterMs: STOP_WITHIN_MS }, "something does not stop; leaving without it");
    exit(1);
  });
}

try {
  loadDotEnv(process.cwd());
  const config = readConfig(env);
  const log = createLog(config.logLevel);
  // Loading everything takes a second; a wrong setting is told before.
  const { startRuntime } = await import("./runtime.ts");
  const runtime = await startRuntime({
    config,
    clock: systemClock,
    log,
    root,
    dev: argv.includes("--dev"),
    version,
    onProgress: showProgress(),
  });
  if (stdout.isTTY) stdout.write("\r\u001b[2K");
  line(`Zonecast ${version} is ready`);
  line(`  dashboard  ${runtime.url.replace("//127.0.0.1", "//localhost")}`);
  line(`  broker     ${runtime.brokerAddress}`);
  line(`  data       ${runtime.storeAddress}`);

  let stopping = false;
  const stop = (signal: string) => async () => {
    if (stopping) exit(1);
    stopping = true;
    log.info({ signal }, "stopping");
    stopInTime(log);
    await runtime.stop();
    exit(0);
  };
  process.on("SIGINT", stop("SIGINT"));
  process.on("SIGTERM", stop("SIGTERM"));
  process.on("uncaughtException", (err) => {
    log.error({ err }, "unexpected failure; stopping so that nothing half-done goes on");
    stopInTime(log);
    void runtime.stop().finally(() => exit(1));
  });
} catch (e) {
  stderr.write(`zonecast: ${errorLine(e)}\n`);
  if (!(e instanceof ZonecastError) && env.ZONECAST_LOG_LEVEL === "debug" && e instanceof Error) stderr.write(`${e.stack}\n`);
  exit(1);
}
