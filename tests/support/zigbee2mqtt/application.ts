/** The process in which the real zigbee2mqtt runs on the simulated radio. Started by `start.ts`, which talks to it over IPC. */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Memory, makeRadio, type RadioCommand } from "./radio.ts";
import { type Attributes, SIMULATED_DEVICES } from "./simulated-devices.ts";

/** What the test tells this process. */
export interface Report {
  readonly device: string;
  readonly cluster: string;
  readonly attributes: Attributes;
}

/** What this process tells the test. */
export type News = { readonly type: "ready" } | { readonly type: "command"; readonly command: RadioCommand };

interface Application {
  start(): Promise<void>;
  stop(): Promise<void>;
}
type ApplicationClass = new (restart: () => Promise<void>, exit: (code: number) => Promise<void>) => Application;

const [installation = "", dataFolder = ""] = process.argv.slice(2);
const require = createRequire(join(installation, "package.json"));
const memoryFile = join(dataFolder, "radio-memory.json");
const memory: Memory = existsSync(memoryFile) ? JSON.parse(readFileSync(memoryFile, "utf8")) : {};
const firstRun = Object.keys(memory).length === 0;
/** Written aside and moved, so that a kill at any moment leaves a whole file. */
const remember = () => {
  writeFileSync(`${memoryFile}.new`, JSON.stringify(memory));
  renameSync(`${memoryFile}.new`, memoryFile);
};
const tell = (news: News) => process.send?.(news);

const radio = makeRadio({
  devices: SIMULATED_DEVICES,
  memory,
  onCommand(command) {
    remember();
    tell({ type: "command", command });
  },
});
// Before the application is loaded, so that it never sees the one that opens a serial port.
Object.defineProperty(require("zigbee-herdsman"), "Controller", { value: radio.Controller });
const { Controller: Zigbee2Mqtt }: { Controller: ApplicationClass } = require("zigbee2mqtt/dist/controller.js");
const settings: { reRead(): void } = require("zigbee2mqtt/dist/util/settings.js");

settings.reRead();
const application = new Zigbee2Mqtt(
  async () => {},
  async (code) => process.exit(code),
);
process.on("SIGTERM", () => application.stop());
process.on("disconnect", () => process.exit(1));
process.on("message", ({ device, cluster, attributes }: Report) => {
  radio.report(device, cluster, attributes);
  remember();
});
await application.start();
if (firstRun) {
  for (const { name, reports } of SIMULATED_DEVICES)
    for (const [cluster, attributes] of reports) radio.report(name, cluster, attributes);
  remember();
} else
  for (const [name, clusters] of Object.entries(memory))
    for (const [cluster, attributes] of Object.entries(clusters)) radio.report(name, cluster, attributes);
tell({ type: "ready" });
