/** `zonecast replay`: publishes a recording as MQTT devices with their own past times, faster than it happened. */
import process, { stderr, stdout } from "node:process";
import { SingleBar } from "cli-progress";
import { Command, InvalidArgumentError } from "commander";
import { connectPublisher, type Publisher, plainPayload, plainTopic } from "#devices";
import { type Clock, systemClock, ZonecastError } from "#domain";
import { brokerAt, defaultBroker } from "../broker-address.ts";
import { type Recording, readRecording } from "./recording.ts";
import type { Sample } from "./table.ts";

interface Options {
  readonly speed: number;
  readonly mqtt: string;
  readonly from?: number;
  readonly days?: number;
  readonly rooms?: number;
  readonly json?: true;
}

const positive = (text: string): number => {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError("must be a positive number");
  return value;
};
const date = (text: string): number => {
  const ts = Date.parse(text);
  if (Number.isNaN(ts)) throw new InvalidArgumentError("must be a date such as 2018-01-15");
  return ts;
};

export const replayCommand = (): Command =>
  new Command("replay")
    .description("publish measured rooms (CSV files) as MQTT devices, with the times at which they were measured")
    .argument("<path>", "a CSV file, or a folder of them")
    .option("--speed <times>", "how much faster than it happened", positive, 600)
    .option("--mqtt <url>", "the broker", defaultBroker())
    .option("--from <date>", "leave out what is earlier", date)
    .option("--days <n>", "stop after so many days of the recording", positive)
    .option("--rooms <n>", "only the first so many zones", positive)
    .option("--json", "one JSON line at the end instead of words")
    .action((path: string, options: Options) => replay(path, options, systemClock));

async function replay(path: string, options: Options, clock: Clock): Promise<void> {
  const recording = cut(readRecording(path), options);
  const { samples } = recording;
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last) throw new ZonecastError("bad-file", "nothing is left to replay with these limits");
  if (!options.json) {
    for (const note of recording.notes) stderr.write(`note: ${note}\n`);
    stderr.write(
      `${samples.length} messages from ${recording.files} files, ${iso(first.ts)} to ${iso(last.ts)}, ${recording.gaps} gaps; ` +
        `at ${options.speed}x this takes ${((last.ts - first.ts) / 1000 / options.speed / 60).toFixed(1)} min\n`,
    );
  }
  const publisher = await connectPublisher(brokerAt(options.mqtt));
  const interrupted = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interrupted.abort());
  const bar = new SingleBar({
    format: "{bar} {percentage}% {now}  {value}/{total} messages, {eta_formatted} left",
    stream: stderr,
    noTTYOutput: false,
  });
  if (!options.json) bar.start(samples.length, 0, { now: "" });
  let sent = 0;
  try {
    sent = await play(samples, options.speed, clock, publisher, interrupted.signal, (n, ts) => bar.update(n, { now: iso(ts) }));
  } finally {
    bar.stop();
    await publisher.stop();
  }
  const summary = {
    published: sent,
    of: samples.length,
    files: recording.files,
    gaps: recording.gaps,
    from: iso(first.ts),
    to: iso(last.ts),
    refused: publisher.refused(),
  };
  stdout.write(options.json ? `${JSON.stringify(summary)}\n` : `${sent} of ${samples.length} messages published\n`);
}

/** Publishes each sample when its turn has come. Returns how many. At most 200 wait for the broker at a time. */
export async function play(
  samples: readonly Sample[],
  speed: number,
  clock: Clock,
  publisher: Publisher,
  signal: AbortSignal,
  onProgress: (sent: number, ts: number) => void,
): Promise<number> {
  const startTs = samples[0]?.ts ?? 0;
  const startedAt = clock.now();
  const inFlight = new Set<Promise<void>>();
  let sent = 0;
  for (const sample of samples) {
    const waitMs = startedAt + (sample.ts - startTs) / speed - clock.now();
    if (waitMs > 2) await pause(clock, waitMs, signal);
    if (signal.aborted) break;
    if (Object.keys(sample.values).length === 0) continue;
    const done: Promise<void> = publisher
      .publish(plainTopic(sample.building, sample.zone, sample.device), plainPayload(sample.ts, sample.values))
      .finally(() => inFlight.delete(done));
    inFlight.add(done);
    sent++;
    if (sent % 20 === 0) onProgress(sent, sample.ts);
    if (inFlight.size >= 200) await Promise.race(inFlight);
  }
  await Promise.all(inFlight);
  return sent;
}

function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, done);
    function done(): void {
      cancel();
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done);
  });
}

function cut(recording: Recording, { from, days, rooms }: Options): Recording {
  const startTs = from ?? recording.samples[0]?.ts ?? 0;
  const endTs = days === undefined ? Number.POSITIVE_INFINITY : startTs + days * 86_400_000;
  const zones = new Set<string>();
  const kept = (s: Sample): boolean => {
    if (s.ts < startTs || s.ts >= endTs) return false;
    if (rooms === undefined || s.device === "weather") return true;
    const name = `${s.building}/${s.zone}`;
    if (!zones.has(name) && zones.size >= rooms) return false;
    zones.add(name);
    return true;
  };
  const seen = new Set<string>();
  const samples = recording.samples.filter(kept).filter((s) => {
    const key = `${s.building}/${s.zone}/${s.device}@${s.ts}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return { ...recording, samples };
}

const iso = (ts: number): string => new Date(ts).toISOString().slice(0, 16).replace("T", " ");
