import { describe, expect, it } from "vitest";
import { forecastRows, sparkShape } from "../../../../app/_charts/spark-shape.ts";
import type { Row } from "../../../../app/_live/tail.ts";
import { forecast } from "../../../support/wire-messages.ts";

const HOUR = 3_600_000;
const NOW = 100 * HOUR;
const BOX = { width: 200, height: 48 };
const row = (hour: number, mean: number): Row => ({ ts: NOW + hour * HOUR, mean, min: mean, max: mean });

describe("forecastRows", () => {
  it("gives the median and the band of what is still to come", () => {
    expect(forecastRows(forecast(0, 3), 1_800_000).map((r) => r.ts)).toEqual([1_800_000, 2_700_000]);
    const [first] = forecastRows(forecast(0, 1, 21), 0);
    expect(first?.p50).toBe(21);
    expect(first?.p10).toBeCloseTo(20.8);
    expect(first?.p90).toBeCloseTo(21.2);
  });
  it("gives nothing without a forecast", () => expect(forecastRows(undefined, 0)).toEqual([]));
});

describe("sparkShape", () => {
  it("puts now in the middle, and the past and the future on one scale", () => {
    const shape = sparkShape([row(-24, 18), row(-23.5, 20)], forecast(NOW, 4, 22), NOW, BOX);
    expect(shape.x(NOW)).toBe(100);
    expect(shape.history).toMatch(/^M0\.00 [\d.]+L2\.08 [\d.]+$/);
    expect(shape.y(22)).toBeLessThan(shape.y(18));
    expect(shape.past).toEqual([18, 20]);
    expect(shape.band.endsWith("Z")).toBe(true);
  });
  it("breaks the line over more than an hour without a reading", () => {
    const { history } = sparkShape([row(-10, 20), row(-9.5, 20), row(-6, 21)], undefined, NOW, BOX);
    expect(history.match(/M/g)).toHaveLength(2);
  });
  it("draws nothing out of nothing, and stays in its box", () => {
    const shape = sparkShape([], undefined, NOW, BOX);
    expect([shape.history, shape.band, shape.median, shape.past, shape.ahead]).toEqual(["", "", "", undefined, undefined]);
    expect(shape.y(1e9)).toBe(0);
    expect(shape.y(-1e9)).toBe(BOX.height);
  });
});
