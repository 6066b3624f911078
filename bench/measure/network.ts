/** The network beside PyTorch on one thread, same model and batch: forward, training step, probe epoch; least wall times of one run. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { env, memoryUsage, stdout } from "node:process";
import { stream } from "#domain";
import { fitProbe, INPUTS, startTft, tftConfig, trainPlan, trainTogether, type WindowBatch } from "#forecasting";
import { learnBuilding } from "../../tests/support/learn-series.ts";
import { ROOT } from "../../tests/support/paths.ts";

const HIDDEN = 64;
const BATCH = 64;
const REPEATS = 6;
const PROBE_ROWS = 8_568 * 24;

/** PyTorch is Debian's: the system's own Python has it. */
const PYTHON = "/usr/bin/python3";

interface Times {
  readonly forwardOne: number;
  readonly forward: number;
  readonly train: number;
  readonly probe: number;
}

const config = tftConfig({ ...INPUTS, hidden: HIDDEN, dropout: 0 });

function torchTimes(): (Times & { readonly version: string }) | undefined {
  const peer = {
    ...{ hidden: HIDDEN, heads: config.heads, encoder: config.encoder, horizon: config.horizon, batch: BATCH },
    ...{ statics: INPUTS.statics.length, observed: INPUTS.observed.length, known: INPUTS.known.length },
  };
  const script = join(ROOT, "tests/support/torch/tft_bench.py");
  const { status, stdout: out } = spawnSync(PYTHON, [script, JSON.stringify(peer), `${REPEATS}`], {
    encoding: "utf8",
    env: { ...env, OMP_NUM_THREADS: "1" },
  });
  return status === 0 ? (JSON.parse(out) as Times & { version: string }) : undefined;
}

function least(repeats: number, action: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  action();
  for (let i = 0; i < repeats; i++) {
    const from = performance.now();
    action();
    best = Math.min(best, performance.now() - from);
  }
  return best;
}

function drawnBatch(size: number): WindowBatch {
  const random = stream(1, "bench-network");
  const draw = (n: number) => Float32Array.from({ length: n }, () => random.normal());
  const known = config.known.length;
  return {
    size,
    statics: draw(size * config.statics.length),
    encoder: draw(size * config.encoder * (known + config.observed.length)),
    decoder: draw(size * config.horizon * known),
    target: draw(size * config.horizon),
  };
}

async function ownTimes(): Promise<Omit<Times, "probe" | "train"> & { readonly gradient: number; readonly remark: string }> {
  const runtime = await startTft();
  const model = runtime.create(config, 1);
  const [one, many] = [drawnBatch(1), drawnBatch(BATCH)];
  const gradient = new Float32Array(model.parameters().length);
  const before = runtime.memory().tensors;
  const times = {
    forwardOne: least(4 * REPEATS, () => model.forward(one)),
    forward: least(REPEATS, () => model.forward(many)),
    gradient: least(REPEATS, () => model.gradients(many, gradient, 1)),
  };
  const { tensors, heapBytes } = runtime.memory();
  const remark = `${runtime.kernels} kernels, ${gradient.length} parameters; tensors left behind ${tensors - before}; wasm heap ${(heapBytes / 1e6).toFixed(0)} MB, resident ${(memoryUsage().rss / 1e6).toFixed(0)} MB`;
  model.dispose();
  return { ...times, remark };
}

function probeMs(): number {
  const random = stream(2, "bench-network");
  const features = Float32Array.from({ length: PROBE_ROWS * HIDDEN }, () => random.uniform() - 0.5);
  const targets = Float32Array.from({ length: PROBE_ROWS }, () => random.uniform());
  const epochsMs = (epochs: number) =>
    least(2, () => fitProbe({ features, targets }, { hidden: HIDDEN, levels: config.levels, epochs }));
  // Copying the features in happens once, not once an epoch.
  return (epochsMs(6) - epochsMs(1)) / 5;
}

/** Least time between two steps of a training with all that belongs to it: windows cut, gradient, clip, Adam. */
async function stepMs(workers: number): Promise<number> {
  const train = [1, 2, 3].flatMap((seed) => learnBuilding(seed, 120));
  const plan = trainPlan({ config, epochs: 1, batch: BATCH, shares: workers, stride: 16, hideAhead: 0, hideSensor: 0 });
  let [best, last] = [Number.POSITIVE_INFINITY, { at: 0, step: 0 }];
  await trainTogether(plan, {
    ...{ train, validation: [], workers },
    onProgress({ step }) {
      const at = performance.now();
      if (last.step > 1) best = Math.min(best, (at - last.at) / (step - last.step));
      last = { at, step };
    },
  });
  return best;
}

export async function benchNetwork(): Promise<void> {
  const own = await ownTimes();
  const torch = torchTimes();
  const rows: readonly (readonly [string, number, number | undefined, string])[] = [
    ["forward, 1 window", own.forwardOne, torch?.forwardOne, ""],
    [`forward, ${BATCH} windows`, own.forward, torch?.forward, "1.2"],
    ["gradient alone", own.gradient, torch?.train, ""],
    ["training step, 1 worker", await stepMs(1), torch?.train, "1.2"],
    ["training step, 2 workers", await stepMs(2), torch?.train, "0.7"],
    ["probe epoch, 8568 windows", probeMs(), torch?.probe, "0.5"],
  ];
  stdout.write(`network, hidden ${HIDDEN}, ${own.remark}\n`);
  stdout.write(
    `against ${torch ? `PyTorch ${torch.version}, one thread, plain` : "nothing: there is no PyTorch"}; least wall times of this run\n`,
  );
  for (const [name, ms, peer, target] of rows)
    stdout.write(
      `  ${name.padEnd(28)} ${ms.toFixed(1).padStart(8)} ms${peer === undefined ? "" : `  ${peer.toFixed(1).padStart(8)} ms  ${(ms / peer).toFixed(2)}x${target ? ` (target ${target})` : ""}`}\n`,
    );
}
