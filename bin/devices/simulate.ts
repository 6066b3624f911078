/** `zonecast devices simulate`: a simulated building whose devices speak one convention, sound or with faults, for tests of others. */
import process, { exit, stderr, stdout } from "node:process";
import { Command, InvalidArgumentError, Option } from "commander";
import { CONVENTIONS, type Convention, FAULTS, type Fault, startVirtualDevices, type VirtualDevice } from "#devices";
import { type Clock, type Log, oneLine, stream, systemClock, toSlug, unknownName, ZonecastError } from "#domain";
import { createPlant } from "#sim";
import { brokerAt, brokerName, defaultBroker } from "../broker-address.ts";
import { fastClock } from "./fast-clock.ts";
import { iso } from "./lines.ts";
import { asLines, onTerminal } from "./simulate-show.ts";
import { simulatedBuilding } from "./simulated-building.ts";

interface Options {
  readonly dialect: Convention;
  readonly rooms: number;
  readonly fault?: readonly Fault[];
  readonly faulty: number;
  readonly broker: string;
  readonly ca?: string;
  readonly every: number;
  readonly speed: number;
  readonly from?: number;
  readonly seed: number;
  readonly building: string;
  readonly for?: number;
  readonly json?: true;
}

const CLIMATE = "central-europe";
const MAX_ROOMS = 500;
/** A building that runs fast begins so long ago that it catches up with the present after this long. */
const CATCH_UP_MS = 3_600_000;

const number =
  (min: number, max: number, whole = false) =>
  (text: string): number => {
    const value = text.trim() === "" ? Number.NaN : Number(text);
    if (!(value >= min && value <= max) || (whole && !Number.isInteger(value)))
      throw new InvalidArgumentError(`must be a ${whole ? "whole " : ""}number from ${min} to ${max}`);
    return value;
  };
const date = (text: string): number => {
  const ts = Date.parse(text);
  if (Number.isNaN(ts)) throw new InvalidArgumentError("must be a date such as 2026-01-15");
  return ts;
};
const slug = (text: string): string => {
  if (toSlug(text) !== text) throw new InvalidArgumentError("must be lower-case letters and digits joined by single hyphens");
  return text;
};
const isFault = (text: string): text is Fault => Object.hasOwn(FAULTS, text);
const faults = (text: string, before: readonly Fault[] = []): readonly Fault[] => [
  ...before,
  ...text.split(/[|,]/).map((name) => {
    if (!isFault(name)) throw new InvalidArgumentError(unknownName("fault", name, Object.keys(FAULTS)).hint ?? "");
    return name;
  }),
];

export const simulateCommand = (): Command =>
  new Command("simulate")
    .description("a simulated building whose devices speak one convention: they publish, obey set-points, and fail where told to")
    .addOption(new Option("--dialect <name>", "what the devices speak").choices(CONVENTIONS).makeOptionMandatory())
    .option("--rooms <n>", `rooms of the building, 1 to ${MAX_ROOMS}`, number(1, MAX_ROOMS, true), 6)
    .option("--fault <name>", "what is wrong with some of them, several by comma or again", faults)
    .option("--faulty <share>", "share of devices that have a fault", number(0, 1), 0.25)
    .option("--broker <url>", "the broker", defaultBroker())
    .option("--ca <file>", "certificates of authorities to believe (PEM), for mqtts://")
    .option("--every <seconds>", "time between two reports of a device", number(0.1, 86_400), 10)
    .option("--speed <times>", "how much faster the building lives", number(0.01, 100_000), 1)
    .option("--from <date>", "when the building starts; default: now, or with --speed an hour's running before", date)
    .option("--seed <n>", "of weather, people, sensors, faults", number(0, 2 ** 31 - 1, true), 1)
    .option("--building <id>", "its name in topics", slug, "simulated")
    .option("--for <seconds>", "end after so long", number(0.1, 1e9))
    .option("--json", "JSON lines, as they come anyway where there is no terminal")
    .addHelpText(
      "after",
      `\nFaults:\n${Object.entries(FAULTS)
        .map(([name, does]) => `  ${name.padEnd(8)} ${does}`)
        .join("\n")}`,
    )
    .action((options: Options) => simulate(options, systemClock));

async function simulate(options: Options, clock: Clock): Promise<void> {
  let enough = (): void => {};
  const end = new Promise<void>((resolve) => {
    enough = resolve;
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
    // Whoever read our lines has seen enough.
    stdout.on("error", () => exit(0));
  });
  const now = clock.now();
  if (options.from !== undefined && options.from > now)
    throw new ZonecastError("bad-input", `--from ${iso(options.from)} lies ahead`, {
      hint: "a building cannot live before its time",
    });
  const fromTs = Math.min(now, options.from ?? (options.speed > 1 ? now - options.speed * CATCH_UP_MS : now));
  const time = fastClock(clock, fromTs, options.speed);
  const model = simulatedBuilding(options.building, options.rooms);
  const plant = createPlant({ model, climate: CLIMATE, seed: options.seed, startTs: fromTs });
  const show = options.json || !stdout.isTTY ? asLines() : onTerminal(time);
  // Which devices fail must be known before they speak, and who they are is known only from them.
  const faultOf = new Map<string, Fault>();
  const fleet = await startVirtualDevices({
    plants: [plant],
    convention: options.dialect,
    broker: brokerAt(options.broker, options.ca),
    clock: time,
    everyMs: options.every * 1_000,
    log: problems,
    faultsOf(devices) {
      for (const [id, fault] of drawn(devices, options)) faultOf.set(id, fault);
      return faultOf;
    },
    seed: options.seed,
    onEvent: show.event,
  });
  show.begin(
    {
      dialect: options.dialect,
      broker: brokerName(options.broker),
      rooms: options.rooms,
      devices: fleet.count,
      seed: options.seed,
      from: iso(fromTs),
      speed: options.speed,
    },
    fleet.devices,
    faultOf,
  );
  // From when everybody is connected.
  if (options.for !== undefined) clock.after(options.for * 1_000, () => enough());
  await end;
  await fleet.stop();
  show.end();
}

/** The faulty devices by their ids: a share of them, at least one, drawn by the seed; each has one of the faults. */
function drawn(devices: readonly VirtualDevice[], { fault = [], faulty, seed }: Options): [string, Fault][] {
  if (fault.length === 0 || faulty === 0) return [];
  const random = stream(seed, "devices simulate/faulty");
  const order = devices.map((device) => ({ device, at: random.uniform() })).sort((a, b) => a.at - b.at);
  const chosen = order.slice(0, Math.max(fault.length, Math.round(faulty * devices.length)));
  return chosen.flatMap(({ device }, i) => {
    const name = fault[i % fault.length];
    return name === undefined ? [] : [[device.id, name] as [string, Fault]];
  });
}

const problems: Log = {
  debug: () => {},
  info: () => {},
  warn: (fields, message) => void stderr.write(`${message} ${oneLine(JSON.stringify(fields))}\n`),
  error: (fields, message) => void stderr.write(`${message} ${oneLine(JSON.stringify(fields))}\n`),
};
