import { expect, test } from "vitest";
import { column } from "../../../../domain/index.ts";
import { comfortGuard } from "../../../../sim/excitation/envelope.ts";
import { runTrial, trialWeather } from "../../../../sim/excitation/trial.ts";

const weather = trialWeather(4, 7 * 96);

test("row k's action acts in the interval that row k names", () => {
  const pulse = runTrial({ weather, heating: (_, row) => (row === 100 ? 4_500 : 0) });
  const none = runTrial({ weather, heating: () => 0 });
  const difference = column(pulse, "airTempC").map((t, i) => t - (column(none, "airTempC")[i] ?? Number.NaN));
  expect(difference.slice(0, 101).every((d) => d === 0)).toBe(true);
  expect(difference[101]).toBeGreaterThan(0.5);
  expect(column(pulse, "heatingPowerW")[100]).toBe(4_500);
});

test("whoever wishes sees the temperature of the row and what was done before", () => {
  const seen: (number | undefined)[][] = [];
  const heating = comfortGuard({ range: { min: 0, max: 4_500 } }, 900);
  const frame = runTrial({
    weather,
    guards: { heating },
    heating: ({ airTempC, levelBefore }) => {
      seen.push([airTempC, levelBefore]);
      return 4_500;
    },
  });
  const [air, done] = [column(frame, "airTempC"), column(frame, "heatingPowerW")];
  expect(seen).toEqual([...air].map((t, i) => [t, i === 0 ? undefined : done[i - 1]]));
  expect(done.some((w) => w < 4_500)).toBe(true);
});

test("the same inputs give the same rows", () => {
  const run = () => runTrial({ weather, heating: ({ airTempC }) => (airTempC < 21 ? 3_000 : 0) });
  expect(run()).toEqual(run());
});
