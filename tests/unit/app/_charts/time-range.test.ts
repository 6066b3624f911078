import { describe, expect, it } from "vitest";
import { moved, queryOf, rangeOf } from "../../../../app/_charts/time-range.ts";

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 28, 5, 47, 30);
const read = (query: string) => rangeOf(new URLSearchParams(query));

describe("an address", () => {
  it("tells span and end, and comes back the same", () => {
    const range = read("?hours=72&until=2026-11-20T06:00Z");
    expect(range).toEqual({ hours: 72, untilTs: Date.UTC(2026, 10, 20, 6) });
    expect(queryOf(range)).toBe("?hours=72&until=2026-11-20T06:00Z");
    expect(read(queryOf(range))).toEqual(range);
  });
  it("keeps what else it says, and says nothing of what is usual", () => {
    expect(queryOf({ hours: 24, untilTs: undefined }, "zones=a,b&hours=168")).toBe("?zones=a,b");
    expect(queryOf({ hours: 24, untilTs: undefined })).toBe("");
  });
  it("counts as not said where it cannot be understood", () => {
    for (const query of ["", "hours=5&until=yesterday", "hours=-24&until=2026-13-45T00:00Z", "until=0"])
      expect(read(query)).toEqual({ hours: 24, untilTs: undefined });
  });
});

describe("moved", () => {
  it("goes a span earlier from now, on a full minute", () =>
    expect(moved({ hours: 24, untilTs: undefined }, -1, NOW)).toEqual({
      hours: 24,
      untilTs: Date.UTC(2026, 10, 27, 5, 47),
    }));
  it("comes back to now instead of reaching into the future", () => {
    expect(moved({ hours: 72, untilTs: NOW - 24 * HOUR }, 1, NOW)).toEqual({ hours: 72, untilTs: undefined });
    expect(moved({ hours: 24, untilTs: NOW - 72 * HOUR }, 1, NOW).untilTs).toBe(NOW - 48 * HOUR);
  });
  it("never goes before the beginning of time", () =>
    expect(moved({ hours: 168, untilTs: 10 * HOUR }, -1, NOW).untilTs).toBe(168 * HOUR));
});
