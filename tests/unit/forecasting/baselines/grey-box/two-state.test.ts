/** The discretised room against the equations that it stands for. */
import { expect, test } from "vitest";
import { stepOf, type TwoState } from "../../../../../forecasting/baselines/grey-box/two-state.ts";

const ROOM: TwoState = {
  airToEnvelope: 0.2,
  envelopeToAir: 0.02,
  envelopeToOutdoor: 0.004,
  airToOutdoor: 0.01,
  airToHabit: 0,
  envelopeNoise: 0.1,
  measurementNoise: 0.2,
};

/** The differential equations in a hundred thousand small steps. */
function integrated(hours: number, from: readonly [number, number], outdoorC: number, atAir: number, atEnvelope: number) {
  let [air, envelope] = from;
  const n = 100_000;
  for (let i = 0; i < n; i++) {
    const dAir = ROOM.airToEnvelope * (envelope - air) + ROOM.airToOutdoor * (outdoorC - air) + atAir;
    const dEnvelope = ROOM.envelopeToAir * (air - envelope) + ROOM.envelopeToOutdoor * (outdoorC - envelope) + atEnvelope;
    air += (dAir * hours) / n;
    envelope += (dEnvelope * hours) / n;
  }
  return [air, envelope];
}

function stepped(hours: number, from: readonly [number, number], outdoorC: number, atAir: number, atEnvelope: number) {
  const { a, air, envelope, outdoor } = stepOf(ROOM, hours);
  return [0, 1].map(
    (i) =>
      (a[2 * i] ?? 0) * from[0] +
      (a[2 * i + 1] ?? 0) * from[1] +
      (outdoor[i] ?? 0) * outdoorC +
      (air[i] ?? 0) * atAir +
      (envelope[i] ?? 0) * atEnvelope,
  );
}

test.each([0.25, 1, 6])("one step of %s h is the integral of the equations", (hours) => {
  const exact = integrated(hours, [21, 18], -3, 0.7, 0.05);
  stepped(hours, [21, 18], -3, 0.7, 0.05).forEach((value, i) => {
    expect(value).toBeCloseTo(exact[i] ?? Number.NaN, 3);
  });
});

test("four quarters of an hour are an hour", () => {
  const quarter = stepOf(ROOM, 0.25);
  const hour = stepOf(ROOM, 1);
  let [x, y] = [21, 18];
  for (let i = 0; i < 4; i++)
    [x, y] = [quarter.a[0] * x + quarter.a[1] * y + quarter.air[0], quarter.a[2] * x + quarter.a[3] * y + quarter.air[1]];
  expect(x).toBeCloseTo(hour.a[0] * 21 + hour.a[1] * 18 + hour.air[0], 9);
  expect(y).toBeCloseTo(hour.a[2] * 21 + hour.a[3] * 18 + hour.air[1], 9);
});

test("left alone, the room comes to the outdoor temperature; a habit holds it above", () => {
  const settled = (room: TwoState, habit: number) => {
    const step = stepOf(room, 1);
    let [x, y] = [20, 20];
    for (let i = 0; i < 20_000; i++)
      [x, y] = [
        step.a[0] * x + step.a[1] * y + step.outdoor[0] * 5 + step.air[0] * habit,
        step.a[2] * x + step.a[3] * y + step.outdoor[1] * 5 + step.air[1] * habit,
      ];
    return x;
  };
  expect(settled(ROOM, 0)).toBeCloseTo(5, 6);
  const strong = { ...ROOM, airToHabit: 10 };
  expect(settled(strong, 10 * 21)).toBeCloseTo(21, 0);
});

test("the filter trusts an exact sensor and doubts a noisy one", () => {
  const gainAt = (measurementNoise: number) => stepOf({ ...ROOM, measurementNoise }, 1).gain;
  expect(gainAt(1e-6)[0]).toBeCloseTo(1, 3);
  expect(gainAt(0.2)[0]).toBeLessThan(1);
  expect(gainAt(20)[0]).toBeLessThan(gainAt(0.2)[0]);
  for (const noise of [1e-6, 0.2, 20]) expect(gainAt(noise)[1]).toBeGreaterThan(0);
});
