import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { niceTicks, timeTicks, wallClock } from "../../../../app/_charts/ticks.ts";

describe("niceTicks", () => {
  it("are round and clear of the line", () => expect(niceTicks(18.3, 22.1, 6, 2)).toEqual([18, 19, 20, 21, 22, 23]));
  it("give a flat line some room", () => expect(niceTicks(21, 21, 5, 2)).toEqual([20, 20.5, 21, 21.5, 22]));
  it("go below zero only where the values do", () => {
    expect(niceTicks(0, 14.7, 4, 0.2)[0]).toBe(0);
    expect(niceTicks(-0.5, 14.7, 4, 0.2)[0]).toBeLessThan(0);
  });
  it("cover any span evenly with a few marks", () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const ticks = niceTicks(low, high, 6, 1);
        expect(ticks[0]).toBeLessThanOrEqual(low);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(high);
        expect(ticks.length).toBeLessThanOrEqual(12);
      }),
    );
  });
});

describe("timeTicks", () => {
  const hours = (fromIso: string, spanH: number, zone: string, most: number) => {
    const fromTs = Date.parse(fromIso);
    const wall = wallClock(zone);
    return timeTicks(fromTs, fromTs + spanH * 3_600_000, zone, most).map((t) => wall(t.ts).hour);
  };
  it("stand at full hours of the building's own day", () => {
    expect(hours("2026-01-14T10:20:00Z", 24, "America/New_York", 5)).toEqual([6, 12, 18, 0]);
    expect(hours("2026-01-14T10:20:00Z", 24, "Asia/Kolkata", 5)).toEqual([18, 0, 6, 12]);
  });
  it("keep the wall's hours on days of 23 and 25 hours", () => {
    expect(hours("2026-03-28T23:00:00Z", 23, "Europe/Berlin", 5)).toEqual([0, 6, 12, 18, 0]);
    expect(hours("2026-10-24T22:00:00Z", 25, "Europe/Berlin", 5)).toEqual([0, 6, 12, 18, 0]);
  });
  it("mark midnight", () => {
    const fromTs = Date.parse("2026-01-14T12:00:00Z");
    const ticks = timeTicks(fromTs, fromTs + 86_400_000, "Europe/Berlin", 4);
    expect(ticks.filter((t) => t.midnight).map((t) => new Date(t.ts).toISOString())).toEqual(["2026-01-14T23:00:00.000Z"]);
  });
  it("thin out over many days instead of crowding", () => {
    const fromTs = Date.parse("2026-01-01T00:00:00Z");
    expect(timeTicks(fromTs, fromTs + 30 * 86_400_000, "Europe/Berlin", 6).length).toBeLessThanOrEqual(6);
  });
});
