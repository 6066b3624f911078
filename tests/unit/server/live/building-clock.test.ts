import { describe, expect, it } from "vitest";
import type { Reading } from "#domain";
import { createBuildingClocks } from "../../../../server/live/building-clock.ts";

const reading = (building: string, ts: number, receivedAt: number): Reading => ({
  ts,
  receivedAt,
  building,
  zone: "z",
  signal: "airTempC",
  value: 20,
  quality: "good",
  source: "s",
});
const DAY = 86_400_000;
const T0 = Date.UTC(2026, 0, 1);
const PAST = Date.UTC(2017, 4, 1);

describe("building clocks", () => {
  it("are ours for a building with fresh data, and for one without any", () => {
    const clocks = createBuildingClocks();
    clocks.observe([reading("a", T0 - 1_000, T0)]);
    expect(clocks.now("a", T0 + 5_000)).toBe(T0 + 5_000);
    expect(clocks.now("unheard", T0)).toBe(T0);
    expect(clocks.replayed()).toEqual([]);
  });

  it("follow a replay and learn its speed", () => {
    const clocks = createBuildingClocks();
    expect(clocks.observe([reading("old", PAST, T0)])).toEqual(new Set(["old"]));
    for (let i = 1; i <= 40; i++) clocks.observe([reading("old", PAST + i * 900_000, T0 + i * 1_500)]);
    expect(clocks.isReplayed("old")).toBe(true);
    const [clock] = clocks.replayed();
    expect(clock?.rate).toBeCloseTo(600, 6);
    expect(clocks.now("old", T0 + 40 * 1_500 + 1_000)).toBe(PAST + 40 * 900_000 + 600_000);
  });

  it("let a replay that stopped grow old at the speed of ours", () => {
    const clocks = createBuildingClocks();
    clocks.observe([reading("old", PAST, T0)]);
    clocks.observe([reading("old", PAST + 600_000, T0 + 1_000)]);
    const at = (ms: number) => clocks.now("old", T0 + 1_000 + ms) - (PAST + 600_000);
    expect(at(60_000)).toBe(600 * 60_000);
    expect(at(3_600_000) - at(60_000)).toBe(3_540_000);
  });

  it("keep one late sensor from turning a live building into a replayed one", () => {
    const clocks = createBuildingClocks();
    clocks.observe([reading("a", T0, T0)]);
    expect(clocks.observe([reading("a", T0 - DAY, T0 + 1_000)]).size).toBe(0);
    expect(clocks.isReplayed("a")).toBe(false);
  });

  it("say when a replayed building comes alive", () => {
    const clocks = createBuildingClocks();
    clocks.observe([reading("a", PAST, T0)]);
    expect(clocks.observe([reading("a", T0 + 1_000, T0 + 1_000)])).toEqual(new Set(["a"]));
    expect(clocks.isReplayed("a")).toBe(false);
  });

  it("take no notice of what was simulated or retained", () => {
    const clocks = createBuildingClocks();
    clocks.observe([
      { ...reading("a", PAST, T0), quality: "simulated" },
      { ...reading("a", PAST, T0), quality: "retained" },
    ]);
    expect(clocks.isReplayed("a")).toBe(false);
  });
});
