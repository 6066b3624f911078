import { describe, expect, test } from "vitest";
import { column, type Frame, isZonecastError, makeFrame } from "#domain";
import { demoBuildings, simulate, syntheticWeather } from "#sim";
import { boxBuilding, boxZone } from "../../support/box-building.ts";
import { stillWeather } from "../../support/still-weather.ts";

const [house] = demoBuildings();
if (!house) throw new Error("there is no demo building");
const startTs = Date.UTC(2025, 0, 13);
const weatherOf = (days: number, fromTs = startTs) =>
  syntheticWeather({ climate: "central-europe", seed: 3, startTs: fromTs, stepS: 300, length: days * 288 + 1 });
const code = (run: () => unknown): string | false => {
  try {
    run();
  } catch (e) {
    return isZonecastError(e) && e.code;
  }
  return false;
};
const rows = (frame: Frame, name: string) => Array.from(column(frame, name));

describe("the result", () => {
  const fine = simulate({ model: house, weather: weatherOf(4), stepS: 300 });
  const coarse = simulate({ model: house, weather: weatherOf(4), stepS: 3600 });

  test("does not depend on the output step", () => {
    expect(coarse.endState.thermal).toEqual(fine.endState.thermal);
    expect(coarse.frame.startTs).toBe(startTs + 3_600_000);
    const temp = rows(fine.frame, "kitchen/airTempC");
    expect(rows(coarse.frame, "kitchen/airTempC")).toEqual(temp.filter((_, i) => i % 12 === 11));
    const power = rows(fine.frame, "whole/heatingPowerW");
    const hour = power.slice(12, 24).reduce((a, b) => a + b, 0) / 12;
    expect(rows(coarse.frame, "whole/heatingPowerW")[1]).toBeCloseTo(hour, 6);
  });

  test("of two runs joined by their state is that of one", () => {
    const first = simulate({ model: house, weather: weatherOf(2), stepS: 3600 });
    const second = simulate({
      model: house,
      weather: weatherOf(2, first.endState.ts),
      stepS: 3600,
      startState: first.endState,
    });
    const joined = [...rows(first.frame, "hall/airTempC"), ...rows(second.frame, "hall/airTempC")];
    joined.forEach((v, i) => void expect(v).toBeCloseTo(rows(coarse.frame, "hall/airTempC")[i] ?? Number.NaN, 9));
    expect(second.frame.startTs).toBe(first.endState.ts + 3_600_000);
  });

  test("closes its heat balance in every row", () => {
    const [gain, loss, stored] = ["gainW", "lossW", "storedW"].map((n) => rows(fine.frame, `whole/${n}`));
    rows(fine.frame, "whole/balanceResidualW").forEach((r, i) => {
      const size = Math.abs(gain?.[i] ?? 0) + Math.abs(loss?.[i] ?? 0) + Math.abs(stored?.[i] ?? 0);
      expect(Math.abs(r)).toBeLessThan(1e-9 * size);
    });
  });

  test("keeps heated rooms near their set-points in January, warmer by day than by night", () => {
    const temp = rows(coarse.frame, "living-room/airTempC").slice(24);
    expect(Math.min(...temp)).toBeGreaterThan(16.5);
    expect(Math.max(...temp)).toBeLessThan(24);
    const at = (utcHour: number) => temp.filter((_, i) => (i + 1) % 24 === utcHour).reduce((a, b) => a + b, 0) / 3;
    expect(at(15) - at(2)).toBeGreaterThan(1.5);
  });
});

describe("controls", () => {
  const model = boxBuilding([boxZone("a"), boxZone("cold", { heating: undefined })]);
  const weather = stillWeather(0, 48);

  test("replace set-point and thermostat while they hold, and nothing afterwards", () => {
    const controls = makeFrame(weather.startTs, 6 * 3600, [
      ["a/heatingPowerW", Float64Array.of(Number.NaN, 600, 99_999, Number.NaN)],
      ["a/heatingSetpointC", Float64Array.of(5, 5, 5, 5)],
    ]);
    const { frame } = simulate({ model, weather, stepS: 3600, controls });
    const power = rows(frame, "a/heatingPowerW");
    expect(power[3]).toBe(0);
    expect(power[8]).toBeCloseTo(600, 9);
    expect(power[14]).toBeCloseTo(1000, 9);
    expect(rows(frame, "a/heatingSetpointC").slice(22, 26)).toEqual([5, 5, 20, 20]);
  });

  test("for what cannot be controlled are refused", () => {
    const wrong = (name: string) => makeFrame(0, 300, [[name, Float64Array.of(1)]]);
    for (const name of ["cold/heatingPowerW", "b/heatingSetpointC", "a/airTempC", "a"])
      expect(code(() => simulate({ model, weather, stepS: 300, controls: wrong(name) }))).toBe("unknown-name");
  });
});

test.each<[string, () => unknown, string]>([
  ["an output step that is no multiple", () => simulate({ model: house, weather: weatherOf(1), stepS: 450 }), "bad-input"],
  ["a step of 0", () => simulate({ model: house, weather: weatherOf(1), stepS: 0 }), "bad-input"],
  [
    "weather without a column",
    () => simulate({ model: house, weather: makeFrame(0, 300, [["outdoorTempC", new Float64Array(9)]]), stepS: 300 }),
    "bad-frame",
  ],
  ["weather with a gap", () => simulate({ model: house, weather: stillWeather(Number.NaN, 5), stepS: 300 }), "bad-input"],
  ["weather of one row", () => simulate({ model: house, weather: stillWeather(0, 0), stepS: 300 }), "bad-input"],
  [
    "a state of another building",
    () =>
      simulate({
        model: house,
        weather: weatherOf(1),
        stepS: 300,
        startState: simulate({ model: boxBuilding([boxZone("a")]), weather: weatherOf(1), stepS: 300 }).endState,
      }),
    "bad-input",
  ],
])("%s is one clear error", (_, run, expected) => {
  expect(code(run)).toBe(expected);
});
