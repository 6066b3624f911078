/** `zonecast devices watch`: one line for whatever is heard, and what becomes of it. */
import process, { env, exit, stderr, stdout } from "node:process";
import { Command, InvalidArgumentError } from "commander";
import { isTopicFilter, watchBroker } from "#devices";
import { type Clock, type Log, oneLine, systemClock, ZonecastError } from "#domain";
import { brokerAt, brokerName, defaultBroker } from "../broker-address.ts";
import { type Heard, jsonLine, textLine } from "./lines.ts";
import { readMappings } from "./mapping-file.ts";

interface Options {
  readonly mqtt: string;
  readonly topic: readonly string[];
  readonly mappings?: string;
  readonly for?: number;
  readonly json?: true;
}

const seconds = (text: string): number => {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError("must be a positive number");
  return value;
};

const filters = (text: string, before: readonly string[]): readonly string[] => {
  if (!isTopicFilter(text)) throw new InvalidArgumentError("is no MQTT topic filter; # stands alone at the end");
  return [...before, text];
};

export const watchCommand = (): Command =>
  new Command("watch")
    .description("print what devices say: readings, devices, and rejections with their reasons. Sends and keeps nothing")
    .option("--mqtt <url>", "the broker", defaultBroker())
    .option("--topic <filter...>", "hear these too; '#' shows every topic that nobody knows", filters, [])
    .option("--mappings <file>", "read with these mappings, as JSON")
    .option("--for <seconds>", "end after so long", seconds)
    .option("--json", "one JSON object a line")
    .action((options: Options) => watch(options, systemClock));

async function watch(options: Options, clock: Clock): Promise<void> {
  const names = new Map<string, string>();
  let heardBroker = false;
  let lastProblem = "it did not answer";
  const print = (heard: Heard): void => void stdout.write(`${options.json ? jsonLine(heard) : textLine(heard)}\n`);
  const watching = watchBroker({
    clock,
    log: silent,
    broker: brokerAt(options.mqtt),
    defaultBuilding: env.ZONECAST_BUILDING ?? "site",
    mappings: options.mappings === undefined ? [] : readMappings(options.mappings),
    topics: options.topic,
    onReadings(readings) {
      for (const reading of readings) {
        const id = reading.source.split("#")[0] ?? reading.source;
        print({ type: "reading", reading, name: names.get(id) ?? id });
      }
    },
    onRejections(rejections) {
      for (const rejection of rejections) print({ type: "rejected", rejection });
    },
    onDevices(changed, gone) {
      for (const device of changed) {
        names.set(device.id, device.name);
        print({ type: "device", device });
      }
      for (const id of gone) print({ type: "gone", id });
    },
    onConnection(connected, problem) {
      heardBroker ||= connected;
      if (!connected) lastProblem = oneLine(problem ?? "it closed it");
      stderr.write(connected ? "listening\n" : `no connection to the broker: ${lastProblem}\n`);
    },
  });
  const timeIsUp = await new Promise<boolean>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve(false));
    if (options.for !== undefined) clock.after(options.for * 1_000, () => resolve(true));
    // Whoever read our lines has seen enough.
    stdout.on("error", () => exit(0));
  });
  await watching.stop();
  // Silence of a broker that was never reached is no finding.
  if (timeIsUp && !heardBroker)
    throw new ZonecastError("broker-failed", `the broker at ${brokerName(options.mqtt)} is not reached: ${lastProblem}`, {
      retry: true,
      hint: "is Zonecast or your broker running? Another one is named with --mqtt or ZONECAST_MQTT_URL",
    });
}

const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
