/** Brings a model to one series by a strategy: a model of its own comes out. */
import { type Clock, stream, ZonecastError } from "#domain";
import { type Checkpoint, loadCheckpoint, saveCheckpoint } from "../checkpoint.ts";
import type { MeasuredSeries } from "../evaluation/measured.ts";
import { parameterLayout } from "../tft/layout.ts";
import { startTft } from "../tft/start.ts";
import { learn } from "../transfer/learn.ts";
import { STRATEGIES, type StrategyName, strategyOf, trainedParameters } from "../transfer/strategy.ts";
import { type Stand, windowsToLearn } from "./teachable.ts";

/** What learns by steps; a probe is a command of its own, and zero-shot has nothing to learn. */
export const STEPWISE: readonly StrategyName[] = STRATEGIES.filter((s) => s.learns !== null && s.learns !== "head").map(
  (s) => s.name,
);

export interface TransferInput extends Partial<Stand> {
  readonly model: Checkpoint;
  readonly strategy: StrategyName;
  readonly clock: Clock;
  readonly seed?: number | undefined;
  /** Share done, 0..1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

export interface TransferReport {
  readonly strategy: StrategyName;
  readonly windows: number;
  readonly epochs: number;
  readonly learnS: number;
  readonly trainedParameters: number;
  /** Mean pinball loss on the newest fifth of the windows, scaled; null when there was none. */
  readonly validationPinball: number | null;
}

/** Of the windows, the share that is learned from; the newest rest decides when to stop. */
const LEARN_SHARE = 0.8;

/**
 * By default learned on the newest 28 days, a window every three hours. Throws `bad-config` for a strategy that does not learn by steps, and
 * what `probe` throws.
 */
export async function transfer(
  series: MeasuredSeries,
  { model, strategy: name, clock, at, days = 28, strideH = 3, seed = 1, onProgress }: TransferInput,
): Promise<{ readonly model: Checkpoint; readonly report: TransferReport }> {
  if (!STEPWISE.includes(name))
    throw new ZonecastError("bad-config", `'${name}' does not learn by steps`, { hint: STEPWISE.join(", ") });
  const strategy = strategyOf(name);
  const windows = windowsToLearn(series, model, { at, days, strideH });
  const { config } = model;
  const tft = (await startTft()).create(config, seed);
  if (strategy.from === "base") tft.setParameters(model.parameters);
  const border = Math.floor(LEARN_SHARE * windows.length);
  const began = clock.now();
  const learned = learn(tft, {
    ...{ what: strategy.learns ?? "head", epochs: strategy.epochs, learningRate: strategy.learningRate },
    ...{ windows: () => windows.slice(0, border), validation: windows.slice(border), batch: 32, patience: 4 },
    random: stream(seed, `transfer/${strategy.name}`),
    ...(onProgress ? { onStep: onProgress } : {}),
  });
  const report: TransferReport = {
    ...{ strategy: name, windows: windows.length, epochs: learned.epochs, learnS: (clock.now() - began) / 1000 },
    trainedParameters: trainedParameters(strategy, parameterLayout(config)),
    validationPinball: Number.isFinite(learned.validationPinball) ? learned.validationPinball : null,
  };
  const description = `${model.provenance.description} Brought to ${series.id} (${name}, ${windows.length} windows).`;
  const provenance = {
    ...model.provenance,
    description: description.slice(0, 2_000),
    epochs: model.provenance.epochs + learned.epochs,
    windows: model.provenance.windows + windows.length,
    validationPinball: report.validationPinball,
  };
  const made = await loadCheckpoint(await saveCheckpoint({ config, provenance, parameters: tft.parameters() }));
  tft.dispose();
  return { model: made, report };
}
