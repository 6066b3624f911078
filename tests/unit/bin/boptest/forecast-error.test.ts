import { expect, test } from "vitest";
import { forecastErrors, SPREAD } from "../../../../bin/boptest/forecast-error.ts";

const setting = { intervalS: 3_600, leads: 49, seed: 1 } as const;

test("grows from nothing to its long-run spread", () => {
  const runs = Array.from({ length: 2_000 }, (_, i) =>
    forecastErrors({ of: "temperature", uncertainty: "medium", issuedS: i, ...setting }),
  );
  const deviation = (lead: number) => Math.sqrt(runs.reduce((sum, run) => sum + run[lead]! ** 2, 0) / runs.length);
  expect(deviation(0)).toBe(0);
  expect(deviation(12) / SPREAD.temperature.medium).toBeCloseTo(Math.sqrt(1 - 0.9 ** 24), 1);
  expect(deviation(48) / SPREAD.temperature.medium).toBeCloseTo(1, 1);
});

test("the sun is never negative, and each issue time has an error of its own", () => {
  const at = (issuedS: number) => forecastErrors({ of: "solar", uncertainty: "high", issuedS, ...setting });
  for (let i = 0; i < 200; i++) expect(at(i).every((e) => e >= -1)).toBe(true);
  expect(at(1)).toEqual(at(1));
  expect(at(1)).not.toEqual(at(2));
});
