/** `zonecast simulate`: a building in its weather, from a file to a table. */
import { readFileSync } from "node:fs";
import { stderr, stdout } from "node:process";
import { SingleBar } from "cli-progress";
import { Command } from "commander";
import { type Frame, makeFrame, ZonecastError } from "#domain";
import { type CarrierName, CLIMATE_IDS, RUN_TERMS, runPictures, simulateFrames } from "#sim";
import { writeWhole } from "#store";
import { readBuilding } from "../building/read-building.ts";
import { formatOf, writeFrame } from "../frames/write-frame.ts";
import { moment, numberIn } from "../weather/arguments.ts";
import { readControls } from "./controls-csv.ts";
import { comfortRange, perCarrier } from "./per-carrier.ts";
import { summaryOf } from "./summary.ts";
import { summaryText } from "./summary-text.ts";
import { weatherOf } from "./weather.ts";

const DAY_MS = 86_400_000;
const HOUR_S = 3_600;
/** Lived before the first row and not shown, so that walls no longer know how they began. */
const WARM_UP_DAYS = 14;

interface Options {
  readonly weather: string;
  readonly from: number;
  readonly days: number;
  readonly step: number;
  readonly seed: number;
  readonly controls?: string;
  readonly out?: string;
  readonly plot?: string;
  readonly comfort: { readonly minC: number; readonly maxC: number };
  readonly price?: Partial<Record<CarrierName, number>>;
  readonly emissions?: Partial<Record<CarrierName, number>>;
  readonly json?: true;
}

export const simulateCommand = (): Command =>
  new Command("simulate")
    .description("simulate a building and write what became of its zones")
    .argument("<building>", "a building file (YAML, JSON) or an archetype such as de-sfh-08")
    .requiredOption("--weather <file>", `a weather file, or a climate: ${CLIMATE_IDS.join(", ")}`)
    .option("--from <day>", "first moment", moment, Date.UTC(2026, 0, 1))
    .option("--days <n>", "how long", numberIn(0.05, 36_600), 365)
    .option("--step <s>", "seconds between rows, a multiple of 60 up to an hour", numberIn(60, HOUR_S), 900)
    .option("--seed <n>", "of synthetic weather", numberIn(0, 2 ** 31), 1)
    .option("--controls <file>", "CSV: time, then zone/control; an empty cell leaves the zone to its thermostat")
    .option("--out <file>", "*.csv or *.parquet")
    .option("--plot <file>", "*.svg of the temperatures; the power goes beside it as *-power.svg")
    .option("--comfort <min,max>", "what a room should be while anybody is there, °C", comfortRange, RUN_TERMS.occupied)
    .option("--price <list>", "of a kWh: electric=0.30,gas=0.11,district=0.12; gives cost_tot", perCarrier)
    .option("--emissions <list>", "kg CO2 of a kWh: electric=0.38,gas=0.20,district=0.15; gives emis_tot", perCarrier)
    .option("--json", "the summary as one JSON line")
    .action((name: string, options: Options) => {
      if (options.out !== undefined) formatOf(options.out);
      if (options.plot !== undefined && !options.plot.toLowerCase().endsWith(".svg"))
        throw new ZonecastError("bad-input", `${options.plot}: pictures are written as .svg`);
      const { model, doubts } = readBuilding(name);
      for (const doubt of doubts) stderr.write(`${name}: ${doubt}\n`);
      const fromTs = options.from - WARM_UP_DAYS * DAY_MS;
      const untilTs = options.from + options.days * DAY_MS;
      const { frame: weather, site } = weatherOf({ ...options, fromTs, untilTs }, model.building);
      const controls = options.controls === undefined ? undefined : readControls(textOf(options.controls), options.controls);
      const frame = run({ model, weather, site, stepS: options.step, controls }, options);
      if (options.out !== undefined) writeFrame(options.out, frame, { building: model.building.name, source: model.source });
      if (options.plot !== undefined) {
        const { temperatures, power } = runPictures(frame, model.building.name);
        writeWhole(options.plot, temperatures);
        writeWhole(options.plot.replace(/\.svg$/i, "-power.svg"), power);
      }
      const { comfort: occupied, price: pricePerKWh, emissions: kgCo2PerKWh } = options;
      const summary = summaryOf(model, frame, { ...RUN_TERMS, occupied, pricePerKWh, kgCo2PerKWh });
      stdout.write(options.json ? `${JSON.stringify({ building: model.building.name, ...summary })}\n` : summaryText(summary));
    });

/** The run without its warm-up, with progress on a terminal. */
function run(input: Parameters<typeof simulateFrames>[0], { from, days, step }: Options): Frame {
  const rowsPerDay = Math.max(1, Math.round(DAY_MS / (step * 1000)));
  const bar = stderr.isTTY ? new SingleBar({ format: "{bar} {percentage} %, {eta_formatted} left", stream: stderr }) : undefined;
  bar?.start(Math.ceil(days + WARM_UP_DAYS), 0);
  const pieces: Frame[] = [];
  for (const piece of simulateFrames(input, rowsPerDay)) {
    pieces.push(piece);
    bar?.increment();
  }
  bar?.stop();
  const first = pieces[0];
  if (!first) throw new ZonecastError("bad-input", `${days} days hold no step of ${step} s`);
  const total = pieces.reduce((n, p) => n + p.length, 0);
  const skip = Math.max(0, Math.floor((from - first.startTs) / (step * 1000)) + 1);
  const whole = (name: string): Float64Array => {
    const values = new Float64Array(total);
    let at = 0;
    for (const piece of pieces) {
      values.set(piece.columns.get(name) ?? new Float64Array(piece.length).fill(Number.NaN), at);
      at += piece.length;
    }
    return values.subarray(skip);
  };
  return makeFrame(
    first.startTs + skip * step * 1000,
    step,
    [...first.columns.keys()].map((name) => [name, whole(name)] as const),
  );
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new ZonecastError("bad-file", `cannot read ${file}`, { cause });
  }
}
