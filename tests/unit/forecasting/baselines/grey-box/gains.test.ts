/** What warms a room, as it came and as it is expected. */
import { expect, test } from "vitest";
import { makeFrame } from "#domain";
import { inputsOf } from "../../../../../forecasting/baselines/grey-box/gains.ts";
import { toSeries } from "../../../../../forecasting/series.ts";
import { hourUtc, SOME_THURSDAY, taskOf } from "../../../../support/forecast-tasks.ts";

const CALENDAR = 14;
const room = (columns: Record<string, (ts: number, row: number) => number>) =>
  taskOf({ days: 20, stepS: 3600 }, { y: () => 20, ...columns });

test("without an outdoor temperature there is no model", () => {
  expect(inputsOf(toSeries(room({})))).toBeUndefined();
  expect(inputsOf(toSeries(room({ outdoorTempC: () => Number.NaN })))).toBeUndefined();
});

test("sun warms air and envelope; heat, in kilowatts, the air; people the air by the clock", () => {
  const inputs = inputsOf(
    toSeries(room({ outdoorTempC: () => 3, globalIrradianceWPerM2: () => 500, heatingPowerW: () => 2_000 })),
  );
  expect(inputs?.gains.map((g) => g.at)).toEqual(["air", "envelope", "air", ...Array.from({ length: CALENDAR }, () => "air")]);
  expect([0, 1, 2].map((j) => inputs?.gains[j]?.came[100])).toEqual([1, 1, 2]);
});

test("weather ahead is what was handed in, else that of the day before; heat ahead is that of similar days", () => {
  const task = room({ outdoorTempC: (ts) => hourUtc(ts), heatingPowerW: (ts) => (hourUtc(ts) === 6 ? 1_000 : 0) });
  const n = task.history.length;
  const future = makeFrame(SOME_THURSDAY + 3_600_000, 3600, [["outdoorTempC", new Float64Array(24).fill(-7)]]);
  const told = inputsOf(toSeries({ ...task, future }));
  const untold = inputsOf(toSeries(task));
  for (const h of [1, 6, 23]) {
    expect(told?.outdoorTempC.told[n - 1 + h]).toBe(-7);
    expect(told?.outdoorTempC.expected[n - 1 + h]).toBe(h);
    expect(untold?.outdoorTempC.told[n - 1 + h]).toBe(h);
    expect(told?.gains[0]?.told[n - 1 + h]).toBe(h === 6 ? 1 : 0);
  }
});

test("water that is colder than the room does not cool it", () => {
  const inputs = inputsOf(toSeries(room({ outdoorTempC: () => 3, waterTempC: (_ts, i) => (i % 2 === 0 ? 15 : 60) })));
  expect(inputs?.gains[0]?.came[100]).toBe(0);
  expect(inputs?.gains[0]?.came[101]).toBe(2);
});
