import { expect, test } from "vitest";
import { HOUSE_IDS, houseInWeather } from "../../../../sim/env/houses.ts";

test("every house warms up when it is heated and cools when it is not", () => {
  for (const id of HOUSE_IDS) {
    const { zone } = houseInWeather(id, 1, 0, 2);
    for (let k = 0; k < 48; k++) zone.step(0.3);
    const here = zone.snapshot();
    for (let k = 0; k < 16; k++) zone.step(1);
    const warm = zone.airTempC;
    zone.restore(here);
    for (let k = 0; k < 16; k++) zone.step(0);
    expect(warm - zone.airTempC, id).toBeGreaterThan(2);
  }
});

test("an unknown house is named", () => {
  expect(() => houseInWeather("de-sfh-1", 1, 0, 1)).toThrow(/unknown house 'de-sfh-1'/);
});
