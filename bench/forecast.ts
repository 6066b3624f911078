/**
 * Cost of forecasting one series with six weeks of quarter hours and three covariates: learning and issuing by source, a
 * choice (backtest of all), and a plain issue after it. Times are means of processor time; ratios are to
 * persistence learned and issued in the same run. Then the network beside PyTorch.
 */
import { stdout, threadCpuUsage } from "node:process";
import { type ForecastTask, makeFrame, stream } from "#domain";
import { BASELINES, createChooser } from "#forecasting";
import { benchNetwork } from "./measure/network.ts";

const ROWS = 42 * 96;
const STEP_MS = 900_000;
const START = Date.UTC(2026, 0, 5);
const SERIES = 8;
const REPEATS = 10;

/** A heated room with sun and set-point, made of noise and a time constant of a day. */
function room(seed: number): ForecastTask {
  const random = stream(seed, "bench-room");
  const names = ["y", "outdoorTempC", "globalIrradianceWPerM2", "heatingSetpointC"] as const;
  const [y, outdoor, sun, setpoint] = names.map(() => new Float64Array(ROWS)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let airC = 20;
  let weather = 0;
  for (let i = 0; i < ROWS; i++) {
    const hour = (i / 4) % 24;
    weather = 0.99 * weather + 0.15 * random.normal();
    outdoor[i] = 4 + 4 * Math.sin((2 * Math.PI * (hour - 9)) / 24) + weather;
    sun[i] = Math.max(0, 350 * Math.sin((Math.PI * (hour - 7)) / 10)) * random.uniform();
    setpoint[i] = hour >= 6 && hour < 22 ? 21 : 17;
    const heating = Math.min(1, Math.max(0, setpoint[i]! - airC));
    airC += 0.01 * (outdoor[i]! - airC) + 0.0005 * sun[i]! + 0.25 * heating + 0.02 * random.normal();
    y[i] = airC;
  }
  const values = [y, outdoor, sun, setpoint];
  return {
    point: { building: "bench", zone: `room-${seed}`, signal: "airTempC", source: "bench:1" },
    issuedAt: START + (ROWS - 1) * STEP_MS,
    history: makeFrame(
      START,
      STEP_MS / 1000,
      names.map((name, i) => [name, values[i]!] as const),
    ),
    timeZone: "Europe/Berlin",
    origin: "live",
  };
}

/** Mean processor time of this thread, ms: on a busy machine the clock on the wall measures the others. */
function meanMs<T>(items: readonly T[], action: (item: T) => void): number {
  const from = threadCpuUsage();
  for (const item of items) action(item);
  const { user, system } = threadCpuUsage(from);
  return (user + system) / 1000 / items.length;
}

export async function run(): Promise<void> {
  const tasks = Array.from({ length: SERIES }, (_, i) => room(i));
  const many = Array.from({ length: REPEATS }, () => tasks).flat();
  // Once unmeasured, so that the compiler has seen everything.
  createChooser().forecast(room(SERIES));

  let base = Number.NaN;
  const row = (name: string, ms: number) => {
    if (Number.isNaN(base)) base = ms;
    stdout.write(`${name.padEnd(36)} ${ms.toFixed(1).padStart(7)} ms ${(ms / base).toFixed(1).padStart(7)} x\n`);
  };
  for (const source of BASELINES) {
    row(
      `${source.name}: learn and issue`,
      meanMs(source.name === "persistence" ? many : tasks, (task) => void source.forecast(task)),
    );
    const learned = source.learn(tasks[0] ?? room(0));
    row(
      `${source.name}: issue`,
      meanMs(
        many.map((task) => ({ ...task })),
        (task) => void learned.forecast(task),
      ),
    );
  }
  const chooser = createChooser();
  row(
    "chooser: choose among all and issue",
    meanMs(tasks, (task) => void chooser.forecast(task)),
  );
  row(
    "chooser: plain issue",
    meanMs(many, (task) => void chooser.forecast(task)),
  );
  await benchNetwork();
}
