import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { EXAMPLE_PLAN, NAMED_PLANS } from "../../../../sim/dataset/named-plans.ts";
import { parseDatasetPlan } from "../../../../sim/dataset/plan.ts";

const small = { name: "small", weather: [{ climate: "maritime" }], buildings: { count: 3, vary: {} } };

test("a short plan is completed: half excited, inside the envelope, split by building", () => {
  const plan = parseDatasetPlan(small);
  expect(plan.operation.excitedShare).toBe(0.5);
  expect(plan.operation.envelope?.occupied).toEqual({ minC: 18, maxC: 26 });
  expect(plan.operation.excite[0]?.control).toBe("heatingPowerW");
  expect(plan.splits).toEqual({ train: 0.8, validation: 0.1, test: 0.1, by: "building" });
  expect(parseDatasetPlan(plan)).toEqual(plan);
});

test("the example and every named plan are plans", () => {
  expect(parseDatasetPlan(parse(EXAMPLE_PLAN)).buildings.count).toBe(40);
  for (const plan of Object.values(NAMED_PLANS)) expect(parseDatasetPlan(plan).name).toBe(plan.name);
});

describe("a fault is named with its place", () => {
  test.each([
    [{ ...small, steps: 900 }, /steps/],
    [{ ...small, stepS: 700 }, /no whole number of steps/],
    [{ ...small, buildings: { vary: {} } }, /how many/],
    [{ ...small, buildings: { count: 3, method: "zip", vary: {} } }, /as many buildings as it has/],
    [{ ...small, weather: [{ climate: "maritime" }, { climate: "maritime" }] }, /two are called 'maritime-1'/],
    [{ ...small, weather: [{ climate: "tropical" }] }, /weather\.0/],
    [{ ...small, splits: { train: 0.9 } }, /add up to 1/],
    [{ ...small, operation: { envelope: { occupied: { minC: 26, maxC: 18 } } } }, /minC must be below/],
    [{ ...small, operation: { envelope: { empty: { minC: 19, maxC: 25 } } } }, /must hold the occupied/],
    [
      {
        ...small,
        operation: {
          excite: ["heatingPowerW", "heatingSetpointC"].map((control) => ({ control, walkers: [{ kind: "aprbs" }] })),
        },
      },
      /two ways to move one heater/,
    ],
    [{ ...small, operation: { excite: [{ control: "heatingPowerW", walkers: [{ kind: "arpbs" }] }] } }, /operation\.excite\.0/],
    ["nonsense", /plan/],
  ])("%#", (input, message) => {
    expect(() => parseDatasetPlan(input)).toThrow(message);
    expect(() => parseDatasetPlan(input)).toThrow(expect.objectContaining({ code: "bad-input" }));
  });
});
