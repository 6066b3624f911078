/** `zonecast weather`: checks weather files, turns them into plain tables, fetches weather, makes synthetic weather. */
import process, { stderr, stdout } from "node:process";
import { Command } from "commander";
import { unknownName, ZonecastError } from "#domain";
import { CLIMATE_IDS, CLIMATES, interpolateWeather, isClimateId, syntheticWeather } from "#sim";
import { formatOf, writeFrame } from "../frames/write-frame.ts";
import { moment, numberIn } from "./arguments.ts";
import { lightFault, weatherFacts, weatherText } from "./facts.ts";
import { fetchCommand } from "./fetch.ts";
import { openWeather, type PlaceOfWeather } from "./open-weather.ts";

const DAY_MS = 86_400_000;

interface PlaceOptions {
  readonly latitude?: number;
  readonly longitude?: number;
}

export const placeOf = ({ latitude, longitude }: PlaceOptions): PlaceOfWeather | undefined =>
  latitude === undefined || longitude === undefined ? undefined : { latitudeDeg: latitude, longitudeDeg: longitude };

const withPlace = (command: Command): Command =>
  command
    .option("--latitude <deg>", "of weather that does not say where it was seen; north is positive", numberIn(-90, 90))
    .option("--longitude <deg>", "east is positive", numberIn(-180, 180));

export const weatherCommand = (): Command =>
  new Command("weather")
    .description("check, convert, fetch and make weather: EPW, TMY3, DWD test reference years, TMY, CSV")
    .addCommand(checkCommand())
    .addCommand(convertCommand())
    .addCommand(fetchCommand())
    .addCommand(synthCommand());

const checkCommand = (): Command =>
  withPlace(new Command("check"))
    .description("read a weather file strictly and say what is in it; exit code 1 where a simulation could not use it")
    .argument("<file>")
    .option("--json", "one JSON line instead of words")
    .action((file: string, options: PlaceOptions & { json?: true }) => {
      const facts = weatherFacts(openWeather(file, placeOf(options)));
      stdout.write(options.json ? `${JSON.stringify(facts)}\n` : weatherText(facts));
      const late = lightFault(facts);
      const faults = [
        ...(Object.keys(facts.gaps).length > 0 ? ["has gaps: a simulation cannot use it as it is"] : []),
        ...(late === undefined ? [] : [late]),
      ];
      for (const fault of faults) stderr.write(`${file}: ${fault}\n`);
      if (faults.length > 0) process.exitCode = 1;
    });

const convertCommand = (): Command =>
  withPlace(new Command("convert"))
    .description("write a weather file as a plain table: our columns, UTC, CSV or Parquet")
    .argument("<file>")
    .argument("<out>", "*.csv or *.parquet")
    .option("--step <s>", "finer steps that go into the file's: light follows the sun and keeps its energy", numberIn(60, 3600))
    .action((file: string, out: string, options: PlaceOptions & { step?: number }) => {
      formatOf(out);
      const { frame, site } = openWeather(file, placeOf(options));
      const table = options.step === undefined ? frame : interpolateWeather(frame, options.step, site);
      writeFrame(out, table, { site: JSON.stringify(site), from: file });
      stderr.write(`${out}: ${table.length} rows each ${table.stepS} s of ${site.name || "a place without a name"}\n`);
    });

interface SynthOptions {
  readonly seed: number;
  readonly from: number;
  readonly days: number;
  readonly step: number;
}

const synthCommand = (): Command =>
  new Command("synth")
    .description(`write synthetic weather of a climate: ${CLIMATE_IDS.join(", ")}`)
    .argument("<climate>")
    .argument("<out>", "*.csv or *.parquet")
    .option("--seed <n>", "another number is another history of the same climate", numberIn(0, 2 ** 31), 1)
    .option("--from <day>", "first moment", moment, Date.UTC(2026, 0, 1))
    .option("--days <n>", "how long", numberIn(0.01, 36_600), 365)
    .option("--step <s>", "seconds between rows", numberIn(60, 3600), 300)
    .action((climate: string, out: string, { seed, from, days, step }: SynthOptions) => {
      formatOf(out);
      if (!isClimateId(climate)) throw unknownName("climate", climate, CLIMATE_IDS);
      const length = Math.floor((days * DAY_MS) / (step * 1000)) + 1;
      if (length > 5_000_000) throw new ZonecastError("bad-input", `${length} rows are more than 5,000,000`);
      const frame = syntheticWeather({ climate, seed, startTs: from, stepS: step, length });
      writeFrame(out, frame, { climate, seed: String(seed), source: CLIMATES[climate].source });
      stderr.write(`${out}: ${length} rows each ${step} s of ${CLIMATES[climate].label}\n`);
    });
