/** Probe-only transfer: features of the target's windows once, then heads in a moment; several heads make an ensemble. */
import { stream } from "#domain";
import { fitProbe } from "../probe.ts";
import type { TftConfig } from "../tft/config.ts";
import { mixed } from "../uncertainty/mixture.ts";
import { type Features, headSays } from "./say.ts";

/** The base's head, as the last numbers of its parameters. */
export const headOf = (parameters: Float32Array, { hidden, levels }: TftConfig): Float32Array =>
  parameters.slice(parameters.length - (hidden + 1) * levels.length);

/** Share of the newest windows that decide when to stop. */
const VALIDATION_SHARE = 0.2;
/** With fewer windows all are learned from, and the head is held near the base's. */
const FEW_WINDOWS = 72;
const EPOCHS = 60;
/** Pull towards the base's head: it is what is believed without data. */
const ANCHOR = 2e-3;

const part = ({ values, targets }: Features, config: TftConfig, from: number, to: number) => ({
  features: values.subarray(from * config.horizon * config.hidden, to * config.horizon * config.hidden),
  targets: targets.subarray(from * config.horizon, to * config.horizon),
});

/** A head for the building that `features` come from (windows in time order), from the base's `initial`. Throws `too-little-history`. */
export function fitHead(features: Features, config: TftConfig, initial: Float32Array, seed = 1): Float32Array {
  const windows = features.scales.length;
  const few = windows < FEW_WINDOWS;
  const border = few ? windows : Math.floor(windows * (1 - VALIDATION_SHARE));
  const { head } = fitProbe(part(features, config, 0, border), {
    hidden: config.hidden,
    levels: config.levels,
    initial,
    epochs: few ? EPOCHS / 3 : EPOCHS,
    anchor: few ? 10 * ANCHOR : ANCHOR,
    seed,
    ...(few ? {} : { validation: part(features, config, border, windows) }),
  });
  return head;
}

/** Windows are drawn with replacement in blocks of a day's worth, since neighbours share most of their targets. */
function resampled(features: Features, config: TftConfig, block: number, seed: number): Features {
  const windows = features.scales.length;
  const random = stream(seed, "probe-ensemble");
  const cells = config.horizon;
  const values = new Float32Array(features.values.length);
  const targets = new Float32Array(features.targets.length);
  const scales = [...features.scales];
  for (let w = 0; w < windows; w += block) {
    const n = Math.min(block, windows - w);
    const from = random.below(windows - n + 1);
    values.set(
      features.values.subarray(from * cells * config.hidden, (from + n) * cells * config.hidden),
      w * cells * config.hidden,
    );
    targets.set(features.targets.subarray(from * cells, (from + n) * cells), w * cells);
    for (let i = 0; i < n; i++) scales[w + i] = features.scales[from + i] ?? { centre: 0, scale: 1 };
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
