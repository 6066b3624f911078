/** One LSTM layer (Hochreiter and Schmidhuber 1997, with forget gate) run over a sequence, and its gradient. */

export const UNITS = 16;
const GATES = 4 * UNITS;

/** Weights of the layer: inputs × gates, units × gates, biases. Gates lie in the order input, forget, cell, output. */
export const cellWeights = (inputs: number): number => (inputs + UNITS + 1) * GATES;

/** First bias of the forget gate: 1 lets memory last from the start (Jozefowicz et al. 2015). */
export const forgetBias = (inputs: number): number => (inputs + UNITS) * GATES + UNITS;

export interface Cell {
  /** Hidden state after each step, from row 1 on; row 0 is nought. */
  readonly hidden: Float64Array;
  /** Runs over `x`, steps × inputs. */
  forward(weights: Float64Array, x: Float64Array): void;
  /** Adds to `gradient` from that of the hidden states (`steps × UNITS`, spoilt), after `forward` of the same. */
  backward(weights: Float64Array, x: Float64Array, dHidden: Float64Array, gradient: Float64Array): void;
}

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

export function createCell(steps: number, inputs: number): Cell {
  const hidden = new Float64Array((steps + 1) * UNITS);
  const memory = new Float64Array((steps + 1) * UNITS);
  const gates = new Float64Array(steps * GATES);
  const dz = new Float64Array(GATES);
  const dMemory = new Float64Array(UNITS);
  const fromHidden = inputs * GATES;
  const fromBias = (inputs + UNITS) * GATES;

  return {
    hidden,
    forward(w, x) {
      for (let t = 0; t < steps; t++) {
        const z = t * GATES;
        const before = t * UNITS;
        for (let g = 0; g < GATES; g++) gates[z + g] = w[fromBias + g]!;
        for (let i = 0; i < inputs; i++) {
          const value = x[t * inputs + i]!;
          const row = i * GATES;
          for (let g = 0; g < GATES; g++) gates[z + g]! += value * w[row + g]!;
        }
        for (let j = 0; j < UNITS; j++) {
          const value = hidden[before + j]!;
          const row = fromHidden + j * GATES;
          for (let g = 0; g < GATES; g++) gates[z + g]! += value * w[row + g]!;
        }
        for (let j = 0; j < UNITS; j++) {
          const input = sigmoid(gates[z + j]!);
          const forget = sigmoid(gates[z + UNITS + j]!);
          const candidate = Math.tanh(gates[z + 2 * UNITS + j]!);
          const output = sigmoid(gates[z + 3 * UNITS + j]!);
          const c = forget * memory[before + j]! + input * candidate;
          gates[z + j] = input;
          gates[z + UNITS + j] = forget;
          gates[z + 2 * UNITS + j] = candidate;
          gates[z + 3 * UNITS + j] = output;
          memory[before + UNITS + j] = c;
          hidden[before + UNITS + j] = output * Math.tanh(c);
        }
      }
    },
    backward(w, x, dHidden, gradient) {
      dMemory.fill(0);
      for (let t = steps - 1; t >= 0; t--) {
        const z = t * GATES;
        const before = t * UNITS;
        for (let j = 0; j < UNITS; j++) {
          const [input, forget] = [gates[z + j]!, gates[z + UNITS + j]!];
          const [candidate, output] = [gates[z + 2 * UNITS + j]!, gates[z + 3 * UNITS + j]!];
          const tanhC = Math.tanh(memory[before + UNITS + j]!);
          const dh = dHidden[before + j]!;
          const dc = dMemory[j]! + dh * output * (1 - tanhC * tanhC);
          dz[j] = dc * candidate * input * (1 - input);
          dz[UNITS + j] = dc * memory[before + j]! * forget * (1 - forget);
          dz[2 * UNITS + j] = dc * input * (1 - candidate * candidate);
          dz[3 * UNITS + j] = dh * tanhC * output * (1 - output);
          dMemory[j] = dc * forget;
        }
        for (let g = 0; g < GATES; g++) gradient[fromBias + g]! += dz[g]!;
        for (let i = 0; i < inputs; i++) {
          const value = x[t * inputs + i]!;
          const row = i * GATES;
          for (let g = 0; g < GATES; g++) gradient[row + g]! += value * dz[g]!;
        }
        for (let j = 0; j < UNITS; j++) {
          const value = hidden[before + j]!;
          const row = fromHidden + j * GATES;
          let sum = 0;
          for (let g = 0; g < GATES; g++) {
            gradient[row + g]! += value * dz[g]!;
            sum += w[row + g]! * dz[g]!;
          }
          if (t > 0) dHidden[before - UNITS + j]! += sum;
        }
      }
    },
  };
}
