import { expect, test } from "vitest";
import { houseInWeather } from "../../../../sim/env/houses.ts";

test("goes back to a state bit by bit", () => {
  for (const id of ["builda-sfh-08", "de-sfh-04"]) {
    const { zone } = houseInWeather(id, 1, 0, 3);
    for (let k = 0; k < 100; k++) zone.step(k % 7 === 0 ? 1 : 0.2);
    const here = zone.snapshot();
    const once = Array.from({ length: 50 }, () => zone.step(0.7));
    zone.restore(here);
    expect(zone.row).toBe(100);
    const again = Array.from({ length: 50 }, () => zone.step(0.7));
    expect(again).toEqual(once);
    zone.restore(here);
    expect(zone.step(0)).toBeLessThan(once[0]!);
  }
});

test("a law is asked anew within the step, and its mean is kept", () => {
  const { zone } = houseInWeather("builda-sfh-08", 1, 0, 1);
  let asked = 0;
  zone.step(() => asked++ % 2);
  expect(asked).toBe(5);
  expect(zone.heatingShare).toBeCloseTo(2 / 5, 12);
});

test("the weather's end and another building's state are refused", () => {
  const { zone } = houseInWeather("builda-sfh-08", 1, 0, 1);
  for (let k = 0; k < 96; k++) zone.step(0);
  expect(() => zone.step(0)).toThrow(/weather ends after 96 steps/);
  expect(() => zone.restore({ row: 0, temperatures: new Float64Array(2) })).toThrow(/another building/);
});
