/** The real server as a process of the test: its own data folder, its own ports, and all that it printed. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Child, start } from "./child.ts";
import { NODE, ROOT } from "./paths.ts";
import { freePort } from "./ports.ts";
import { until } from "./until.ts";

export interface ServerOptions {
  /** Two simulated buildings with virtual devices. Default false. */
  readonly demo?: boolean;
  /** Further settings, `ZONECAST_…`. */
  readonly env?: Readonly<Record<string, string>>;
  /** A data folder that outlives this server. Default: a new one, removed at the end. */
  readonly dataFolder?: string;
}

export interface Server {
  readonly url: string;
  readonly port: number;
  /** Port of its embedded broker. */
  readonly mqttPort: number;
  readonly dataFolder: string;
  readonly pid: () => number | undefined;
  readonly output: () => string;
  /** Ends it as a service manager would. */
  readonly stop: () => Promise<void>;
  /** Ends it as a power failure would. */
  readonly kill9: () => Promise<void>;
  /** Starts it again, ending it first if it runs: same ports, same data. */
  readonly restart: () => Promise<void>;
  /** Ends it and removes the data folder if it was made here. */
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

/** Settings of the machine that runs the tests must not reach the server under test. */
const inherited = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(ZONECAST_|VITEST|PORT$)/.test(name)));

/**
 * Starts the server and waits until it says that it is ready: a busy machine simulates the demo for a while. Throws with all that it
 * printed when it ends or takes more than two and a half minutes.
 */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const port = await freePort();
  const mqttPort = await freePort();
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), "zonecast-data-"));
  const url = `http://127.0.0.1:${port}`;
  let server: Child | undefined;

  const run = async () => {
    const started = start(NODE, ["server/main.ts"], {
      cwd: ROOT,
      env: {
        ...inherited(),
        NODE_ENV: "production",
        PORT: String(port),
        ZONECAST_DATA_DIR: dataFolder,
        ZONECAST_MQTT_PORT: String(mqttPort),
        ZONECAST_DEMO: options.demo === true ? "on" : "off",
        ...options.env,
      },
    });
    server = started;
    await until("the server says where it is", () => started.says(/^Zonecast \S+ is ready$/m), 150_000);
  };
  const stop = async () => server?.end();
  await run();
  return {
    url,
    port,
    mqttPort,
    dataFolder,
    pid: () => server?.process.pid,
    output: () => server?.output() ?? "",
    stop,
    kill9: async () => server?.end("SIGKILL"),
    async restart() {
      await stop();
      await run();
    },
    async [Symbol.asyncDispose]() {
      await stop();
      if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
