/** A base model from several buildings at once: what a new building is later learned from. */
import { type Random, ZonecastError } from "#domain";
import type { MeasuredSeries } from "../evaluation/measured.ts";
import { partsOf } from "../evaluation/measured.ts";
import { initialParameters } from "../tft/initial.ts";
import { parameterLayout } from "../tft/layout.ts";
import type { Tft } from "../tft/tft.ts";
import type { WindowAt } from "../windows/assemble.ts";
import { splitByTime, windowsOf } from "../windows/split.ts";
import { type Learning, learn } from "./learn.ts";
import { learnable } from "./learnable.ts";

export interface BaseOptions {
  readonly random: Random;
  readonly seed: number;
  /** Most passes over the sources' windows. */
  readonly epochs: number;
  /** Rows between two windows of a series. */
  readonly stride: number;
  /** Chance of each covariate to be hidden from a window, and of all covariates ahead. */
  readonly sensorDropout: number;
  /** Parameters to go on from, at a quarter of the step size: a model that has seen other buildings. Default: from nothing. */
  readonly initial?: Float32Array;
  readonly onStep?: (share: number) => void;
}

const LEARNING_RATE = 2e-3;
const LEARNING_RATE_ON = 5e-4;
/** Windows that decide when to stop: at most this many. */
const MOST_VALIDATION = 256;

const thinned = (windows: readonly WindowAt[], most: number): WindowAt[] => {
  const every = Math.max(1, Math.ceil(windows.length / most));
  return windows.filter((_, i) => i % every === 0);
};

/**
 * Teaches `tft`, from nothing or from `initial`, the learning parts of `sources`; their calibration parts decide when to stop, their test parts
 * stay unseen. Throws `bad-input` without sources.
 */
export function learnBase(tft: Tft, sources: readonly MeasuredSeries[], options: BaseOptions): Learning {
  if (sources.length === 0) throw new ZonecastError("bad-input", "a base model needs at least one source series");
  const { random, seed, epochs, stride, sensorDropout, initial, onStep } = options;
  const { config } = tft;
  tft.setParameters(initial ?? initialParameters(parameterLayout(config), seed));
  const parts = sources.map((source) => {
    const { calibrationFrom, testFrom } = partsOf(source.frame.length);
    const series = learnable(source, calibrationFrom);
    const [train, after] = splitByTime(series, config, calibrationFrom);
    return { series, train, validation: { from: after.from, to: Math.min(after.to, testFrom - config.horizon) } };
  });
  return learn(tft, {
    what: "all",
    epochs,
    learningRate: initial ? LEARNING_RATE_ON : LEARNING_RATE,
    windows: (epoch) => parts.flatMap(({ series, train }) => windowsOf(series, config, stride, train, (epoch * 5) % stride)),
    validation: thinned(
      parts.flatMap(({ series, validation }) => windowsOf(series, config, stride, validation)),
      MOST_VALIDATION,
    ),
    random,
    ...(sensorDropout > 0 ? { dropout: { random, ahead: sensorDropout, sensor: sensorDropout } } : {}),
    ...(onStep ? { onStep } : {}),
  });
}
