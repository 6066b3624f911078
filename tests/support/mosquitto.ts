/** The Mosquitto broker of the system, as a process of the test on a free loopback port. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { type Child, start } from "./child.ts";
import { freePort } from "./ports.ts";
import { until } from "./until.ts";

const PROGRAM = "/usr/sbin/mosquitto";

/** Why tests with Mosquitto cannot run, undefined when they can. */
export const mosquittoMissing = existsSync(PROGRAM) ? undefined : `${PROGRAM} is not installed`;

export interface MosquittoOptions {
  /** Keep retained messages and sessions over restarts. Default false. */
  readonly persistence?: boolean;
  /** Demand this name and password from every client. */
  readonly credentials?: { readonly username: string; readonly password: string };
  /** Speak TLS with this certificate and key (paths of PEM files). */
  readonly tls?: { readonly cert: string; readonly key: string };
}

export interface Mosquitto {
  readonly port: number;
  readonly url: string;
  readonly output: () => string;
  /** Ends it cleanly: sessions and retained messages are written if persistence is on. The port stays ours. */
  readonly stop: () => Promise<void>;
  /** Ends it as a power failure would. */
  readonly kill9: () => Promise<void>;
  /** Starts it again on the same port with the same configuration, ending it first if it runs. */
  readonly restart: () => Promise<void>;
  /** Ends it and removes its files. */
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

/** Starts a broker and waits until it accepts connections. */
export async function startMosquitto(options: MosquittoOptions = {}): Promise<Mosquitto> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "zonecast-mosquitto-"));
  const passwords = join(folder, "passwords");
  const config = [
    `listener ${port} 127.0.0.1`,
    `allow_anonymous ${options.credentials === undefined}`,
    `persistence ${options.persistence === true}`,
    `persistence_location ${folder}/`,
    "log_dest stderr",
    ...(options.tls ? [`certfile ${options.tls.cert}`, `keyfile ${options.tls.key}`] : []),
    // Started by root it would become another user, who cannot read our files.
    `user ${userInfo().username}`,
  ];
  if (options.credentials !== undefined) {
    const { username, password } = options.credentials;
    execFileSync("mosquitto_passwd", ["-c", "-b", passwords, username, password]);
    config.push(`password_file ${passwords}`);
  }
  writeFileSync(join(folder, "mosquitto.conf"), `${config.join("\n")}\n`);

  let broker: Child | undefined;
  const run = async () => {
    const started = start(PROGRAM, ["-c", join(folder, "mosquitto.conf")]);
    broker = started;
    await until("Mosquitto listens", () => started.says(/mosquitto version \S+ running/));
  };
  const stop = async () => broker?.end();
  await run();
  return {
    port,
    url: `mqtt://127.0.0.1:${port}`,
    output: () => broker?.output() ?? "",
    stop,
    kill9: async () => broker?.end("SIGKILL"),
    async restart() {
      await stop();
      await run();
    },
    async [Symbol.asyncDispose]() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
