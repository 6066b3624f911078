import { expect, test } from "vitest";
import { createDesk } from "../../../../sim/dataset/desk.ts";

test("a column is used anew under its name, filled as asked, and made anew for another length", () => {
  const desk = createDesk();
  const first = desk.floats("a", 4);
  first[2] = 5;
  expect(desk.floats("b", 4)).not.toBe(first);
  expect(desk.floats("a", 4, 7)).toBe(first);
  expect([...first]).toEqual([7, 7, 7, 7]);
  expect([...desk.floats("a", 2)]).toEqual([0, 0]);
});
