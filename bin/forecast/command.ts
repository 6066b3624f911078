/** `zonecast forecast`: the next day of one series by the candidate that did best on its own history. */
import { stdout } from "node:process";
import { Command } from "commander";
import { type Explanation, P10, P50, P90, signalOf, ZonecastError } from "#domain";
import { explain, forecast } from "#forecasting";
import { figure, percent, textTable } from "../evaluate/text-table.ts";
import { modelOf, oneSeries, readAdapter, type SeriesOptions, withSeriesOptions } from "./inputs.ts";

interface Options extends SeriesOptions {
  readonly adapter?: string;
  readonly baselines?: true;
  readonly weather: boolean;
  readonly explain?: true;
}

export const forecastSeriesCommand = (): Command =>
  withSeriesOptions(new Command("forecast"))
    .description("forecast one measured series with quantiles, by the best of all candidates on its own history")
    .option("--adapter <file>", "a head that `zonecast probe` wrote, instead of one learned now")
    .option("--baselines", "baselines only, no network")
    .option("--no-weather", "do not use the weather after that moment")
    .option("--explain", "say what the network looked at, too: its inputs by weight, and the hours it attended to")
    .action((options: Options) => say(options));

async function say(options: Options): Promise<void> {
  if (options.baselines && options.explain)
    throw new ZonecastError("bad-input", "--explain needs the network, which --baselines leaves out");
  const series = await oneSeries(options);
  const adapter = options.adapter === undefined ? undefined : readAdapter(options.adapter);
  const stand = { adapter, at: options.at, weather: options.weather ? "measured" : "none" } as const;
  const model = options.baselines ? undefined : await modelOf(options);
  const made = await forecast(series, { ...stand, model });
  const explanation = options.explain && model ? await explain(series, { ...stand, model }) : undefined;
  if (options.json) {
    stdout.write(`${JSON.stringify({ series: series.id, ...made, ...(explanation ? { explanation } : {}) })}\n`);
    return;
  }
  const unit = signalOf(series.signal).kind === "cumulated" ? "W" : signalOf(series.signal).unit;
  const candidates = made.candidates.map((c) => [
    c.model,
    c.mae === null ? "-" : figure(c.mae),
    c.pinball === null ? "-" : figure(c.pinball),
    c.problem ?? "",
  ]);
  const rows = made.leadS.map((leadS, i) => [
    new Date(made.issuedAt + leadS * 1000).toISOString().slice(0, 16),
    ...[P10, P50, P90].map((j) => figure(made.quantiles[i]?.[j] ?? Number.NaN)),
  ]);
  stdout.write(
    `${series.id} at ${new Date(made.issuedAt).toISOString()}: ${made.model}\n\n` +
      `${textTable([["candidate", `MAE, ${unit}`, "pinball", ""], ...candidates])}\n\n` +
      `${textTable([["until, UTC", "10 %", "50 %", "90 %"], ...rows])}\n${explanation ? looked(explanation) : ""}`,
  );
}

const MOST_INPUTS = 8;

/** Inputs by weight, behind and ahead, and where attention went, in blocks of a day back from the issue time. */
function looked({ model, past, ahead, statics, attention, hoursBack }: Explanation): string {
  const column = (shares: Explanation["past"], i: number): string[] => {
    const at = shares[i];
    return at ? [at.input, percent(at.share)] : ["", ""];
  };
  const inputs = Array.from({ length: MOST_INPUTS }, (_, i) => [past, ahead, statics].flatMap((shares) => column(shares, i)));
  const sum = (from: number, to: number): number => attention.slice(Math.max(0, from), to).reduce((a, b) => a + b, 0);
  const days = Array.from({ length: Math.ceil(hoursBack / 24) }, (_, d) => [
    `${24 * (d + 1)} to ${24 * d} h before`,
    percent(sum(hoursBack - 24 * (d + 1), hoursBack - 24 * d)),
  ]);
  const hours = [["hours ahead", percent(sum(hoursBack, attention.length))], ...days];
  return (
    `\n${model} looked at\n\n${textTable([["input behind", "", "input ahead", "", "of the whole", ""], ...inputs])}\n\n` +
    `${textTable([["attention", ""], ...hours])}\n`
  );
}
