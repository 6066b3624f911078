import { describe, expect, it } from "vitest";
import { GapTracker, staleAfter, UNKNOWN_STALE_MS } from "../../../../server/live/staleness.ts";

describe("staleness", () => {
  it("is three usual gaps, within bounds", () => {
    expect(staleAfter(60_000)).toBe(180_000);
    expect(staleAfter(1_000)).toBe(90_000);
    expect(staleAfter(20 * 3_600_000)).toBe(26 * 3_600_000);
    expect(staleAfter(null)).toBe(UNKNOWN_STALE_MS);
  });

  it("learns the median gap and is not misled by one pause or by readings out of order", () => {
    const gaps = new GapTracker(0, null);
    for (const ts of [10, 20, 30, 25, 1_030, 1_040, 1_050]) gaps.observe(ts);
    expect(gaps.usualGapMs).toBe(10);
  });

  it("keeps what the store knew until it has seen three gaps itself", () => {
    const gaps = new GapTracker(0, 7_000);
    gaps.observe(10);
    gaps.observe(20);
    expect(gaps.usualGapMs).toBe(7_000);
  });
});
