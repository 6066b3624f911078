/** How far a model of ours is from PyTorch's results. */
import type { TftRuntime } from "../../../forecasting/tft/open.ts";
import { configOf, drawn, drawnBatch, drawnParameters, type GoldenCase, timeMajor } from "./golden.ts";

export interface Parity {
  /** Greatest distance of a quantile. */
  readonly quantiles: number;
  /** Greatest distance of an attention weight. */
  readonly attention: number;
  /** Relative distance of the loss. */
  readonly loss: number;
  /**
   * Greatest distance of a gradient's norm or product, relative to the norm, and where it is. A gradient that vanishes by
   * cancellation (the key's bias: softmax does not see it) is measured against a thousandth of the whole gradient's norm.
   */
  readonly gradient: number;
  readonly worst: string;
}

const greatest = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((worst, v, i) => Math.max(worst, Math.abs(v - (b[i] ?? Number.NaN))), 0);

export function parityOf(runtime: TftRuntime, golden: GoldenCase): Parity {
  const { config: c } = golden;
  const model = runtime.create(configOf(golden), 1);
  const names = model.layout.map((p) => p.name);
  if (names.toSorted().join() !== Object.keys(golden.gradients).toSorted().join())
    throw new Error("the two models have not the same parameters");
  model.setParameters(drawnParameters(model.layout));
  const batch = drawnBatch(golden);
  const levels = golden.quantiles.length / (c.batch * c.horizon);
  const quantiles = greatest(timeMajor(golden.quantiles, c.batch, c.horizon, levels), model.forward(batch));
  const steps = c.encoder + c.horizon;
  const { attention } = model.interpret(batch);
  const first = Array.from({ length: c.batch }, (_, b) => [
    ...attention.subarray(b * c.horizon * steps, b * c.horizon * steps + steps),
  ]);
  const gradients = new Float32Array(model.parameters().length);
  const { lossSum } = model.gradients(batch, gradients, 1);
  const floor = 1e-3 * Math.hypot(...Object.values(golden.gradients).map(([norm]) => norm));
  let [gradient, worst] = [0, ""];
  for (const { name, offset, size } of model.layout) {
    const own = gradients.subarray(offset, offset + size);
    const [norm, product] = golden.gradients[name] ?? [Number.NaN, Number.NaN];
    const vector = drawn(`gradient.${name}`, size);
    const ownNorm = Math.hypot(...own);
    const ownProduct = own.reduce((sum, g, i) => sum + g * (vector[i] ?? 0), 0);
    // A product may be near zero by chance: it is measured against the norm.
    const distance = Math.max(Math.abs(ownNorm - norm), Math.abs(ownProduct - product) / Math.sqrt(size)) / Math.max(norm, floor);
    if (!(distance <= gradient)) [gradient, worst] = [distance, name];
  }
  model.dispose();
  const loss = Math.abs(lossSum - golden.loss) / golden.loss;
  return { quantiles, attention: greatest(golden.attention, first.flat()), loss, gradient, worst };
}
