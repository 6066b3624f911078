import { describe, expect, it } from "vitest";
import { chartRows, extentOf, heldAt, thinned, verificationRows } from "../../../../app/_charts/rows.ts";
import type { Row } from "../../../../app/_live/tail.ts";
import { temperatureScale } from "../../../../app/_words/units.ts";

const MIN = 60_000;
const CELSIUS = temperatureScale("C");
const row = (minute: number, mean: number): Row => ({ ts: minute * MIN, mean, min: mean - 0.5, max: mean + 0.5 });

describe("heldAt", () => {
  it("holds each value until the next, and knows nothing before the first", () => {
    const steps = [row(10, 18), row(20, 21)];
    expect(
      heldAt(
        steps,
        [5, 10, 15, 20, 99].map((m) => m * MIN),
      ),
    ).toEqual([undefined, 18, 18, 21, 21]);
  });
});

describe("chartRows", () => {
  it("puts history with its set-point before the forecast", () => {
    const rows = chartRows([row(0, 20), row(15, 21)], [row(-5, 19)], [{ ts: 30 * MIN, p10: 20, p50: 21, p90: 22 }], CELSIUS);
    expect(rows).toEqual([
      { ts: 0, mean: 20, range: [19.5, 20.5], setpoint: 19 },
      { ts: 15 * MIN, mean: 21, range: [20.5, 21.5], setpoint: 19 },
      { ts: 30 * MIN, median: 21, band: [20, 22] },
    ]);
  });
  it("breaks the line where nothing was measured", () => {
    const rows = chartRows([row(0, 20), row(10, 20), row(20, 20), row(120, 22), row(130, 22)], [], [], CELSIUS);
    expect(rows.map((r) => r.mean)).toEqual([20, 20, 20, undefined, 22, 22]);
  });
  it("converts everything to the unit of the page", () => {
    const [first, last] = chartRows([row(0, 20)], [row(0, 10)], [{ ts: MIN, p10: 0, p50: 10, p90: 20 }], temperatureScale("F"));
    expect(first?.mean).toBeCloseTo(68);
    expect(first?.setpoint).toBeCloseTo(50);
    expect(last?.band?.map((v) => Math.round(v))).toEqual([32, 68]);
  });
});

it("verification rows carry what came, what was predicted, and gaps", () => {
  const lead = {
    leadS: 3_600,
    n: 4,
    mae: 1,
    persistenceMae: 2,
    coverage80: 1,
    hindcastShare: 0,
    ts: [0, 900_000, 1_800_000, 90_000_000],
    predicted: [20, 21, 21, 22],
    p10: [19, 20, 20, 21],
    p90: [21, 22, 22, 23],
    actual: [20.5, 21.5, 21.5, 22.5],
  };
  const rows = verificationRows(lead, CELSIUS);
  expect(rows.map((r) => r.mean)).toEqual([20.5, 21.5, 21.5, undefined, 22.5]);
  expect(rows[0]).toEqual({ ts: 0, mean: 20.5, median: 20, band: [19, 21] });
  expect(extentOf(rows)).toEqual([19, 23]);
});

it("there is no extent of nothing", () => expect(extentOf([{ ts: 1 }])).toBeUndefined());

it("thinning keeps the last row and its bound", () => {
  const rows = Array.from({ length: 1_001 }, (_, i) => i);
  expect(thinned(rows, 60).length).toBeLessThanOrEqual(60);
  expect(thinned(rows, 60).at(-1)).toBe(1_000);
  expect(thinned([1, 2], 60)).toEqual([1, 2]);
});
