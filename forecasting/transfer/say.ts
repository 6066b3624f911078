/** What a network says about windows, in the unit of the series, in order, as cases to be judged. */
import { stream } from "#domain";
import type { Cases } from "../evaluation/cases.ts";
import { applyHead } from "../probe.ts";
import type { Tft } from "../tft/tft.ts";
import { mixed } from "../uncertainty/mixture.ts";
import { uncross } from "../uncertainty/ordered.ts";
import { type AssembledBatch, assemble, type SensorDropout, type WindowAt } from "../windows/assemble.ts";
import { type TargetScale, unscaled } from "../windows/scaling.ts";

const BATCH = 64;
/** In a server memory counts more than the last tenth of speed: the wasm heap never shrinks. */
const SMALL_BATCH = 8;

/** Features of windows: `[window][lead][hidden]`, window by window, with the scale of each. */
export interface Features {
  readonly values: Float32Array;
  /** Scaled targets, `[window][lead]`; NaN where unknown. */
  readonly targets: Float32Array;
  readonly scales: readonly TargetScale[];
}

/** Time-major rows of a batch moved to window-major places of the whole. */
function place(from: Float32Array, width: number, size: number, horizon: number, into: Float32Array, firstWindow: number): void {
  for (let t = 0; t < horizon; t++)
    for (let w = 0; w < size; w++) {
      const row = (t * size + w) * width;
      into.set(from.subarray(row, row + width), ((firstWindow + w) * horizon + t) * width);
    }
}

/** Nobody forecasts the weather: covariates after the issue time are hidden from every window. */
const WITHOUT_FUTURE: SensorDropout = { random: stream(0, "hidden"), ahead: 1, sensor: 0 };

/** One window as `featuresOf` shows it with `hideAhead`. */
export const windowShown = (tft: Tft, window: WindowAt): AssembledBatch => assemble(tft.config, [window], WITHOUT_FUTURE);

/**
 * Runs the network up to its head, once: probes are then fitted and read on these numbers alone. `hideAhead`: covariates after
 * the issue time are not shown, as where nobody forecasts them.
 */
export function featuresOf(tft: Tft, windows: readonly WindowAt[], hideAhead = false): Features {
  const { horizon, hidden } = tft.config;
  const values = new Float32Array(windows.length * horizon * hidden);
  const targets = new Float32Array(windows.length * horizon);
  const scales: TargetScale[] = [];
  const size = hideAhead ? SMALL_BATCH : BATCH;
  for (let i = 0; i < windows.length; i += size) {
    const part = windows.slice(i, i + size);
    const batch = assemble(tft.config, part, hideAhead ? WITHOUT_FUTURE : undefined);
    place(tft.encode(batch), hidden, part.length, horizon, values, i);
    place(batch.target, 1, part.length, horizon, targets, i);
    scales.push(...batch.scales);
  }
  return { values, targets, scales };
}

/** Quantiles of a head on features, ordered, in the scale of the windows, `[window][lead][level]`. */
export function headSays({ values }: Features, head: Float32Array, levels: number): Float32Array {
  const out = applyHead(values, head, levels);
  uncross(out, levels);
  return out;
}

/** Quantiles of the whole network, ordered, in the scale of the windows. `passes` > 0: the mixture of that many passes of MC dropout. */
export function networkSays(
  tft: Tft,
  windows: readonly WindowAt[],
  passes = 0,
  seed = 1,
): { quantiles: Float32Array; scales: TargetScale[] } {
  const { horizon, levels } = tft.config;
  const L = levels.length;
  const quantiles = new Float32Array(windows.length * horizon * L);
  const scales: TargetScale[] = [];
  for (let i = 0; i < windows.length; i += BATCH) {
    const part = windows.slice(i, i + BATCH);
    const batch = assemble(tft.config, part);
    const once = (pass?: number): Float32Array => {
      const out = tft.forward(batch, pass === undefined ? undefined : (seed * 7919 + i * 101 + pass) >>> 0);
      uncross(out, L);
      return out;
    };
    const said =
      passes > 0
        ? mixed(
            Array.from({ length: passes }, (_, p) => once(p)),
            levels,
          )
        : once();
    place(said, L, part.length, horizon, quantiles, i);
    scales.push(...batch.scales);
  }
  return { quantiles, scales };
}

/** Writes scaled quantiles of consecutive windows into `cases` from its case `first` on, in the unit of the series. */
export function intoCases(cases: Cases, first: number, quantiles: Float32Array, scales: readonly TargetScale[]): void {
  const cells = quantiles.length / Math.max(1, scales.length);
  const levels = cells / cases.leadS.length;
  scales.forEach((scale, w) => {
    for (let c = 0; c < cells; c++)
      cases.quantiles[(first + w) * cells + c] = unscaled(quantiles[w * cells + c] ?? Number.NaN, scale, Math.floor(c / levels));
  });
}
