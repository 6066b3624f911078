/** Probe-only fit: the quantile head learned on cached features, everything before it frozen. Needs no tensorflow.js. */
import { stream, ZonecastError } from "#domain";
import { bestBuild, instantiateKernels, type KernelBuild, type KernelExports } from "./kernels/module.ts";

export interface ProbeData {
  /** [rows, hidden], as `Tft.encode` makes them; in any order of rows. */
  readonly features: Float32Array;
  /** [rows], in the scale that the features were made in; NaN where there is no truth. */
  readonly targets: Float32Array;
}

export interface ProbeOptions {
  readonly hidden: number;
  /** Quantile levels, at most 8. */
  readonly levels: readonly number[];
  /** Head to begin from (`hidden · levels` weights, then `levels` biases); zeros when left out. */
  readonly initial?: Float32Array;
  /** Default 40. */
  readonly epochs?: number;
  /** Step size of Adam at the start; it falls to a tenth along a half cosine. Default 0.003. */
  readonly learningRate?: number;
  /** Rows between two steps. Default 1536: 64 windows of 24 h. */
  readonly batchRows?: number;
  /** Pull towards `initial`, in units of loss per squared distance. Default 0. */
  readonly anchor?: number;
  /** Judged after each epoch; the best head is kept. Without it the last head is. */
  readonly validation?: ProbeData;
  /** Epochs without a better validation loss before stopping. Default 10. */
  readonly patience?: number;
  readonly seed?: number;
  readonly build?: KernelBuild;
}

export interface ProbeFit {
  /** `hidden · levels` weights, then `levels` biases: 455 numbers at hidden 64 with 7 levels. */
  readonly head: Float32Array;
  readonly epochs: number;
  /** Mean pinball loss of the last epoch over rows and levels. */
  readonly trainPinball: number;
  /** Mean pinball loss of the kept head; NaN without validation data. */
  readonly validationPinball: number;
}

const LANES = 8;
const BETA1 = 0.9;
const BETA2 = 0.999;

/** Places in the memory of one fit, floats. */
interface Places {
  readonly levels: number;
  readonly losses: number;
  readonly head: number;
  readonly gradient: number;
  readonly validation: number;
  readonly data: number;
}

function rowsOf({ features, targets }: ProbeData, hidden: number): number {
  if (features.length !== targets.length * hidden)
    throw new ZonecastError(
      "bad-input",
      `${features.length} features do not fit ${targets.length} targets at hidden size ${hidden}`,
    );
  return targets.length;
}

/** The kernel with all data in one memory of its own. */
class Pass {
  readonly floats: Float32Array;
  readonly places: Places;
  private readonly kernels: KernelExports;
  private readonly hidden: number;

  constructor(data: ProbeData, validation: ProbeData | undefined, hidden: number, build: KernelBuild) {
    const size = hidden * LANES + LANES;
    const base = 4;
    const head = base + 2 * LANES;
    const gradient = head + size;
    const forValidation = gradient + size;
    const forData = forValidation + (validation ? validation.features.length + validation.targets.length : 0);
    const aligned = (n: number) => (n + 3) & ~3;
    const total = aligned(forData + data.features.length + data.targets.length) + 8;
    const memory = new WebAssembly.Memory({ initial: Math.ceil((total * 4) / 65_536) + 1 });
    this.kernels = instantiateKernels(build, memory);
    this.floats = new Float32Array(memory.buffer);
    this.hidden = hidden;
    this.places = { levels: base, losses: base + LANES, head, gradient, validation: forValidation, data: forData };
    if (validation) this.store(forValidation, validation);
    this.store(forData, data);
  }

  private store(at: number, { features, targets }: ProbeData): void {
    this.floats.set(features, at);
    this.floats.set(targets, at + features.length);
  }

  /** Adds gradient and losses of rows `from` to `to`; returns how many had a truth. */
  run(at: number, rows: number, from: number, to: number): number {
    const { head, gradient, levels, losses } = this.places;
    const weights = this.hidden * LANES;
    const places = [at + from * this.hidden, at + rows * this.hidden + from].map((f) => f * 4);
    const rest = [head, head + weights, levels, gradient, gradient + weights, losses].map((f) => f * 4);
    return this.kernels.probePass(...places, to - from, this.hidden, ...rest);
  }
}

/** [hidden, levels] and biases to rows of eight lanes, and back. */
function spread(head: Float32Array, levels: number, into: Float32Array): void {
  for (let i = 0; i < head.length; i++) into[Math.floor(i / levels) * LANES + (i % levels)] = head[i] ?? 0;
}
const gathered = (lanes: Float32Array, levels: number): Float32Array =>
  Float32Array.from(
    { length: (lanes.length / LANES) * levels },
    (_, i) => lanes[Math.floor(i / levels) * LANES + (i % levels)] ?? 0,
  );

