/** Probe-only transfer: features of the target's windows once, then heads in a moment; several heads make an ensemble. */
import { stream } from "#domain";
import { fitProbe } from "../probe.ts";
import type { TftConfig } from "../tft/config.ts";
import { mixed } from "../uncertainty/mixture.ts";
import { type Features, headSays } from "./say.ts";

/** The base's head, as the last numbers of its parameters. */
export const headOf = (parameters: Float32Array, { hidden, levels }: TftConfig): Float32Array =>
  parameters.slice(parameters.length - (hidden + 1) * levels.length);

/** With fewer windows than these the head is held nearer to the base's. */
const FEW_WINDOWS = 48;
/**
 * Steps, step size and pull towards the base's head (what is believed without data), chosen on the learning parts of measured
 * buildings: a head that stops early by its newest windows is worse than one that learns from all of them to the end.
 */
const STEPS = 600;
const LEARNING_RATE = 1e-2;
const ANCHOR = 5e-4;
const ANCHOR_FEW = 2e-2;
const BATCH_ROWS = 1536;

/**
 * A head for the building that `features` come from, from `initial`; `pull`: how many times as near to it as usual it is held.
 * Throws `too-little-history` without a target.
 */
export function fitHead(features: Features, config: TftConfig, initial: Float32Array, seed = 1, pull = 1): Float32Array {
  const rows = features.targets.length;
  const hidden = features.values.length / rows;
  const { head } = fitProbe(
    { features: features.values, targets: features.targets },
    {
      hidden,
      levels: config.levels,
      initial,
      epochs: Math.max(1, Math.round(STEPS / Math.ceil(rows / BATCH_ROWS))),
      learningRate: LEARNING_RATE,
      batchRows: BATCH_ROWS,
      anchor: pull * (features.scales.length < FEW_WINDOWS ? ANCHOR_FEW : ANCHOR),
      seed,
    },
  );
  return head;
}

/** Windows are drawn with replacement in blocks of a day's worth, since neighbours share most of their targets. */
function resampled(features: Features, config: TftConfig, block: number, seed: number): Features {
  const windows = features.scales.length;
  const random = stream(seed, "probe-ensemble");
  const cells = config.horizon;
  const hidden = features.values.length / features.targets.length;
  const values = new Float32Array(features.values.length);
  const targets = new Float32Array(features.targets.length);
  const scales = [...features.scales];
  for (let w = 0; w < windows; w += block) {
    const n = Math.min(block, windows - w);
    const from = random.below(windows - n + 1);
    values.set(features.values.subarray(from * cells * hidden, (from + n) * cells * hidden), w * cells * hidden);
    targets.set(features.targets.subarray(from * cells, (from + n) * cells), w * cells);
    scales.splice(w, n, ...features.scales.slice(from, from + n));
  }
  return { values, targets, scales };
}

/** Heads on `members` resamples of the features. */
export function fitHeads(
  features: Features,
  config: TftConfig,
  initial: Float32Array,
  members: number,
  block: number,
): Float32Array[] {
  return Array.from({ length: members }, (_, m) => fitHead(resampled(features, config, block, m + 1), config, initial, m + 1));
}

/** Quantiles of the ensemble's mixture on features, scaled, ordered. */
export const ensembleSays = (features: Features, heads: readonly Float32Array[], levels: readonly number[]): Float32Array =>
  mixed(
    heads.map((head) => headSays(features, head, levels.length)),
    levels,
  );
