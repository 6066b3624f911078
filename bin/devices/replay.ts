/** `zonecast devices replay`: a raw log into a new store, as if the same messages came again. */
import process, { stderr, stdout } from "node:process";
import { SingleBar } from "cli-progress";
import { Command, InvalidArgumentError } from "commander";
import { readRawLog, replayLog } from "#devices";
import { type Clock, type Log, systemClock, toSlug, ZonecastError } from "#domain";
import { openStore } from "#store";
import { iso } from "./lines.ts";
import { readMappings } from "./mapping-file.ts";

interface Options {
  readonly speed: number | "max";
  readonly into: string;
  readonly building: string;
  readonly inbox?: true;
  readonly mappings?: string;
  readonly json?: true;
}

const speedOf = (text: string): number | "max" => {
  const value = Number(text);
  if (text === "max") return text;
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError("must be a positive number, or max");
  return value;
};
const slugOf = (text: string): string => {
  if (toSlug(text) !== text) throw new InvalidArgumentError("must be lower-case letters and digits joined by single hyphens");
  return text;
};

export const replayLogCommand = (): Command =>
  new Command("replay")
    .description("replay a raw log (ZONECAST_RAW_LOG=on) into a new store; commands in it are never sent")
    .argument("<log>", "a file of it, or its folder")
    .option("--speed <times>", "how much faster than it happened, or max", speedOf, "max")
    .option("--into <folder>", "data folder of the new store", "replayed")
    .option("--building <id>", "where devices go that name no building", slugOf, "site")
    .option("--inbox", "treat devices as untrusted: they wait in the inbox")
    .option("--mappings <file>", "mappings that were in force, as JSON")
    .option("--json", "one JSON line at the end instead of words")
    .action((path: string, options: Options) => replay(path, options, systemClock));

async function replay(path: string, options: Options, clock: Clock): Promise<void> {
  const mappings = options.mappings === undefined ? [] : readMappings(options.mappings);
  const store = await openStore({ kind: "sqlite", dataDir: options.into }, { clock, log: warnings });
  const interrupted = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interrupted.abort());
  let spoilt = 0;
  let total = 0;
  const bar = new SingleBar({ format: "{value} messages, {now}", stream: stderr, noTTYOutput: false });
  try {
    const { points, rejections } = await store.stats();
    if (points + rejections + (await store.devices()).length > 0)
      throw new ZonecastError("bad-input", `there is data in ${options.into} already`, { hint: "name a new folder with --into" });
    if (!options.json) bar.start(0, 0, { now: "" });
    const done = await replayLog({
      clock,
      messages: readRawLog(path, () => void spoilt++),
      speed: options.speed,
      trusted: !options.inbox,
      defaultBuilding: options.building,
      mappings,
      onReadings: (readings) => store.writeReadings(readings),
      onRejections: (rejections) => store.writeRejections(rejections),
      onProgress(messages, at) {
        total = messages;
        bar.update(total, { now: iso(at) });
      },
      signal: interrupted.signal,
    });
    await store.saveDevices(done.devices);
    for (const mapping of mappings) await store.saveMapping(mapping);
    bar.stop();
    const { devices, fromTs, toTs, ...counts } = done;
    const span = fromTs === undefined || toTs === undefined ? {} : { from: iso(fromTs), to: iso(toTs) };
    const summary = { ...counts, devices: devices.length, spoiltLines: spoilt, ...span, into: options.into };
    stdout.write(options.json ? `${JSON.stringify(summary)}\n` : `${inWords(summary)}\n`);
  } finally {
    bar.stop();
    await store.close();
  }
}

const inWords = (s: {
  messages: number;
  readings: number;
  rejections: number;
  devices: number;
  leftOut: number;
  spoiltLines: number;
  into: string;
}): string =>
  [
    `${s.messages} messages: ${s.readings} readings of ${s.devices} devices, ${s.rejections} rejections, in ${s.into}`,
    ...(s.leftOut > 0 ? [`${s.leftOut} that Zonecast itself had sent were left out`] : []),
    ...(s.spoiltLines > 0 ? [`${s.spoiltLines} lines could not be read`] : []),
  ].join("\n");

const warnings: Log = {
  debug: () => {},
  info: () => {},
  warn: (_fields, message) => void stderr.write(`${message}\n`),
  error: (_fields, message) => void stderr.write(`${message}\n`),
};
