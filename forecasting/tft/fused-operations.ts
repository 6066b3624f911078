/** The layers on our own kernels. */
import * as tf from "@tensorflow/tfjs-core";
import { CONTEXT_ELU, LINEAR } from "../kernels/dense.ts";
import { DROPOUT, GATED_NORM } from "../kernels/gated-norm.ts";
import { LSTM } from "../kernels/lstm.ts";
import { needed, runMany, runOne } from "../kernels/register.ts";
import { runWeightedSum, SPREAD } from "../kernels/selection.ts";
import type { Matrix, Operations } from "./operations.ts";

/** Needs `installKernels` on this thread. */
export const fusedOperations: Operations = {
  linear: (x, w, b, elu = false) => runOne(LINEAR, b ? { x, w, b } : { x, w }, { elu: elu ? 1 : 0 }),
  contextElu: (a, c) => runOne(CONTEXT_ELU, { a, c }),
  gatedNorm: (g, skip, gamma, beta) => runOne(GATED_NORM, { g, skip, gamma, beta }),
  spread: (x, column, w, b, elu) => runOne(SPREAD, { x, w, b }, { column, elu: elu ? 1 : 0 }),
  weightedSum: runWeightedSum,
  lstm(x, w, u, b, h0, c0, steps) {
    const [hs, cs] = runMany(LSTM, { x, w, u, b, h0, c0 }, { steps });
    const [batch, hidden] = h0.shape;
    const last = (states: tf.Tensor | undefined) => tf.slice(needed(states) as Matrix, [steps * batch, 0], [batch, hidden]);
    return {
      all: tf.slice(needed(hs) as Matrix, [batch, 0], [steps * batch, hidden]),
      lastHidden: last(hs),
      lastCell: last(cs),
    };
  },
  dropout: (x, rate, seed) => runOne(DROPOUT, { x }, { rate, seed }),
};
