/** Starts the real zigbee2mqtt with six simulated devices against a broker, lets them speak, and hears what they are told. */
import { fork } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Child, follow } from "../child.ts";
import { clockEnv } from "../faketime.ts";
import { NODE } from "../paths.ts";
import { Hopeless, until } from "../until.ts";
import type { News, Report } from "./application.ts";
import { installZigbee2Mqtt } from "./install.ts";
import type { RadioCommand } from "./radio.ts";
import { type Attributes, SIMULATED_DEVICES } from "./simulated-devices.ts";

export interface Zigbee2MqttOptions {
  readonly mqttUrl: string;
  /** Default `zigbee2mqtt`. */
  readonly baseTopic?: string;
  /** Announce the devices in Home Assistant's way too. Default true, as most users have it. */
  readonly homeAssistant?: boolean;
  /** Its clock, as faketime takes it: `+2h`, `-2h x20` (and twenty times as fast). Default: right. */
  readonly clock?: string;
  readonly onRadioCommand?: (command: RadioCommand) => void;
}

export interface Zigbee2Mqtt {
  /** What went over the air so far, over restarts. */
  readonly radioCommands: readonly RadioCommand[];
  readonly output: () => string;
  /** Lets a device report raw numbers. */
  readonly emit: (device: string, cluster: string, attributes: Attributes) => void;
  /** Ends it cleanly: it says on its bridge topic that it is offline. */
  readonly stop: () => Promise<void>;
  /** Ends it as a power failure would: the broker publishes its will. */
  readonly kill9: () => Promise<void>;
  /** Ends it if it runs and starts it again with its old files; the devices still hold what they were set to. */
  readonly restart: () => Promise<void>;
  /** Ends it and removes its files. */
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

/** The configuration file, in the part of YAML that is JSON. */
const configuration = (options: Zigbee2MqttOptions) =>
  JSON.stringify({
    version: 5,
    homeassistant: { enabled: options.homeAssistant ?? true },
    mqtt: { base_topic: options.baseTopic ?? "zigbee2mqtt", server: options.mqttUrl },
    serial: { port: "/dev/null", adapter: "zstack" },
    frontend: { enabled: false },
    availability: { enabled: true },
    advanced: {
      log_output: ["console"],
      log_level: "info",
      last_seen: "ISO_8601",
      network_key: Array.from({ length: 16 }, (_, i) => i + 1),
      pan_id: 1234,
      ext_pan_id: [1, 2, 3, 4, 5, 6, 7, 8],
    },
    devices: Object.fromEntries(SIMULATED_DEVICES.map(({ ieeeAddr, name }) => [ieeeAddr, { friendly_name: name }])),
  });

/** Starts the application and waits until all devices have reported. Throws when it cannot be installed or does not start. */
export async function startZigbee2Mqtt(options: Zigbee2MqttOptions): Promise<Zigbee2Mqtt> {
  const installation = installZigbee2Mqtt();
  if ("missing" in installation) throw new Error(installation.missing);
  const dataFolder = mkdtempSync(join(tmpdir(), "zonecast-zigbee2mqtt-"));
  writeFileSync(join(dataFolder, "configuration.yaml"), configuration(options));
  const radioCommands: RadioCommand[] = [];
  let child: Child | undefined;

  const run = async () => {
    let ready = false;
    // A clean environment: the application behaves differently when it sees that vitest runs.
    const forked = fork(join(import.meta.dirname, "application.ts"), [installation.folder, dataFolder], {
      execPath: NODE,
      execArgv: [],
      silent: true,
      env: {
        NODE_ENV: "production",
        PATH: process.env.PATH,
        HOME: dataFolder,
        ZIGBEE2MQTT_DATA: dataFolder,
        ...clockEnv(options.clock),
      },
    });
    const started = follow(forked);
    child = started;
    forked.on("message", (news: News) => {
      if (news.type === "ready") ready = true;
      else {
        radioCommands.push(news.command);
        options.onRadioCommand?.(news.command);
      }
    });
    await until(
      "zigbee2mqtt is ready",
      () => {
        if (!started.running()) throw new Hopeless(started.output());
        return ready;
      },
      30_000,
    );
  };
  const stop = async () => child?.end();
  await run();
  return {
    radioCommands,
    output: () => child?.output() ?? "",
    emit(device, cluster, attributes) {
      const report: Report = { device, cluster, attributes };
      child?.process.send(report);
    },
    stop,
    kill9: async () => child?.end("SIGKILL"),
    async restart() {
      await stop();
      await run();
    },
    async [Symbol.asyncDispose]() {
      await stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
