import { expect, test } from "vitest";
import { BASELINES, backtest, blendSource, type LearningSource, learnedOnce } from "#forecasting";
import { hourUtc, taskOf } from "../../../support/forecast-tasks.ts";

const task = taskOf(
  { days: 20, stepS: 3600 },
  { y: (ts) => 20 + Math.sin((2 * Math.PI * hourUtc(ts)) / 24) + ((ts / 3_600_000) % 7) / 10 },
);
const [persistence, day] = BASELINES;

test("the mean of what its members say, quantile by quantile, now and in a backtest", () => {
  const blend = blendSource("both", [persistence, day]);
  const [a, b, both] = [persistence, day, blend].map((source) => source.forecast(task));
  expect(both?.model).toBe("both");
  both?.quantiles.forEach((row, i) => {
    row.forEach((q, j) => {
      expect(q).toBeCloseTo(((a?.quantiles[i]?.[j] ?? 0) + (b?.quantiles[i]?.[j] ?? 0)) / 2, 9);
    });
  });
  const { candidates } = backtest(task, [persistence, day, blend]);
  expect(candidates.find((c) => c.model === "both")?.pinball).toBeGreaterThan(0);
});

test("what is learned once is learned once", () => {
  let times = 0;
  const counted: LearningSource = {
    ...day,
    learn(t) {
      times++;
      return day.learn(t);
    },
  };
  const once = learnedOnce(counted);
  backtest(task, [once, blendSource("twice", [once, persistence])]);
  expect(times).toBe(1);
});
