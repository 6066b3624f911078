import { expect, test } from "vitest";
import { stream } from "#domain";
import { cellWeights, createCell, UNITS } from "../../../../forecasting/response/lstm-cell.ts";

test("the gradient is that of differences", () => {
  const [steps, inputs] = [5, 3];
  const random = stream(3, "cell");
  const weights = Float64Array.from({ length: cellWeights(inputs) }, () => 0.4 * random.normal());
  const x = Float64Array.from({ length: steps * inputs }, () => random.normal());
  const pull = Float64Array.from({ length: steps * UNITS }, () => random.normal());
  const cell = createCell(steps, inputs);
  /** Sum of all hidden states, each with a weight of its own. */
  const loss = (w: Float64Array) => {
    cell.forward(w, x);
    return pull.reduce((sum, p, i) => sum + p * cell.hidden[UNITS + i]!, 0);
  };
  const gradient = new Float64Array(weights.length);
  loss(weights);
  cell.backward(weights, x, pull.slice(), gradient);
  for (let i = 0; i < weights.length; i += 37) {
    const [up, down] = [weights.slice(), weights.slice()];
    up[i]! += 1e-6;
    down[i]! -= 1e-6;
    expect(gradient[i]).toBeCloseTo((loss(up) - loss(down)) / 2e-6, 5);
  }
});
