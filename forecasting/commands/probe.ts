/** Fits the head of a frozen model on one series, in seconds, and says what that gained on data which a first head did not see. */
import { type Clock, P50, rowTs } from "#domain";
import type { Adapter, Checkpoint } from "../checkpoint.ts";
import type { MeasuredSeries } from "../evaluation/measured.ts";
import { startTft } from "../tft/start.ts";
import { fitHead, headOf } from "../transfer/probe-fit.ts";
import { type Features, featuresOf, headSays } from "../transfer/say.ts";
import { moments } from "../windows/series.ts";
import { type Stand, windowsToLearn } from "./teachable.ts";

export interface ProbeInput extends Partial<Stand> {
  readonly model: Checkpoint;
  readonly clock: Clock;
}

export interface ProbeReport {
  readonly windows: number;
  readonly trainedParameters: number;
  /** Time to work out the features, to fit the head, and both, s. */
  readonly encodeS: number;
  readonly fitS: number;
  readonly totalS: number;
  /** The newest quarter of the windows, on which a head fitted on the others was judged; MAE in the unit of the series. */
  readonly unseenWindows: number;
  readonly probeMae: number;
  readonly zeroShotMae: number;
  readonly yesterdayMae: number;
}

/** Share of the newest windows that a first head does not see, to tell what was gained. */
const APART = 0.25;

/**
 * An adapter for `series`: by default from the newest 28 days, a window every hour. Throws `bad-input` for a moment outside, a stuck
 * sensor and a changed scale, `bad-frame` for another step than the model's, `too-little-history`.
 */
export async function probe(
  series: MeasuredSeries,
  { model, clock, at, days = 28, strideH = 1 }: ProbeInput,
): Promise<{ readonly adapter: Adapter; readonly report: ProbeReport }> {
  const { config } = model;
  const windows = windowsToLearn(series, model, { at, days, strideH });
  const own = windows[0]!.series;
  const tft = (await startTft()).create(config, 1);
  tft.setParameters(model.parameters);
  const base = headOf(model.parameters, config);
  const began = clock.now();
  const features = featuresOf(tft, windows);
  const encodedAt = clock.now();
  const head = fitHead(features, config, base);
  const endedAt = clock.now();
  tft.dispose();

  const border = Math.floor(windows.length * (1 - APART));
  const firstHead = fitHead(part(features, 0, Math.max(0, border - config.horizon), config), config, base);
  const unseen = part(features, border, windows.length, config);
  const yesterday = windows.slice(border).flatMap(({ row }) =>
    Array.from({ length: config.horizon }, (_, i) => {
      const ahead = row + 1 + i;
      return Math.abs((own.y[ahead] ?? Number.NaN) - (own.y[ahead - own.perDay] ?? Number.NaN));
    }),
  );
  const tsOf = (window: (typeof windows)[number] | undefined): number => rowTs(series.frame, window?.row ?? 0);
  return {
    adapter: {
      ...{ format: "zonecast-adapter 1", base: model.hash, series: series.id, windows: windows.length, head: [...head] },
      ...{ fromTs: tsOf(windows[0]), toTs: tsOf(windows.at(-1)) },
    },
    report: {
      ...{ windows: windows.length, trainedParameters: head.length },
      ...{ encodeS: (encodedAt - began) / 1000, fitS: (endedAt - encodedAt) / 1000, totalS: (endedAt - began) / 1000 },
      ...{ unseenWindows: unseen.scales.length, probeMae: maeOf(unseen, firstHead, config) },
      ...{ zeroShotMae: maeOf(unseen, base, config), yesterdayMae: moments(yesterday)[0] },
    },
  };
}

type Sizes = { readonly horizon: number; readonly hidden: number; readonly levels: readonly number[] };

const part = ({ values, targets, scales }: Features, from: number, to: number, { horizon, hidden }: Sizes): Features => ({
  values: values.subarray(from * horizon * hidden, to * horizon * hidden),
  targets: targets.subarray(from * horizon, to * horizon),
  scales: scales.slice(from, to),
});

/** Mean absolute error of the median, in the unit of the series. */
function maeOf(features: Features, head: Float32Array, { horizon, levels }: Sizes): number {
  const said = headSays(features, head, levels.length);
  const errors = Array.from(features.targets, (target, cell) => {
    const { scale } = features.scales[Math.floor(cell / horizon)] ?? { scale: Number.NaN };
    return scale * Math.abs(target - (said[cell * levels.length + P50] ?? Number.NaN));
  });
  return moments(errors)[0];
}