/** Fits the head. Throws `bad-input` for arrays that do not fit each other, `too-little-history` when no row has a truth. */
export function fitProbe(data: ProbeData, options: ProbeOptions): ProbeFit {
  const { hidden, levels, epochs = 40, learningRate = 3e-3, batchRows = 1536, anchor = 0, validation, patience = 10 } = options;
  const rows = rowsOf(data, hidden);
  const validationRows = validation ? rowsOf(validation, hidden) : 0;
  if (!data.targets.some(Number.isFinite))
    throw new ZonecastError("too-little-history", "a probe needs at least one target value", { retry: true });
  const pass = new Pass(data, validation, hidden, options.build ?? bestBuild());
  const { floats, places } = pass;
  const size = hidden * LANES + LANES;
  const head = floats.subarray(places.head, places.head + size);
  const gradient = floats.subarray(places.gradient, places.gradient + size);
  const losses = floats.subarray(places.losses, places.losses + LANES);
  floats.set(levels, places.levels);
  const start = new Float32Array(size);
  if (options.initial) spread(options.initial, levels.length, start);
  head.set(start);

  const lossSum = () => losses.subarray(0, levels.length).reduce((a, b) => a + b, 0);
  const judge = (): number => {
    losses.fill(0);
    const seen = pass.run(places.validation, validationRows, 0, validationRows);
    return lossSum() / (seen * levels.length);
  };

  const [m, v] = [new Float32Array(size), new Float32Array(size)];
  const chunks = Array.from({ length: Math.ceil(rows / batchRows) }, (_, i) => i * batchRows);
  const random = stream(options.seed ?? 1, "probe");
  let best = { loss: validation ? judge() : Number.POSITIVE_INFINITY, head: head.slice(), epoch: 0 };
  let step = 0;
  let trainPinball = Number.NaN;
  let epoch = 0;
  while (epoch < epochs && !(validation && epoch - best.epoch >= patience)) {
    for (let i = chunks.length - 1; i > 0; i--) {
      const j = random.below(i + 1);
      [chunks[i], chunks[j]] = [chunks[j] ?? 0, chunks[i] ?? 0];
    }
    const rate = learningRate * (0.1 + 0.45 * (1 + Math.cos((Math.PI * epoch) / epochs)));
    let [sum, terms] = [0, 0];
    for (const from of chunks) {
      gradient.fill(0);
      losses.fill(0);
      const seen = pass.run(places.data, rows, from, Math.min(rows, from + batchRows));
      if (seen === 0) continue;
      sum += lossSum();
      terms += seen * levels.length;
      step++;
      const scale = 1 / (seen * levels.length);
      const [c1, c2] = [1 - BETA1 ** step, 1 - BETA2 ** step];
      for (let i = 0; i < size; i++) {
        const g = (gradient[i] ?? 0) * scale + 2 * anchor * ((head[i] ?? 0) - (start[i] ?? 0));
        const mi = BETA1 * (m[i] ?? 0) + (1 - BETA1) * g;
        const vi = BETA2 * (v[i] ?? 0) + (1 - BETA2) * g * g;
        m[i] = mi;
        v[i] = vi;
        head[i] = (head[i] ?? 0) - (rate * (mi / c1)) / (Math.sqrt(vi / c2) + 1e-8);
      }
    }
    trainPinball = sum / terms;
    epoch++;
    if (validation) {
      const loss = judge();
      if (loss < best.loss) best = { loss, head: head.slice(), epoch };
    }
  }
  const kept = validation ? best.head : head;
  return {
    head: gathered(kept, levels.length),
    epochs: epoch,
    trainPinball,
    validationPinball: validation ? best.loss : Number.NaN,
  };
}

/** Quantiles [rows, levels] of a head on features [rows, hidden]. */
export function applyHead(features: Float32Array, head: Float32Array, levels: number): Float32Array {
  const hidden = head.length / levels - 1;
  const rows = features.length / hidden;
  const out = new Float32Array(rows * levels);
  for (let r = 0; r < rows; r++)
    for (let j = 0; j < levels; j++) {
      let sum = head[hidden * levels + j] ?? 0;
      for (let k = 0; k < hidden; k++) sum += (features[r * hidden + k] ?? 0) * (head[k * levels + j] ?? 0);
      out[r * levels + j] = sum;
    }
  return out;
}
