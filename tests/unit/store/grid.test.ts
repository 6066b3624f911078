import { describe, expect, test } from "vitest";
import { gridOf, meansOnGrid, ratesOnGrid } from "../../../store/grid.ts";

const QUARTER_MS = 900_000;
const HOUR_MS = 3_600_000;
const grid = (length: number, stepS = 900) => ({ startTs: QUARTER_MS * 40, stepS, length });

describe("gridOf", () => {
  test("rows are the multiples of the step within the half-open span", () => {
    expect(gridOf({ fromTs: QUARTER_MS * 4, toTs: QUARTER_MS * 8 }, 900)).toEqual({
      startTs: QUARTER_MS * 4,
      stepS: 900,
      length: 4,
    });
    expect(gridOf({ fromTs: QUARTER_MS * 4 + 1, toTs: QUARTER_MS * 8 + 1 }, 900)).toEqual({
      startTs: QUARTER_MS * 5,
      stepS: 900,
      length: 4,
    });
    expect(gridOf({ fromTs: 5, toTs: 3 }, 900).length).toBe(0);
  });

  test.each([0, -900, 600, 1000, Number.NaN])("a step of %s s is refused", (stepS) => {
    expect(() => gridOf({ fromTs: 0, toTs: 1 }, stepS)).toThrow(expect.objectContaining({ code: "bad-input" }));
  });
});

describe("meansOnGrid", () => {
  test("a row is the mean over the buckets of the step that ends there; without any it is a gap", () => {
    const hours = { startTs: HOUR_MS * 10, stepS: 3600, length: 3 };
    const buckets = [
      { ts: HOUR_MS * 9, n: 1, total: 10 },
      { ts: HOUR_MS * 9 + QUARTER_MS, n: 3, total: 90 },
      { ts: HOUR_MS * 11, n: 2, total: 42 },
    ];
    expect([...meansOnGrid(buckets, hours)]).toEqual([25, Number.NaN, 21]);
  });
});

describe("ratesOnGrid", () => {
  const { startTs } = grid(1);
  const at = (quarters: number) => startTs + quarters * QUARTER_MS;

  test("growth is spread evenly between its readings", () => {
    const rates = ratesOnGrid([{ fromTs: at(-1), toTs: at(3), amount: 100 }], grid(5));
    expect([...rates]).toEqual([100, 100, 100, 100, Number.NaN]);
  });

  test("growth that straddles rows is divided by time, and nothing is lost", () => {
    const rates = ratesOnGrid(
      [
        { fromTs: at(-1), toTs: at(-0.5), amount: 10 },
        { fromTs: at(-0.5), toTs: at(0.5), amount: 40 },
        { fromTs: at(0.5), toTs: at(1), amount: 10 },
      ],
      grid(2),
    );
    expect([...rates]).toEqual([120, 120]);
  });

  test("a row is known when half of its step is", () => {
    expect([...ratesOnGrid([{ fromTs: at(-0.5), toTs: at(0), amount: 5 }], grid(1))]).toEqual([40]);
    expect([...ratesOnGrid([{ fromTs: at(-0.4), toTs: at(0), amount: 5 }], grid(1))]).toEqual([Number.NaN]);
  });

  test("growth over a long silence is a gap, but a counter that stood still did count nothing", () => {
    const silence = { fromTs: at(-1), toTs: at(40) };
    expect(ratesOnGrid([{ ...silence, amount: 5 }], grid(4)).every(Number.isNaN)).toBe(true);
    expect([...ratesOnGrid([{ ...silence, amount: 0 }], grid(4))]).toEqual([0, 0, 0, 0]);
  });

  test("daily rows bridge a night without readings", () => {
    const days = { startTs: HOUR_MS * 24 * 10, stepS: 86_400, length: 1 };
    const growth = { fromTs: HOUR_MS * 24 * 9, toTs: HOUR_MS * 24 * 10, amount: 48 };
    expect([...ratesOnGrid([growth], days)]).toEqual([2]);
  });
});
