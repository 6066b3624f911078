import { beforeAll, describe, expect, test } from "vitest";
import { column, type ForecastTask, makeFrame, P50, QUANTILE_LEVELS } from "#domain";
import {
  BASELINES,
  backtest,
  type Checkpoint,
  INPUTS,
  type LearningSource,
  type ProbeSource,
  parameterLayout,
  probeSource,
  startTft,
  tftConfig,
} from "#forecasting";
import { initialParameters } from "../../../../forecasting/tft/initial.ts";
import { SOME_THURSDAY, taskOf } from "../../../support/forecast-tasks.ts";

const config = tftConfig({ ...INPUTS, hidden: 16 });
const base: Checkpoint = {
  config,
  parameters: initialParameters(parameterLayout(config), 3),
  ...{ weights: "float32", maxWeightError: 0, hash: "0".repeat(64) },
  provenance: {
    ...{ description: "not trained", stepS: 3600, dataHash: "", dataLicence: "", command: "", seed: 3, kernels: "simd" },
    ...{ epochs: 0, windows: 0, buildings: 0, validationPinball: null },
  },
};
const wave = (ts: number): number => 20 + 2 * Math.sin((2 * Math.PI * ts) / 86_400_000);
const task = (stepS = 3600): ForecastTask => taskOf({ days: 35, stepS }, { y: wave });

let source: ProbeSource;
beforeAll(async () => {
  source = probeSource(await startTft(), base);
});

describe("the base as it is", () => {
  const short = (): ForecastTask => taskOf({ days: 11, stepS: 3600 }, { y: wave });

  test("speaks after a week, where no head can be fitted yet, and stands in the backtest of such a short history", () => {
    expect(() => source.forecast(short())).toThrow("needs about three weeks of history");
    const said = source.zeroShot.forecast(short());
    expect([said.model, said.quantiles.length]).toEqual(["tft-zero-shot", 24]);
    const { candidates } = backtest(short(), [...BASELINES, source, source.zeroShot]);
    const own = candidates.find((c) => c.model === "tft-zero-shot");
    expect(own?.mae).toBeGreaterThan(0);
    expect(candidates.find((c) => c.model === "tft-probe")?.mae).toBeNull();
  });

  test("what it says in a backtest is what it would have said then: nothing later counts", () => {
    const whole = task();
    const at = whole.issuedAt - 5 * 86_400_000;
    const y = column(whole.history, "y").slice();
    y.fill(35, Math.round((at - whole.history.startTs) / 3_600_000) + 1);
    const spoiled = { ...whole, history: makeFrame(whole.history.startTs, 3600, [["y", y]]) };
    const [said, again] = [whole, spoiled].map((t) => source.zeroShot.learn(t).hindcast(at)?.quantiles);
    expect(said).toHaveLength(24);
    expect(again).toEqual(said);
  });

  test("less than a week is too little", () => {
    expect(() => source.zeroShot.forecast(taskOf({ days: 5, stepS: 3600 }, { y: wave }))).toThrow(
      "three quarters of the last 168 hours",
    );
  });
});

describe("a probe on a series", () => {
  test("learns a plain day even on an untrained base, on the task's own grid, quantiles in order", () => {
    const made = source.forecast(task(900));
    expect(made.model).toBe("tft-probe");
    expect([made.leadS.length, made.leadS[0], made.leadS.at(-1)]).toEqual([96, 900, 86_400]);
    let error = 0;
    made.quantiles.forEach((q, i) => {
      expect([...q]).toEqual([...q].sort((a, b) => a - b));
      expect(q.length).toBe(QUANTILE_LEVELS.length);
      error += Math.abs((q[P50] ?? 0) - wave(SOME_THURSDAY + (i + 1) * 900_000)) / 96;
    });
    expect(error).toBeLessThan(0.6);
  });

  test("what it says in a backtest does not depend on anything later than the backtest's beginning", () => {
    const whole = task();
    const learned = source.learn(whole);
    const y = column(whole.history, "y").slice();
    const at = whole.issuedAt - 5 * 86_400_000;
    const row = Math.round((at - whole.history.startTs) / 3_600_000);
    y.fill(35, row + 1);
    const spoiled = { ...whole, history: makeFrame(whole.history.startTs, 3600, [["y", y]]) };
    const first = learned.hindcast(at);
    expect(first?.quantiles.length).toBe(24);
    const again = source.learn(spoiled).hindcast(at);
    again?.quantiles.forEach((q, i) => {
      expect(q[P50]).toBeCloseTo(first?.quantiles[i]?.[P50] ?? Number.NaN, 4);
    });
  });

  test("stands in a backtest beside the baselines", () => {
    const { candidates } = backtest(task(), [...BASELINES, source]);
    const own = candidates.find((c) => c.model === "tft-probe");
    expect(own?.problem).toBeUndefined();
    expect(own?.pinball).toBeGreaterThan(0);
  });
});

describe("a probe that hears ridge-ARX", () => {
  test("speaks in its own name, and knows nothing later than the backtest's beginning", () => {
    const ridge = BASELINES.find((b) => b.name === "ridge-arx");
    if (!ridge) throw new Error("no ridge");
    const whole = task();
    const both = source.on(ridge as LearningSource);
    const learned = both.learn(whole);
    const made = learned.forecast(whole);
    expect(made.model).toBe("tft-probe on ridge-arx");
    made.quantiles.forEach((q, i) => {
      expect(q[P50]).toBeCloseTo(wave(SOME_THURSDAY + (i + 1) * 3_600_000), 0);
    });
    const at = whole.issuedAt - 5 * 86_400_000;
    const y = column(whole.history, "y").slice();
    y.fill(35, Math.round((at - whole.history.startTs) / 3_600_000) + 1);
    const spoiled = { ...whole, history: makeFrame(whole.history.startTs, 3600, [["y", y]]) };
    const [before, after] = [learned.hindcast(at), both.learn(spoiled).hindcast(at)];
    expect(before?.quantiles.length).toBe(24);
    after?.quantiles.forEach((q, i) => {
      expect(q[P50]).toBeCloseTo(before?.quantiles[i]?.[P50] ?? Number.NaN, 4);
    });
  });
});

describe("says why it cannot", () => {
  test("too little history, a gap of a week, another step, a signal that it does not know", () => {
    expect(() => source.forecast(taskOf({ days: 12, stepS: 3600 }, { y: wave }))).toThrow("needs about three weeks");
    const gap = taskOf({ days: 35, stepS: 3600 }, { y: (ts) => (ts > SOME_THURSDAY - 6 * 86_400_000 ? Number.NaN : wave(ts)) });
    expect(() => source.forecast(gap)).toThrow("three quarters of the last 168 hours");
    expect(() => source.forecast({ ...task(), history: { ...task().history, stepS: 7_000 } })).toThrow(
      "thinks in steps of 3600 s",
    );
    expect(() => source.forecast(taskOf({ days: 35, signal: "gasVolumeM3" }, { y: wave }))).toThrow("not gasVolumeM3");
  });
});
