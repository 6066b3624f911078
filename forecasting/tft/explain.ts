/** What a network looked at for one forecast: its own weights, summed up for people. */
import type { Explanation, InputShare } from "#domain";
import type { WindowBatch } from "./batch.ts";
import type { Tft } from "./tft.ts";

/** Mean over the rows of a matrix, by column, greatest first. */
function shares(weights: Float32Array, names: readonly string[]): InputShare[] {
  const rows = weights.length / names.length;
  const mean = (j: number): number => {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += weights[i * names.length + j] ?? 0;
    return sum / rows;
  };
  return names.map((input, j) => ({ input, share: mean(j) })).sort((a, b) => b.share - a.share);
}

/** Of a batch of one window. The head has no part in it, so it holds for every probe on the same base. */
export function explained(tft: Tft, window: WindowBatch, model: string, issuedAt: number): Explanation {
  const { statics, encoder, decoder, attention } = tft.interpret(window);
  const { config } = tft;
  const steps = config.encoder + config.horizon;
  const hours = new Array<number>(steps).fill(0);
  for (const [i, weight] of attention.entries()) hours[i % steps] = (hours[i % steps] ?? 0) + weight / config.horizon;
  return {
    ...{ model, issuedAt, hoursBack: config.encoder },
    past: shares(encoder, [...config.observed, ...config.known]),
    ahead: shares(decoder, config.known),
    statics: shares(statics, config.statics),
    attention: hours,
  };
}
