import { expect, it } from "vitest";
import { meanOver } from "../../../../../sim/validation/vdi6007/day-table.ts";

const table = [
  [0, 0, 10],
  [3600, 100, 10],
  [3600, 50, 20],
  [7200, 50, 0],
];

it("means straight lines exactly, column by column", () => {
  expect(meanOver(table, 0, 3600)).toEqual([50, 10]);
  expect(meanOver(table, 0, 900)).toEqual([12.5, 10]);
});

it("takes a repeated time as a jump", () => {
  expect(meanOver(table, 3600, 7200)).toEqual([50, 10]);
  expect(meanOver(table, 2700, 4500)).toEqual([(87.5 + 50) / 2, (10 + 17.5) / 2]);
});

it("says where it has no value", () => {
  expect(() => meanOver(table, 3600, 9000)).toThrow(/no value from 3600 s to 9000 s/);
});
