/** `zonecast probe`: a head for one series on a frozen base, in seconds; says what it gained on data that it did not see. */
import { writeFileSync } from "node:fs";
import { stdout } from "node:process";
import { Command } from "commander";
import { P50, rowTs, systemClock, ZonecastError } from "#domain";
import { type Features, featuresOf, fitHead, headOf, headSays, learnable, saveAdapter, startTft, windowsOf } from "#forecasting";
import { figure } from "../evaluate/text-table.ts";
import { count, modelOf, mustTeach, oneSeries, rowOf, type SeriesOptions, withSeriesOptions } from "../forecast/inputs.ts";

interface Options extends SeriesOptions {
  readonly days: number;
  readonly stride: number;
  readonly out?: string;
}

export const probeCommand = (): Command =>
  withSeriesOptions(new Command("probe"))
    .description("fit the last layer of a frozen base model on one series, and keep it as an adapter")
    .option("--days <n>", "days of targets to learn from", count, 28)
    .option("--stride <hours>", "hours between two windows", count, 1)
    .option("--out <file>", "the adapter to write")
    .action((options: Options) => probe(options));

/** Share of the newest windows that a first head does not see, to tell what was gained. */
const APART = 0.25;

async function probe(options: Options): Promise<void> {
  const series = oneSeries(options);
  const model = await modelOf(options);
  const { config } = model;
  mustTeach(series, model, rowOf(series, options.at), options.days);
  const tft = (await startTft()).create(config, 1);
  tft.setParameters(model.parameters);
  const began = systemClock.now();
  const end = rowOf(series, options.at);
  const own = learnable(series, end);
  const range = { from: Math.max(config.encoder - 1, end - options.days * own.perDay), to: end - config.horizon + 1 };
  const windows = windowsOf(own, config, options.stride, range);
  if (windows.length === 0)
    throw new ZonecastError("too-little-history", `${series.id} has no window in the ${options.days} days before that moment`, {
      hint: "a window needs a week of history and a day after it, three quarters of it measured",
    });
  const features = featuresOf(tft, windows);
  const encodedAt = systemClock.now();
  const head = fitHead(features, config, headOf(model.parameters, config));
  const endedAt = systemClock.now();

  const border = Math.floor(windows.length * (1 - APART));
  const firstHead = fitHead(part(features, 0, border - config.horizon, config), config, headOf(model.parameters, config));
  const apart = part(features, border, windows.length, config);
  const naive = windows
    .slice(border)
    .flatMap(({ row }) =>
      Array.from({ length: config.horizon }, (_, i) =>
        Math.abs((own.y[row + 1 + i] ?? Number.NaN) - (own.y[row + 1 + i - own.perDay] ?? Number.NaN)),
      ),
    );
  const result = {
    ...{ series: series.id, base: model.hash, windows: windows.length, trainedParameters: head.length },
    ...{ encodeS: (encodedAt - began) / 1000, fitS: (endedAt - encodedAt) / 1000, totalS: (endedAt - began) / 1000 },
    ...{
      unseenWindows: apart.scales.length,
      probeMae: maeOf(apart, firstHead, config),
      zeroShotMae: maeOf(apart, headOf(model.parameters, config), config),
    },
    yesterdayMae: mean(naive),
  };
  if (options.out !== undefined)
    writeFileSync(
      options.out,
      saveAdapter({
        ...{ format: "zonecast-adapter 1", base: model.hash, series: series.id, windows: windows.length, head: [...head] },
        ...{ fromTs: rowTs(series.frame, windows[0]?.row ?? 0), toTs: rowTs(series.frame, windows.at(-1)?.row ?? 0) },
      }),
    );
  if (options.json) stdout.write(`${JSON.stringify(result)}\n`);
  else
    stdout.write(
      `${result.series}: ${result.trainedParameters} numbers learned from ${result.windows} windows in ${figure(result.totalS)} s ` +
        `(${figure(result.encodeS)} s to encode, ${figure(result.fitS)} s to fit)\n` +
        `on ${result.unseenWindows} windows that a first head did not see, MAE: probe ${figure(result.probeMae)}, ` +
        `base as it is ${figure(result.zeroShotMae)}, yesterday's values ${figure(result.yesterdayMae)}\n`,
    );
}

type Sizes = { readonly horizon: number; readonly hidden: number; readonly levels: readonly number[] };

const part = ({ values, targets, scales }: Features, from: number, to: number, { horizon, hidden }: Sizes): Features => ({
  values: values.subarray(from * horizon * hidden, to * horizon * hidden),
  targets: targets.subarray(from * horizon, to * horizon),
  scales: scales.slice(from, to),
});

const mean = (values: readonly number[]): number => {
  const known = values.filter(Number.isFinite);
  return known.reduce((a, b) => a + b, 0) / known.length;
};

/** Mean absolute error of the median, in the unit of the series. */
function maeOf(features: Features, head: Float32Array, { horizon, levels }: Sizes): number {
  const said = headSays(features, head, levels.length);
  return mean(
    Array.from(features.targets, (target, cell) => {
      const { scale } = features.scales[Math.floor(cell / horizon)] ?? { scale: Number.NaN };
      return scale * Math.abs(target - (said[cell * levels.length + P50] ?? Number.NaN));
    }),
  );
}
