/** Passes over windows until nothing is gained any more: one loop for bases and for fine-tuning on a building. */
import { type Random, ZonecastError } from "#domain";
import type { Trainable } from "../tft/layout.ts";
import type { Tft } from "../tft/tft.ts";
import { createTrainer } from "../train/trainer.ts";
import { assemble, type SensorDropout, type WindowAt } from "../windows/assemble.ts";

export interface LearnOptions {
  readonly what: Trainable;
  readonly epochs: number;
  readonly learningRate: number;
  /** Windows of epoch `epoch`: bases shift the phase of their stride from one to the next. */
  readonly windows: (epoch: number) => readonly WindowAt[];
  /** Judged after each epoch; the best parameters are kept. Empty: the last are. */
  readonly validation: readonly WindowAt[];
  readonly random: Random;
  /** Epochs without gain before it ends. Default 3. */
  readonly patience?: number;
  readonly batch?: number;
  readonly dropout?: SensorDropout;
  /** Called after each step with the share done; may throw to stop. */
  readonly onStep?: (share: number) => void;
}

export interface Learning {
  readonly epochs: number;
  readonly steps: number;
  readonly trainedParameters: number;
  /** Mean scaled pinball loss on the validation windows, of the kept parameters; NaN without any. */
  readonly validationPinball: number;
}

const BATCH = 64;

/** Mean scaled pinball loss over windows. */
export function lossOn(tft: Tft, windows: readonly WindowAt[]): number {
  let [sum, terms] = [0, 0];
  for (let i = 0; i < windows.length; i += BATCH) {
    const part = tft.loss(assemble(tft.config, windows.slice(i, i + BATCH)));
    sum += part.lossSum;
    terms += part.terms;
  }
  return sum / terms;
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const out = [...items];
  for (let i = out.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}

/** Teaches `tft`, which keeps the best parameters. Throws `too-little-history` without windows, `numerics` when it diverges. */
export function learn(tft: Tft, options: LearnOptions): Learning {
  const { what, epochs, learningRate, validation, random, patience = 3, batch = BATCH, dropout } = options;
  const trainer = createTrainer(tft, { what, learningRate, random });
  if (options.windows(0).length === 0)
    throw new ZonecastError("too-little-history", "there is no window to learn from", {
      retry: true,
      hint: "a window needs a week of history and a day of future, three quarters of it measured",
    });
  const first = validation.length > 0 ? lossOn(tft, validation) : Number.NaN;
  let best = { loss: first, parameters: tft.parameters(), epoch: 0 };
  let epoch = 0;
  for (; epoch < epochs && (validation.length === 0 || epoch - best.epoch < patience); epoch++) {
    const windows = shuffled(options.windows(epoch), random);
    for (let i = 0; i < windows.length; i += batch) {
      const done = (epoch + i / windows.length) / epochs;
      trainer.step(
        assemble(tft.config, windows.slice(i, i + batch), dropout),
        learningRate * (0.1 + 0.45 * (1 + Math.cos(Math.PI * done))),
      );
      options.onStep?.(done);
    }
    if (validation.length === 0) continue;
    const loss = lossOn(tft, validation);
    if (!(loss >= best.loss)) best = { loss, parameters: tft.parameters(), epoch: epoch + 1 };
  }
  if (validation.length > 0) tft.setParameters(best.parameters);
  return { epochs: epoch, steps: trainer.steps, trainedParameters: trainer.trainedParameters, validationPinball: best.loss };
}
