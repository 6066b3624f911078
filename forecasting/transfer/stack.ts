/** A probe that also hears another forecaster: its quantiles stand beside the network's features, and the head learns whom to believe. */
import type { TftConfig } from "../tft/config.ts";
import { scaledAhead } from "../windows/scaling.ts";
import { fitHead } from "./probe-fit.ts";
import type { Features } from "./say.ts";

/**
 * `features` with the quantiles `said` of another forecaster beside them, `[window][lead][level]` in the unit of the series.
 * Where it was silent the features are NaN, so that nothing is said there, and the target is NaN, so that nothing is learned.
 */
export function besideFeatures(
  { values, targets, scales }: Features,
  said: ArrayLike<number>,
  { hidden, horizon, levels }: TftConfig,
): Features {
  const L = levels.length;
  const width = hidden + L;
  const out = new Float32Array(targets.length * width);
  const known = targets.slice();
  scales.forEach((scale, w) => {
    for (let t = 0; t < horizon; t++) {
      const cell = w * horizon + t;
      out.set(values.subarray(cell * hidden, (cell + 1) * hidden), cell * width);
      for (let j = 0; j < L; j++) {
        const v = scaledAhead(said[cell * L + j] ?? Number.NaN, scale, t);
        out[cell * width + hidden + j] = v;
        if (Number.isNaN(v)) known[cell] = Number.NaN;
      }
    }
  });
  return { values: out, targets: known, scales };
}

/** The head that a stack begins from: the even blend of the network's own `head` and the other forecaster, level by level. */
export function evenHead(head: Float32Array, { hidden, levels }: TftConfig): Float32Array {
  const L = levels.length;
  const out = new Float32Array((hidden + L + 1) * L);
  for (let i = 0; i < hidden * L; i++) out[i] = (head[i] ?? 0) / 2;
  for (let j = 0; j < L; j++) {
    out[(hidden + j) * L + j] = 0.5;
    out[(hidden + L) * L + j] = (head[hidden * L + j] ?? 0) / 2;
  }
  return out;
}

/**
 * How much nearer to the even blend a stack is held than a probe to its base, for there is another to fall back upon. On the
 * learning parts of measured series (three of each kind) a fifth to five times of it was better here and worse there by a point or two.
 */
const PULL = 20;

/**
 * A head on `heard` (see `besideFeatures`), from the even blend of a probe's `head` and the other. With nothing to learn from it
 * is that blend.
 */
export function fitBeside(heard: Features, config: TftConfig, head: Float32Array, seed = 1): Float32Array {
  const even = evenHead(head, config);
  return heard.targets.some(Number.isFinite) ? fitHead(heard, config, even, seed, PULL) : even;
}
