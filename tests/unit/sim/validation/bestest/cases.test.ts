import { expect, test } from "vitest";
import { CASES } from "../../../../../sim/validation/bestest/cases.ts";

const caseOf = (id: string) => {
  const found = CASES.find((c) => c.id === id);
  if (!found) throw new Error(`there is no case ${id}`);
  return found;
};
/** Set-points at the end of each quarter of an hour. */
const atHours = (of: (hour: number) => number, ...hours: number[]) => hours.map(of);

test("case 600 heats to 20 °C and cools to 27 °C at any hour, case 685 keeps 20 °C, case 600FF neither", () => {
  expect(atHours(caseOf("600").heatingC, 0.25, 12, 24)).toEqual([20, 20, 20]);
  expect(atHours(caseOf("600").coolingC, 0.25, 12, 24)).toEqual([27, 27, 27]);
  expect(caseOf("685").coolingC(12)).toBe(20);
  expect(caseOf("600FF").heatingC(12)).toBeNaN();
});

test("set-back runs from 23 to 7; in case 640 the set-point climbs through the hour after", () => {
  for (const id of ["640", "940"])
    expect(atHours(caseOf(id).heatingC, 7, 7.25, 7.5, 8, 23, 23.25)).toEqual([10, 12.5, 15, 20, 20, 10]);
});

test("night ventilation comes with cooling from 7 to 18 and without heating", () => {
  for (const id of ["650", "950"]) {
    const { heatingC, coolingC, nightAirM3PerH } = caseOf(id);
    expect(nightAirM3PerH).toBe(1700);
    expect(heatingC(12)).toBeNaN();
    expect(atHours(coolingC, 7, 7.25, 18, 18.25)).toEqual([Number.NaN, 27, 27, Number.NaN]);
  }
});
