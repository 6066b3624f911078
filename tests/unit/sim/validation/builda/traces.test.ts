import { expect, test } from "vitest";
import { column } from "#domain";
import { readTrace } from "../../../../../sim/validation/builda/traces.ts";

const HEAD = "time_s,u,TAir_C,TOut_C,HDirNor,HDifHor,P_W";
const rows = (change: (i: number) => string | undefined = () => undefined) =>
  [
    HEAD,
    ...Array.from({ length: 35_040 }, (_, i) => change(i) ?? `${(i + 1) * 900},0.5,20,${i % 10},${i === 5 ? 100 : 0},0,600`),
  ].join("\n");

test("states stand at the rows, the year begins a step before, and light is the mean of both ends", () => {
  const { weather, airTempC, powerW } = readTrace(rows(), "trace");
  expect(weather.length).toBe(35_041);
  expect([...column(weather, "outdoorTempC").slice(0, 4)]).toEqual([0, 0, 1, 2]);
  expect([...column(weather, "directNormalWPerM2").slice(5, 8)]).toEqual([0, 50, 50]);
  expect(airTempC.length).toBe(35_040);
  expect(powerW[0]).toBe(600);
});

test.each([
  ["another head", `a,b\n1,2`, /columns/],
  ["too few rows", `${HEAD}\n900,0,0,0,0,0,0`, /rows instead/],
  ["a number that is none", rows((i) => (i === 9 ? "9000,x,20,0,0,0,0" : undefined)), /row 10/],
  ["a time out of order", rows((i) => (i === 9 ? "1,0,20,0,0,0,0" : undefined)), /row 10/],
])("%s is said", (_, text, message) => {
  expect(() => readTrace(text, "trace")).toThrowError(message);
});
