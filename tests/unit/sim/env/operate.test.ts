import { expect, test } from "vitest";
import { houseInWeather } from "../../../../sim/env/houses.ts";
import { branch, household, operate } from "../../../../sim/env/operate.ts";
import { createPolicy } from "../../../../sim/env/policies.ts";

const DAY = { dayC: 21, setbackK: 3, fromHour: 6, toHour: 22 };

test("a branch with the plan that was lived gives what was lived", () => {
  const { zone, weather, utcOffsetH } = houseInWeather("builda-sfh-08", 2, 0, 4);
  const home = household(weather, DAY, utcOffsetH);
  const policy = createPolicy("bounded-poisson", { stepS: 900, seed: 2, name: "t" });
  const life = operate(zone, home, policy, 300, { keepEvery: 50 });
  expect([...life.states.keys()]).toEqual([0, 50, 100, 150, 200, 250]);
  for (const [row, state] of life.states)
    expect(branch(zone, state, life.heatingShare.subarray(row, row + 20))).toEqual(life.airTempC.slice(row + 1, row + 21));
});

test("set-points and presence go by the local clock", () => {
  const { weather, utcOffsetH } = houseInWeather("builda-sfh-08", 1, 1, 7);
  const home = household(weather, DAY, utcOffsetH);
  expect(home.hours[0]).toBe(0);
  expect([home.setpointC[0], home.setpointC[4 * 6], home.setpointC[4 * 22]]).toEqual([18, 21, 18]);
  // 2 January 2023 is a Monday.
  expect([home.occupied[0], home.occupied[4 * 12], home.occupied[4 * 18], home.occupied[5 * 96 + 4 * 12]]).toEqual([1, 0, 1, 1]);
});

test("open windows keep a warm home cooler, and nobody opens them who is out", () => {
  const lived = [false, true].map((windows) => {
    const { zone, weather, utcOffsetH } = houseInWeather("builda-sfh-08", 1, 180, 5);
    const home = household(weather, DAY, utcOffsetH);
    return operate(zone, home, () => 0.1, 5 * 96, { windows }).airTempC;
  });
  const mean = (v: Float64Array) => v.reduce((a, b) => a + b, 0) / v.length;
  expect(mean(lived[1]!)).toBeLessThan(mean(lived[0]!) - 0.5);
});

test("heating rests above its limit, and only there", () => {
  const { zone, weather, utcOffsetH } = houseInWeather("builda-sfh-08", 1, 100, 5);
  const home = household(weather, DAY, utcOffsetH);
  const limitC = home.outdoorTempC.toSorted()[240]!;
  const { heatingShare } = operate(zone, home, () => 0.5, 4 * 96, { heatingLimitC: limitC });
  heatingShare.forEach((share, k) => {
    expect(share).toBeCloseTo(home.outdoorTempC[k]! > limitC ? 0 : 0.5, 12);
  });
  expect(new Set(heatingShare.map((u) => Math.round(u * 2) / 2)).size).toBe(2);
});
