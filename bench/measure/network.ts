/** The network beside PyTorch on one thread, same model and batch: forward, training step, probe epoch; least wall times of one run. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { env, memoryUsage, stdout, threadCpuUsage } from "node:process";
import { stream } from "#domain";
import { fitProbe, INPUTS, startTft, tftConfig, trainPlan, trainTogether, type WindowBatch } from "#forecasting";
import { learnBuilding } from "../../tests/support/learn-series.ts";
import { ROOT } from "../../tests/support/paths.ts";

const HIDDEN = 64;
const BATCH = 64;
const REPEATS = 5;
const PROBE_ROWS = 8_568 * 24;

/** PyTorch is Debian's: the system's own Python has it. */
const PYTHON = "/usr/bin/python3";

/** Least time on the wall, and of this thread's processor: on a busy machine the latter is the fairer one. */
interface Least {
  readonly wallMs: number;
  readonly cpuMs: number;
}

interface Times {
  readonly forwardOne: Least;
  readonly forward: Least;
  readonly train: Least;
  readonly probe: Least;
}

interface Peer extends Times {
  readonly version: string;
  /** Of its product of square matrices: with a plain BLAS it is some 6, with a good one 90 and more, and ratios mean little or much. */
  readonly gflops: number;
}

const config = tftConfig({ ...INPUTS, hidden: HIDDEN, dropout: 0 });

function torchTimes(): Peer | undefined {
  const peer = {
    ...{ hidden: HIDDEN, heads: config.heads, encoder: config.encoder, horizon: config.horizon, batch: BATCH },
    ...{ statics: INPUTS.statics.length, observed: INPUTS.observed.length, known: INPUTS.known.length },
  };
  const script = join(ROOT, "tests/support/torch/tft_bench.py");
  const { status, stdout: out } = spawnSync(PYTHON, [script, JSON.stringify(peer), `${REPEATS}`], {
    encoding: "utf8",
    env: { ...env, OMP_NUM_THREADS: "1" },
  });
  return status === 0 ? (JSON.parse(out) as Peer) : undefined;
}

function least(repeats: number, action: () => void): Least {
  let [wallMs, cpuMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  action();
  for (let i = 0; i < repeats; i++) {
    const [from, used] = [performance.now(), threadCpuUsage()];
    action();
    const { user, system } = threadCpuUsage(used);
    wallMs = Math.min(wallMs, performance.now() - from);
    cpuMs = Math.min(cpuMs, (user + system) / 1_000);
  }
  return { wallMs, cpuMs };
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

async function ownTimes(): Promise<Omit<Times, "probe" | "train"> & { readonly gradient: Least; readonly remark: string }> {
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

function probeTime(): Least {
  const random = stream(2, "bench-network");
  const features = Float32Array.from({ length: PROBE_ROWS * HIDDEN }, () => random.uniform() - 0.5);
  const targets = Float32Array.from({ length: PROBE_ROWS }, () => random.uniform());
  const epochsMs = (epochs: number) =>
    least(2, () => fitProbe({ features, targets }, { hidden: HIDDEN, levels: config.levels, epochs }));
  // Copying the features in happens once, not once an epoch.
  const [six, one] = [epochsMs(6), epochsMs(1)];
  return { wallMs: (six.wallMs - one.wallMs) / 5, cpuMs: (six.cpuMs - one.cpuMs) / 5 };
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

const ratio = (own: number, peer: number | undefined): string =>
  `${own.toFixed(1).padStart(8)} ms${peer === undefined ? "" : ` ${(own / peer).toFixed(2).padStart(5)}x`}`;

export async function benchNetwork(): Promise<void> {
  const own = await ownTimes();
  const torch = torchTimes();
  stdout.write(`network, hidden ${HIDDEN}, ${own.remark}\n`);
  const peer = torch
    ? `times of PyTorch ${torch.version}, one thread, plain, products at ${torch.gflops.toFixed(0)} GFLOP/s`
    : "nothing: there is no PyTorch";
  stdout.write(
    `least times of this run, as multiples of ${peer}\n  ${"".padEnd(28)} ${"on the wall".padStart(17)} ${"processor".padStart(18)}\n`,
  );
  const row = (name: string, mine: Partial<Least>, other: Least | undefined, target: string) => {
    const wall = ratio(mine.wallMs ?? Number.NaN, other?.wallMs);
    const cpu = mine.cpuMs === undefined ? "" : ratio(mine.cpuMs, other?.cpuMs);
    stdout.write(`  ${name.padEnd(28)} ${wall} ${cpu}${target && ` (target ${target})`}\n`);
  };
  row("forward, 1 window", own.forwardOne, torch?.forwardOne, "");
  row(`forward, ${BATCH} windows`, own.forward, torch?.forward, "1.2");
  row("gradient, without Adam", own.gradient, torch?.train, "");
  row("probe epoch, 8568 windows", probeTime(), torch?.probe, "0.5");
  for (const workers of [1, 2])
    row(
      `training step, ${workers} worker${workers > 1 ? "s" : ""}`,
      { wallMs: await stepMs(workers) },
      torch?.train,
      workers > 1 ? "0.7" : "1.2",
    );
}
