/** What all evaluations of forecasts ask for: data, threads, how much, and which series. */
import { resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { column, ZonecastError } from "#domain";
import { type MeasuredSeries, partsOf } from "#forecasting";
import { type Measured, readMeasured } from "../measured/folder.ts";
import { unsound } from "../measured/unsound.ts";

export interface DataOptions {
  readonly data: readonly string[];
  readonly threads: number;
  readonly only?: string;
  readonly seed: number;
  readonly quick?: true;
  readonly json?: true;
  readonly page?: string;
  readonly weather: "none" | "measured";
}

const DEFAULT_DATA = ["real", "gentl"].map((folder) => resolve(import.meta.dirname, "../../../shared/data", folder));

const whole = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("must be a whole number");
  return Number(text);
};

export const withDataOptions = (command: Command): Command =>
  command
    .option("--data <path...>", "files or folders of measured series (CSV), or data sets of zonecast generate", DEFAULT_DATA)
    .option("--only <text>", "only series whose name holds this, e.g. gas or ideal/65")
    .option("--threads <n>", "worker threads", whole, 2)
    .option("--seed <n>", "seed of everything that is drawn", whole, 1)
    .addOption(
      new Option("--weather <what>", "weather ahead: none, or as it came (stands for a perfect weather forecast)")
        .choices(["none", "measured"])
        .default("measured"),
    )
    .option("--quick", "few issue times: the shape of the answer in a fraction of the time")
    .option("--page <file>", "write the tables as Markdown, too")
    .option("--json", "one JSON object instead of tables");

/** Days below which the parts to learn from, to calibrate on and to be judged are too short to say anything. */
const LEAST_DAYS = 21;

/** The series asked for, those that are too short left out with a note. Throws `bad-input` or `too-little-history` when there are none. */
export async function measuredOf(
  { data, only, json }: DataOptions,
  note: (text: string) => void,
): Promise<readonly MeasuredSeries[]> {
  const found: Measured[] = await Promise.all(data.map(readMeasured));
  if (!json) for (const text of found.flatMap((m) => m.notes)) note(text);
  const series = found.flatMap((m) => m.series).filter((s) => only === undefined || s.id.includes(only));
  if (series.length === 0)
    throw new ZonecastError("bad-input", `no series is called '${only}'`, {
      hint: `there are: ${found.flatMap((m) => m.series.map((s) => s.id)).join(", ")}`.slice(0, 300),
    });
  const daysOf = ({ frame }: MeasuredSeries): number => (frame.length * frame.stepS) / 86_400;
  const short = series.filter((s) => daysOf(s) < LEAST_DAYS);
  if (short.length === series.length)
    throw new ZonecastError(
      "too-little-history",
      `no series has ${LEAST_DAYS} days: ${short.map((s) => s.id).join(", ")}`.slice(0, 300),
      {
        hint: "zonecast forecast works with less, by the baselines",
      },
    );
  for (const s of short) note(`${s.id} is left out: ${Math.floor(daysOf(s))} days are too few`);
  const long = series.filter((s) => !short.includes(s));
  const silent = long.filter((s) => column(s.frame, "y").subarray(partsOf(s.frame.length).testFrom).every(Number.isNaN));
  if (silent.length === long.length)
    throw new ZonecastError(
      "too-little-history",
      `nothing was measured in the part to be judged on, the last 40 %: ${silent.map((s) => s.id).join(", ")}`.slice(0, 300),
    );
  for (const s of silent) note(`${s.id} is left out: nothing was measured in its last 40 %, the part to be judged on`);
  const sound = long.filter((s) => !silent.includes(s));
  for (const text of unsound(sound)) note(text);
  return sound;
}
