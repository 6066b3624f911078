import { expect, test } from "vitest";
import { ACCEPTANCE_FILE, acceptedOf } from "../../../../../sim/validation/bestest/acceptance.ts";

const HEAD = "metric,case,lower_limit,upper_limit,ours";
const read = (...lines: string[]) => acceptedOf({ [ACCEPTANCE_FILE]: [HEAD, ...lines].join("\n") });

test("annual loads have limits, other lines are not for us", () => {
  const limits = read(
    "Annual heating load (MWh),600,3.75,4.98,4",
    "Peak cooling load (kW),600,,,5",
    "Annual cooling load (MWh),900,2.35,2.60,2.4",
  );
  expect([...limits]).toEqual([
    ["600 annual_heating_MWh", { lower: 3.75, upper: 4.98 }],
    ["900 annual_cooling_MWh", { lower: 2.35, upper: 2.6 }],
  ]);
});

test("a missing file, another head or a limit that is none is said", () => {
  expect(() => acceptedOf({})).toThrowError(/missing/);
  expect(() => acceptedOf({ [ACCEPTANCE_FILE]: "a,b\n" })).toThrowError(/columns/);
  expect(() => read("Annual heating load (MWh),600,,4.98,4")).toThrowError(/no limits/);
  expect(() => read("Annual heating load (MWh),600,5,4,4")).toThrowError(/no limits/);
});
